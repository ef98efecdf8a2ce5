/** The statement that callers add to their own policies. */
import { App, Aws, Stack } from 'aws-cdk-lib';
import { AssumableRoles, assumeRoleStatementJson } from '../../../src/assume-role-policy/assume-role-statement';

const ACTIONS = ['sts:AssumeRole', 'sts:TagSession'];
const roleIn = (account: string) => `arn:${Aws.PARTITION}:iam::${account}:role/Auditor`;
const [ONE, ANY] = [roleIn('222222222222'), roleIn('*')];
const IN_ORGANIZATION = { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } };

const pasted = (roles: AssumableRoles[], region = 'eu-west-1') =>
  JSON.parse(assumeRoleStatementJson(new Stack(new App(), 'Stack', { env: { account: '111111111111', region } }), ACTIONS, roles));

/** The statement for some roles. */
const allows = (resource: string, more = {}) => ({ Effect: 'Allow', Action: ACTIONS, Resource: [resource], ...more });
const inPartition = (partition: string, arn: string) => arn.replace(Aws.PARTITION, partition);

test.each<[string, AssumableRoles[], unknown]>([
  ['for one role', [{ arns: [ONE] }], allows(inPartition('aws', ONE))],
  ['for all roles of a name, under a condition', [{ arns: [ANY], conditions: IN_ORGANIZATION }], allows(inPartition('aws', ANY), { Condition: IN_ORGANIZATION })],
  ['for both, one after the other', [{ arns: [ONE] }, { arns: [ANY], conditions: IN_ORGANIZATION }],
    [allows(inPartition('aws', ONE)), allows(inPartition('aws', ANY), { Condition: IN_ORGANIZATION })]],
])('%s', (_, roles, statement) => expect(pasted(roles)).toEqual(statement));

test('for several roles, each is named', () => {
  expect(pasted([{ arns: [ONE, ANY] }]).Resource).toEqual([ONE, ANY].map((arn) => inPartition('aws', arn)));
});

test.each([['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov']])('in %s the partition is %s, in full', (region, partition) => {
  expect(pasted([{ arns: [ONE] }], region)).toEqual(allows(inPartition(partition, ONE)));
});

test('where the region is not known, the partition is left to the deployment', () => {
  const text = assumeRoleStatementJson(new Stack(new App(), 'Stack'), ACTIONS, [{ arns: [ONE] }]);
  expect(text).toContain(ONE);
});
