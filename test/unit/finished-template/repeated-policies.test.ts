/** A managed policy that a role or group lists twice, by notations that only the finished template shows to be the same. */
import { Aws, CfnCondition, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { IManagedPolicy, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { AssumingGroup, ReadOnlyPermissions, TrustingRole } from '../../../src';
import { GROUP, group, Input, rejects, ROLE, role } from '../../support/invalid-props';
import { A, B, TwoAccounts } from '../../support/two-accounts';

const lazy = (text: string) => Lazy.string({ produce: () => text });
const TWICE = (prop: string, name: string) => `${prop} and addManagedPolicy attach the managed policy ${name} more than once`;
const aws = (name: string) => ManagedPolicy.fromAwsManagedPolicyName(name);
const byArn = (stack: Stack, ...arns: string[]) => arns.map((arn, i) => ManagedPolicy.fromManagedPolicyArn(stack, `Policy${i}`, arn));
const policies = (...managedPolicies: IManagedPolicy[]) => ReadOnlyPermissions.custom({ managedPolicies });

const roleWith = (...arns: string[]): Input => (accounts) => role({ permissions: policies(...byArn(accounts.b, ...arns)) })(accounts);
const groupWith = (...arns: string[]): Input => (accounts) => group({ groupPermissions: policies(...byArn(accounts.a, ...arns)) })(accounts);
type PolicyIn = (accounts: TwoAccounts) => IManagedPolicy;
const roleAnd = (policy: PolicyIn): Input => (accounts) => (role()(accounts) as TrustingRole).addManagedPolicy(policy(accounts));
const groupAnd = (policy: PolicyIn): Input => (accounts) => (group()(accounts) as AssumingGroup).addManagedPolicy(policy(accounts));
const arn = (account: string, name: string) => `arn:aws:iam::${account}:policy/${name}`;

rejects([
  ['a late name of a role\'s policy', ROLE, TWICE('permissions', 'audit'),
    roleWith(arn(Aws.ACCOUNT_ID, 'audit'), arn(B, lazy('audit'))), roleWith(arn(Aws.ACCOUNT_ID, 'audit'), arn(B, lazy('other')))],
  ['a late name of a group\'s policy', GROUP, TWICE('groupPermissions', 'audit'),
    groupWith(arn(A, lazy('audit')), arn(A, 'audit')), groupWith(arn(A, lazy('audit')), arn(A, 'others'))],
  ['a late ARN with another partition', ROLE, TWICE('permissions', 'job-function/ViewOnlyAccess'),
    roleWith(lazy('arn:aws:iam::aws:policy/job-function/ViewOnlyAccess'), `arn:${Aws.PARTITION}:iam::aws:policy/job-function/ViewOnlyAccess`),
    roleWith(lazy('arn:aws:iam::aws:policy/job-function/ViewOnlyAccess'), `arn:${Aws.PARTITION}:iam::aws:policy/SecurityAudit`)],
  ['a policy that the app attaches to a role too', ROLE, TWICE('permissions', 'ReadOnlyAccess'),
    roleAnd(({ b }) => byArn(b, 'arn:aws:iam::aws:policy/ReadOnlyAccess')[0]), roleAnd(() => aws('ReadOnlyAccess'))],
  ['a policy that the app attaches to a group too', GROUP, TWICE('groupPermissions', 'ReadOnlyAccess'),
    groupAnd(() => aws('ReadOnlyAccess')), groupAnd(() => aws('SecurityAudit'))],
]);

test('a policy that the deployment can leave out is not compared', () => {
  const accounts = new TwoAccounts();
  const audit = group()(accounts) as AssumingGroup;
  const condition = new CfnCondition(accounts.a, 'IsProd', { expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1') });
  const maybe = () => Token.asString(Fn.conditionIf(condition.logicalId, 'arn:aws:iam::aws:policy/SecurityAudit', Aws.NO_VALUE));
  byArn(accounts.a, maybe(), maybe()).forEach((policy) => audit.addManagedPolicy(policy));
  expect(() => accounts.app.synth()).not.toThrow();
});
