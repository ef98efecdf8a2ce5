import { DECISION_TABLE } from './decision-table';
import { faultsOf } from './judges';
import { prove } from './prove';
import { CrossAccountReadOnlyAccess, TrustingTarget } from '../../src';
import { Templates } from '../contracts/upgrades/apps';
import { holdersOf, withStackSetTemplates } from '../contracts/upgrades/roles-and-groups';
import { Configuration } from '../properties/who-may-assume/configuration';
import { MadeRole, propsOf } from '../properties/who-may-assume/library';
import { COMPLETE } from '../support/complete';
import { B, TwoAccounts } from '../support/two-accounts';

/** Configurations with every kind of principal, and with each way in which accounts, ARNs and paths are compared. */
const CONFIGURATIONS = DECISION_TABLE.filter(({ trusts, conditions }) => [
  'users(ann) + roles(Ci) + permissionSets(Audit) + organization(), MFA by default',
  "users(ann) + roles(Ci) + permissionSets(Audit) + organization(), the user's name as source identity",
  'users(ann) + roles(Ci) + rolesMatching(scan-*) + anyRole().inAccount(C), MFA by default',
  'organizationPaths(OU/*), MFA by default',
  'account(), no MFA',
].includes(`${trusts}, ${conditions}`));

/** Other partitions than the commercial one, with a Region of each; the complete run has them all. */
const PARTITIONS = [
  ['aws-cn', 'cn-north-1'], ['aws-us-gov', 'us-gov-west-1'], ['aws-eusc', 'eusc-de-east-1'], ['aws-iso', 'us-iso-east-1'],
  ['aws-iso-b', 'us-isob-east-1'], ['aws-iso-e', 'eu-isoe-west-1'], ['aws-iso-f', 'us-isof-south-1'],
];

/** A configuration's roles in finished templates. */
function rolesOf(configuration: Configuration, target: (accounts: TwoAccounts) => TrustingTarget, region?: string, partition = 'aws'): Pick<MadeRole, 'arn' | 'trustPolicy'>[] {
  const accounts = new TwoAccounts({ region });
  const { assumingAccount: _, ...props } = propsOf(configuration);
  new CrossAccountReadOnlyAccess(accounts.a, 'Access', { ...props, trusting: [target(accounts)] });
  const templates: Templates = Object.fromEntries(accounts.app.synth().stacksRecursively.map(({ stackName, environment, template }) =>
    [stackName, { account: environment.account, template: JSON.parse(JSON.stringify(template).replaceAll('{"Ref":"AWS::Partition"}', `"${partition}"`)) }]));
  const roles = [...holdersOf(withStackSetTemplates(templates)).values()].filter(({ trust }) => trust);
  return roles.map(({ arn, trust }) => ({ arn, trustPolicy: JSON.parse(JSON.stringify(trust)) }));
}

test('the configurations are there', () => {
  expect(CONFIGURATIONS).toHaveLength(5);
});

describe.each(CONFIGURATIONS)('$trusts, $conditions', ({ configuration }) => {
  test('the template of a StackSet, in whatever account it is deployed to', async () => {
    const [role, ...others] = rolesOf(configuration, () => TrustingTarget.stackSetToAccounts(['555555555555', '666666666666']));
    expect(others).toEqual([]);
    expect(await faultsOf(configuration, role, await prove(configuration, role.trustPolicy, { trusting: role.arn.split(':')[4] }))).toEqual([]);
  });

  test.each(COMPLETE ? PARTITIONS : PARTITIONS.slice(0, 1))('a stack of the partition %s', async (partition, region) => {
    const [{ arn, trustPolicy }] = rolesOf(configuration, ({ b }) => TrustingTarget.scope(b), region, partition);
    expect(arn.split(':')[4]).toBe(B);
    const role = { arn: arn.replace(/^arn:aws:/, `arn:${partition}:`), trustPolicy };
    expect(await faultsOf(configuration, role, await prove(configuration, trustPolicy, { partition }))).toEqual([]);
  });
});
