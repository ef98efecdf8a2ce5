import { CreateGroupCommand, IAMClient, ListAttachedGroupPoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, TestUser } from '../../testing/cloud';
import { inventory } from '../../testing/inventory';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, managed } from '../../testing/policies';
import { Resource, Template, TestStack } from '../../testing/stack';

let cloud: Cloud;
let iam: IAMClient;
let ann: TestUser;
let stack: TestStack;
beforeEach(async () => {
  cloud = await Cloud.open();
  ({ iam } = cloud.administrator(ASSUMING_ACCOUNT));
  ann = await cloud.user(ASSUMING_ACCOUNT, 'ann');
  stack = new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation);
});
afterEach(() => cloud.close());

function reading(Groups: unknown[], action = 'iam:ListRoles'): Resource {
  return {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { ManagedPolicyName: 'Reading', PolicyDocument: { Version: '2012-10-17', Statement: [allow(action)] }, Groups },
  };
}

const MEMBERS: Resource = { Type: 'AWS::IAM::UserToGroupAddition', Properties: { GroupName: { Ref: 'ReadOnlyRoles' }, Users: ['ann'] } };
const GROUPS = { ReadOnlyRoles: group('auditors'), Others: group('others'), Members: MEMBERS };

function group(name: string): Resource {
  return { Type: 'AWS::IAM::Group', Properties: { GroupName: name } };
}

function withPolicy(policy: Resource, more: Record<string, Resource> = {}): Template {
  return { Resources: { ...GROUPS, Policy: policy, ...more } };
}

/** Fails in a deployment, after the policy. */
const BROKEN: Resource = { Type: 'AWS::IAM::Group', Properties: { ManagedPolicyArns: [managed('MadeUpAccess')] }, DependsOn: 'Policy' };

async function attached(GroupName: string): Promise<string[]> {
  const { AttachedPolicies } = await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName }));
  return (AttachedPolicies ?? []).map(({ PolicyName }) => PolicyName!);
}

const annLists = () => outcomeOf(ann.clients.iam.send(new ListRolesCommand({})));

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html
describe('a managed policy with groups', () => {
  test('applies to their members, moves from one group to another, and is deleted with the stack', async () => {
    const before = await inventory(iam);
    expect(await stack.deploy(withPolicy(reading([{ Ref: 'ReadOnlyRoles' }])))).toBe('CREATE_COMPLETE');
    expect(await annLists()).toBe(ALLOWED);
    expect(await stack.deploy(withPolicy(reading([{ Ref: 'Others' }])))).toBe('UPDATE_COMPLETE');
    expect([await attached('auditors'), await attached('others'), await annLists()]).toEqual([[], ['Reading'], 'AccessDenied']);
    await stack.delete();
    expect(await inventory(iam)).toEqual(before);
  });

  test.each([
    { update: 'to another group', policy: reading([{ Ref: 'Others' }]) },
    { update: 'to no group', policy: reading([]) },
    { update: 'to another document', policy: reading([{ Ref: 'ReadOnlyRoles' }], 's3:*') },
  ])('is unchanged after an update $update that is rolled back', async ({ policy }) => {
    await stack.deploy(withPolicy(reading([{ Ref: 'ReadOnlyRoles' }])));
    const before = await inventory(iam);
    expect(await stack.deploy(withPolicy(policy, { Broken: BROKEN }))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await inventory(iam)).toEqual(before);
    expect(await annLists()).toBe(ALLOWED);
  });

  test('is attached to none if one of them does not exist', async () => {
    const before = await inventory(iam);
    expect(await stack.deploy(withPolicy(reading([{ Ref: 'ReadOnlyRoles' }, 'missing'])))).toBe('ROLLBACK_COMPLETE');
    expect(await stack.failures()).toEqual({ Policy: 'CREATE_FAILED: The group with name missing cannot be found.' });
    expect(await inventory(iam)).toEqual(before);
  });

  test('is attached to an existing group, which remains', async () => {
    await iam.send(new CreateGroupCommand({ GroupName: 'old' }));
    await stack.deploy({ Resources: { Policy: reading(['old']) } });
    expect(await attached('old')).toEqual(['Reading']);
    await stack.delete();
    expect(await attached('old')).toEqual([]);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
describe('a group has at most', () => {
  const POLICIES = ['ReadOnlyAccess', 'SecurityAudit', 'AmazonS3ReadOnlyAccess', 'IAMReadOnlyAccess', 'AmazonEC2ReadOnlyAccess', 'AWSSupportAccess',
    'AmazonSQSReadOnlyAccess', 'AmazonSNSReadOnlyAccess', 'CloudWatchReadOnlyAccess'].map(managed);
  const full = (...more: string[]): Resource => ({ Type: 'AWS::IAM::Group', Properties: { GroupName: 'auditors', ManagedPolicyArns: [...POLICIES, ...more] } });

  test.each([
    { others: 9, template: { Resources: { ReadOnlyRoles: full(), Policy: reading([{ Ref: 'ReadOnlyRoles' }]) } }, expected: 'CREATE_COMPLETE' },
    { others: 10, template: { Resources: { ReadOnlyRoles: full(managed('AmazonVPCReadOnlyAccess')), Policy: reading([{ Ref: 'ReadOnlyRoles' }]) } }, expected: 'ROLLBACK_COMPLETE' },
  ])('ten managed policies: $others and another one: $expected', async ({ template, expected }) => {
    const before = await inventory(iam);
    expect(await stack.deploy(template)).toBe(expected);
    if (expected === 'ROLLBACK_COMPLETE') {
      expect(await stack.failures()).toEqual({ Policy: 'CREATE_FAILED: Cannot exceed quota for PoliciesPerGroup: 10' });
      expect(await inventory(iam)).toEqual(before);
    }
  });

  const policyOf = (length: number, PolicyName = 'Own') => {
    const PolicyDocument = { Version: '2012-10-17', Statement: [allow('s3:')] };
    PolicyDocument.Statement = [allow(`s3:${'x'.repeat(length - JSON.stringify(PolicyDocument).length)}`)];
    return { PolicyName, PolicyDocument };
  };

  test.each([
    { characters: 5120, Policies: [policyOf(5120)], expected: 'CREATE_COMPLETE' },
    { characters: 5121, Policies: [policyOf(5121)], expected: 'ROLLBACK_COMPLETE' },
    { characters: '5120 in two', Policies: [policyOf(120), policyOf(5000, 'More')], expected: 'CREATE_COMPLETE' },
    { characters: '5121 in two', Policies: [policyOf(121), policyOf(5000, 'More')], expected: 'ROLLBACK_COMPLETE' },
  ])('5,120 characters of inline policies: $characters: $expected', async ({ Policies, expected }) => {
    expect(await stack.deploy({ Resources: { ReadOnlyRoles: { Type: 'AWS::IAM::Group', Properties: { Policies } } } })).toBe(expected);
  });
});
