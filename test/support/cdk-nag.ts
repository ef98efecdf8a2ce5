import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';

/** The packs of cdk-nag. */
export const PACKS: Record<string, () => NagPack> = {
  'AWS Solutions': () => new AwsSolutionsChecks(),
  'HIPAA Security': () => new HIPAASecurityChecks(),
  'NIST 800-53 rev 4': () => new NIST80053R4Checks(),
  'NIST 800-53 rev 5': () => new NIST80053R5Checks(),
  'PCI DSS 3.2.1': () => new PCIDSS321Checks(),
  'Serverless': () => new ServerlessChecks(),
};

/** The findings of a pack of cdk-nag in an app, as `RULE[FINDING] in PATH`. */
export function findingsIn(app: App, pack = 'AWS Solutions'): string[] {
  return PACKS[pack]().validateScope(app).violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} in ${constructPath}`)).sort();
}
