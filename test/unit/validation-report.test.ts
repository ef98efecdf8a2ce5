/** The messages in the CDK's validation report, which a recommended feature flag of newer versions turns on. */
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { Annotations } from 'aws-cdk-lib';
import { PrincipalScope, TrustingRole } from '../../src';
import { RECOMMENDED_FLAGS } from '../support/recommended-flags';
import { A, TwoAccounts } from '../support/two-accounts';

const WARNING = 'cdk-cross-account-read-only-access:tooLongForConsole';

let accounts: TwoAccounts;
let role: TrustingRole;

beforeEach(() => {
  accounts = new TwoAccounts({ context: RECOMMENDED_FLAGS });
  role = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, path: `/${'x'.repeat(60)}/` });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => vi.restoreAllMocks());

function rulesReported(): string[] {
  const report = join(accounts.app.synth().directory, 'validation-report.json');
  const { pluginReports } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { pluginReports: [] };
  return pluginReports.flatMap(({ violations }: any) => violations.map(({ ruleName }: any) => ruleName));
}

test('a warning is reported', () => {
  expect(rulesReported()).toEqual([`Annotation::${WARNING}`]);
});

test('a warning that is acknowledged is not', () => {
  Annotations.of(role).acknowledgeWarning(WARNING, 'used by API only');
  expect(rulesReported()).toEqual([]);
});

test('an error that only synthesis finds still fails it', () => {
  role.addPrincipals(PrincipalScope.users(...Array.from({ length: 60 }, (_, i) => `user-${i}`)));
  expect(() => accounts.app.synth()).toThrow('Workload/Role: the trust policy is');
});
