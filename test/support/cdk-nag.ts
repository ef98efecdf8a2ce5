import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/** What cdk-nag's pack AWS Solutions finds in an app, as `RULE[FINDING] in PATH`. */
export function findingsIn(app: App): string[] {
  return new AwsSolutionsChecks().validateScope(app).violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} in ${constructPath}`)).sort();
}
