import { Tags } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as library from '../../../src';
import { LEVELS } from '../../../tools/levels/levels';
import { page } from '../../support/pages';
import { A, TwoAccounts } from '../../support/two-accounts';

const PAGE = page('docs/permissions.md');
const EXAMPLES = [...PAGE.matchAll(/```ts.*\n([^`]*)```/g)].map(([, code]) => code);

/** Runs an example of the page: the props of a role, or constructs. */
function run(code: string, accounts: TwoAccounts): void {
  const boundaryOfYours = new iam.ManagedPolicy(accounts.b, 'BoundaryOfYours', { statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })] });
  const known = { ...library, iam, Tags, boundaryOfYours, stack: accounts.b, accountA: accounts.a, accountB: accounts.b };
  const body = /^(\/\/.*\n)*permissions:/.test(code) ? `return { ${code} }` : code;
  const props = new Function(...Object.keys(known), body)(...Object.values(known));
  if (props) {
    new library.TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props });
  }
}

describe('the page on permissions', () => {
  test.each(EXAMPLES)('has an example that synthesizes: %s', (code) => {
    const accounts = new TwoAccounts();
    run(code, accounts);
    accounts.templateB.resourceCountIs('AWS::IAM::Role', 1);
  });

  test('names every factory of ReadOnlyPermissions but none()', () => {
    const factories = Object.getOwnPropertyNames(library.ReadOnlyPermissions)
      .filter((name) => typeof (library.ReadOnlyPermissions as any)[name] === 'function' && !['aws', 'none'].includes(name));
    expect(factories).toHaveLength(9);
    factories.forEach((factory) => expect(PAGE).toContain(`${factory}(`));
  });

  test('has a row for every level', () => {
    Object.keys(LEVELS).forEach((name) => expect(PAGE).toContain(`| \`${name}\` |`));
  });
});
