import { FLAGS } from 'aws-cdk-lib/cx-api';

/** All flags since 2.0.0, as this version of the CDK recommends them; `cdk init` writes most of them into a new project. */
export const RECOMMENDED_FLAGS = Object.fromEntries(Object.entries(FLAGS)
  .filter(([, { introducedIn }]) => introducedIn.v2 && introducedIn.v2 !== '2.0.0')
  .map(([flag, { recommendedValue }]) => [flag, recommendedValue]));
