import { Aws, CfnCondition, Fn, Lazy } from 'aws-cdk-lib';
import { AnyPrincipal, CfnPolicy, CfnRole, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ReadOnlyPermissions } from '../../../src';
import { access, BadInput, GROUP, group, Input, rejects, ROLE, role, ROLE_OF_ACCESS } from '../../support/invalid-props';

const custom = (resources: string[], conditions?: Record<string, any>) =>
  ReadOnlyPermissions.custom({ statements: [new PolicyStatement({ actions: ['s3:ListBucket'], resources, conditions })] });

type Case = [what: string, problem: string, bad: ReadOnlyPermissions, good: ReadOnlyPermissions];

const noArn = (resource: string) => `has the resource "${resource}", which is not an ARN`;
const noOperator = (operator: string) => `has the condition operator "${operator}", which IAM does not have`;
const REGION = { 'aws:RequestedRegion': 'eu-west-1' };

const CASES: Case[] = [
  ['the name of a bucket', noArn('bucket'), custom(['bucket']), custom(['arn:aws:s3:::bucket'])],
  ['a resource after a right one', noArn('bucket/*'), custom(['arn:aws:s3:::bucket', 'bucket/*']), custom(['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/*'])],
  ['a wildcard and a name', noArn('*bucket'), custom(['*bucket']), custom(['*'])],
  ['two wildcards', noArn('**'), custom(['**']), custom(['arn:*:s3:::*'])],
  ['an ARN in another case', noArn('ARN:aws:s3:::bucket'), custom(['ARN:aws:s3:::bucket']), custom([`arn:${Aws.PARTITION}:s3:::bucket`])],
  ['an ARN of too few parts', noArn('arn:aws:s3:bucket'), custom(['arn:aws:s3:bucket']), custom(['arn:aws:s3:*'])],
  ['no service', noArn('arn:aws'), custom(['arn:aws']), custom(['arn:aws:s3:::${aws:username}'])],
  ['an empty resource', noArn(''), custom(['']), custom([Fn.importValue('BucketArn')])],
  ['a policy variable alone', noArn('${aws:PrincipalTag/bucket}'), custom(['${aws:PrincipalTag/bucket}']), custom(['arn:aws:s3:::${aws:PrincipalTag/bucket}'])],
  ['a resource that is decided late', noArn('bucket'), custom([Lazy.string({ produce: () => 'bucket' })]), custom([Lazy.string({ produce: () => 'arn:aws:s3:::b' })])],
  ['an operator with a typing error', noOperator('StringEqual'), custom(['*'], { StringEqual: REGION }), custom(['*'], { StringEquals: REGION })],
  ['an operator in another case, which IAM rejects', noOperator('stringEquals'), custom(['*'], { stringEquals: REGION }), custom(['*'], { StringEqualsIgnoreCase: REGION })],
  ['Null with IfExists', noOperator('NullIfExists'), custom(['*'], { NullIfExists: { 'aws:username': 'true' } }), custom(['*'], { Null: { 'aws:username': 'true' } })],
  ['a set operator with a typing error', noOperator('ForAllValue:StringLike'),
    custom(['*'], { 'ForAllValue:StringLike': REGION }), custom(['*'], { 'ForAllValues:StringLikeIfExists': REGION })],
  ['an operator that is close to none', noOperator('Boolean'),
    custom(['*'], { Boolean: REGION }), custom(['*'], { 'ForAnyValue:Bool': { 'aws:SecureTransport': 'true' } })],
  ['a value beyond Latin-1', '"東京" has characters that IAM does not accept in a policy',
    custom(['*'], { StringEquals: { 'aws:PrincipalTag/city': '東京' } }), custom(['*'], { StringEquals: { 'aws:PrincipalTag/city': 'Zürich' } })],
  ['a key beyond Latin-1', '"aws:PrincipalTag/都市" has characters', custom(['*'], { StringEquals: { 'aws:PrincipalTag/都市': 'x' } }),
    custom(['*'], { StringEquals: { 'aws:PrincipalTag/cité': 'x' } })],
  ['a resource beyond Latin-1', '"arn:aws:s3:::bucket/日本" has characters', custom(['arn:aws:s3:::bucket/日本']), custom(['arn:aws:s3:::bucket/é\u00a0ÿ'])],
  ['a control character', '"a\\u0007" has characters', custom(['*'], { StringEquals: { 'aws:PrincipalTag/a': 'a\u0007' } }),
    custom(['*'], { StringEquals: { 'aws:PrincipalTag/a': 'a\t\n\r' } })],
];

describe('a statement that IAM would reject is an error', () => {
  describe('as permissions of a role', () => rejects(CASES.map(([what, problem, bad, good]): BadInput =>
    [what, ROLE, `permissions ${problem}`, role({ permissions: bad }), role({ permissions: good })])));
  describe('as groupPermissions of a group', () => rejects(CASES.map(([what, problem, bad, good]): BadInput =>
    [what, GROUP, `groupPermissions ${problem}`, group({ groupPermissions: bad }), group({ groupPermissions: good })])));
});

describe('so is one that is added to a role', () => {
  const adding = (resource: string, conditions?: Record<string, any>): Input => (accounts) => access()(accounts).roles[0]
    .addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [resource], conditions }));
  rejects([
    ['a resource', ROLE_OF_ACCESS, `the policy DefaultPolicy ${noArn('bucket')}`, adding('bucket'), adding('arn:aws:s3:::bucket')],
    ['an operator', ROLE_OF_ACCESS, `the policy DefaultPolicy ${noOperator('StringsEqual')}`, adding('*', { StringsEqual: REGION }), adding('*', { StringEquals: REGION })],
    ['an operator in a branch of a condition', ROLE_OF_ACCESS, `the trust policy ${noOperator('StringsEqual')}`,
      trusting({ StringsEqual: REGION }), trusting({ StringEquals: REGION })],
    ['a character', ROLE_OF_ACCESS, 'the policy DefaultPolicy "arn:aws:s3:::日本" has characters', adding('arn:aws:s3:::日本'), adding('arn:aws:s3:::nihon')],
  ]);

  const acting = (Action: unknown): Input => (accounts) => {
    const { roles: [made] } = access()(accounts);
    made.addToPolicy(new PolicyStatement({ effect: Effect.DENY, actions: ['s3:*'], resources: ['*'] }));
    (made.node.findChild('DefaultPolicy').node.defaultChild as CfnPolicy).addPropertyOverride('PolicyDocument.Statement.0.Action', Action);
  };
  rejects([
    ['an empty list of actions', ROLE_OF_ACCESS, 'the policy DefaultPolicy Action is an empty list', acting([]), acting(['s3:Put*'])],
    ['an action that can be missing', ROLE_OF_ACCESS, 'the policy DefaultPolicy Action can be AWS::NoValue at deployment', acting([Aws.NO_VALUE]), acting(['s3:Put*', 's3:Get*'])],
  ]);

  function trusting(condition: object): Input {
    return (accounts) => {
      new CfnCondition(accounts.b, 'IsSet', { expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1') });
      const { roles: [made] } = access()(accounts);
      // In a denial: an override that allows what the library has not written is an error by itself.
      made.assumeRolePolicy!.addStatements(new PolicyStatement({ effect: Effect.DENY, actions: ['sts:AssumeRole'], principals: [new AnyPrincipal()] }));
      (made.node.defaultChild as CfnRole).addPropertyOverride('AssumeRolePolicyDocument.Statement.1.Condition', Fn.conditionIf('IsSet', condition, { StringLike: REGION }));
    };
  }
});
