/** A boundary that the app makes is known: what it blocks of the user's permissions is a warning with the count and the first names. */
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ReadOnlyPermissions, TrustingRoleProps } from '../../../src';
import { role } from '../../support/invalid-props';
import { annotationsOf, TwoAccounts } from '../../support/two-accounts';

const { billing, services } = ReadOnlyPermissions;
const statement = (Effect: string, Action: string[], more: object = {}) => PolicyStatement.fromJson({ Effect, Action, Resource: '*', ...more });

/** The warnings of a role with a boundary that gets its statements after the role is made. */
function warnings(statements: PolicyStatement[], props: Partial<TrustingRoleProps> = { permissions: services('s3', 'ec2') }): string[] {
  const accounts = new TwoAccounts();
  const permissionsBoundary = new ManagedPolicy(accounts.b, 'Boundary');
  role({ ...props, permissionsBoundary })(accounts);
  permissionsBoundary.addStatements(...statements);
  accounts.templateB.resourceCountIs('AWS::IAM::Role', 1);
  return annotationsOf(accounts.b).filter((message) => message.includes('boundaryBlocks'));
}

test.each<[string, PolicyStatement[], string]>([
  ['what it does not allow', [statement('Allow', ['s3:*'])], 'such as ec2:'],
  ['what it denies', [statement('Allow', ['*']), statement('Deny', ['s3:ListAllMyBuckets'])], 'blocks 1 of the '],
])('%s', (_, statements, text) => {
  expect(warnings(statements)).toEqual([expect.stringMatching(/^Workload\/Role: permissionsBoundary Workload\/Boundary blocks \d+ of the \d+ actions that permissions allow, such as /)]);
  expect(warnings(statements)[0]).toContain(text);
});

test.each<[string, PolicyStatement[], Partial<TrustingRoleProps>?]>([
  ['allows all services of the level', [statement('Allow', ['s3:*', 's3express:*', 's3-object-lambda:*', 'ec2:*'])]],
  ['allows everything', [statement('Allow', ['*'])]],
  ['denies under a condition only', [statement('Allow', ['*']), statement('Deny', ['s3:*'], { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]],
  ['denies on other resources', [statement('Allow', ['*']), statement('Deny', ['s3:*'], { Resource: 'arn:aws:s3:::payroll' })]],
  ['denies what the level does not allow', [statement('Allow', ['*']), statement('Deny', ['s3:PutObject', 'iam:*'])]],
  ['allows by NotAction', [PolicyStatement.fromJson({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })]],
  ['is narrower than the default permissions', [statement('Allow', ['s3:*'])], {}],
  ['blocks only what the level denies', [statement('Allow', ['s3:*', 'ec2:*']), statement('Deny', ['s3:ListAllMyBuckets'])],
    { permissions: services('s3', 'ec2').withDenied('s3:ListAllMyBuckets') }],
])('no warning where it %s', (_, statements, props) => {
  expect(warnings(statements, props)).toEqual([]);
});

test('a level of an AWS policy is compared with its text', () => {
  expect(warnings([statement('Allow', ['ce:*'])], { permissions: billing() })).toHaveLength(1);
});
