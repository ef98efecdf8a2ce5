import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/** The findings of cdk-nag's pack AWS Solutions in an app, as `RULE[FINDING] in PATH`. */
export function findingsIn(app: App): string[] {
  return new AwsSolutionsChecks().validateScope(app).violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} in ${constructPath}`)).sort();
}
