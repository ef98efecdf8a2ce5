import {
  AttachUserPolicyCommand, CreatePolicyVersionCommand, DeletePolicyCommand, DetachUserPolicyCommand, GetPolicyCommand, GetRoleCommand,
  GetUserCommand, IAMClient, ListAttachedGroupPoliciesCommand, ListAttachedRolePoliciesCommand, ListAttachedUserPoliciesCommand, ListPoliciesCommand,
  ListPolicyVersionsCommand, SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud } from '../../testing/cloud';
import { inventory } from '../../testing/inventory';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, managed, root, Statement, trust } from '../../testing/policies';
import { Resource, TestStack } from '../../testing/stack';

const NAMED = `arn:aws:iam::${ASSUMING_ACCOUNT}:policy/Reading`;

let cloud: Cloud;
let iam: IAMClient;
let stack: TestStack;
beforeEach(async () => {
  cloud = await Cloud.open();
  iam = cloud.administrator(ASSUMING_ACCOUNT).iam;
  stack = new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation);
});
afterEach(() => cloud.close());

function document(...statements: Statement[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

function policy(properties: Record<string, unknown> = {}, attributes: Record<string, unknown> = {}): Resource {
  return { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(allow('iam:GetUser')), ...properties }, ...attributes };
}

function role(properties: Record<string, unknown> = {}): Resource {
  return { Type: 'AWS::IAM::Role', Properties: { RoleName: 'ReadOnly', AssumeRolePolicyDocument: document(trust(root(ASSUMING_ACCOUNT))), ...properties } };
}

/** Fails in a deployment, after all other resources. */
function broken(...after: string[]): Resource {
  return { ...role({ RoleName: 'Broken', ManagedPolicyArns: [managed('MadeUpAccess')] }), DependsOn: after };
}

const REF = { Ref: 'Policy' };

async function arns(): Promise<string[]> {
  return (await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies!.map(({ Arn }) => Arn!);
}

async function versions(PolicyArn = NAMED): Promise<string[]> {
  const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  return Versions!.map(({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? ' in force' : ''}`);
}

describe('a managed policy in a stack', () => {
  test('is created before the role that uses it, and deleted after it', async () => {
    const before = await inventory(iam);
    const Role = role({ ManagedPolicyArns: [REF], PermissionsBoundary: REF });
    expect(await stack.deploy({ Resources: { Role, Policy: policy() }, Outputs: { Arn: { Value: REF } } })).toBe('CREATE_COMPLETE');
    const { Arn } = await stack.outputs();
    const session = await cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), `arn:aws:iam::${ASSUMING_ACCOUNT}:role/ReadOnly`);
    const getUser = () => outcomeOf(session.iam.send(new GetUserCommand({ UserName: 'administrator' })));
    expect(await getUser()).toBe(ALLOWED);
    expect((await iam.send(new GetRoleCommand({ RoleName: 'ReadOnly' }))).Role!.PermissionsBoundary!.PermissionsBoundaryArn).toBe(Arn);
    const changed = policy({ PolicyDocument: document(allow('iam:ListUsers')) });
    expect(await stack.deploy({ Resources: { Role, Policy: changed }, Outputs: { Arn: { Value: REF } } })).toBe('UPDATE_COMPLETE');
    expect(await getUser()).toBe('AccessDenied');
    await stack.delete();
    expect(await inventory(iam)).toEqual(before);
  });

  test('has an ARN with its path', async () => {
    const Outputs = { Ref: { Value: REF }, Arn: { Value: { 'Fn::GetAtt': ['Policy', 'PolicyArn'] } } };
    const { Changes, ChangeSetId } = await stack.createChangeSet({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading', Path: '/team/' }) }, Outputs });
    const Arn = `arn:aws:iam::${ASSUMING_ACCOUNT}:policy/team/Reading`;
    expect(Changes![0].ResourceChange).toMatchObject({ Action: 'Add', PhysicalResourceId: Arn, ResourceType: 'AWS::IAM::ManagedPolicy' });
    await stack.execute(ChangeSetId!);
    expect(await stack.outputs()).toEqual({ Ref: Arn, Arn });
    expect(await arns()).toEqual([Arn]);
  });

  test('has its description, or none', async () => {
    await stack.deploy({ Resources: { One: policy({ ManagedPolicyName: 'Reading', Description: 'reads' }), Other: policy({ ManagedPolicyName: 'Other' }) } });
    const description = async (PolicyArn: string) => (await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy!.Description;
    expect(await description(NAMED)).toBe('reads');
    expect(await description(NAMED.replace('Reading', 'Other'))).toBeUndefined();
  });

  test('has a generated name by default, the same at each deployment', async () => {
    await stack.deploy({ Resources: { Policy: policy() } });
    const [arn] = await arns();
    expect(arn).toMatch(new RegExp(`^arn:aws:iam::${ASSUMING_ACCOUNT}:policy/Test-Policy-[0-9A-F]+$`));
    expect(await stack.deploy({ Resources: { Policy: policy({ PolicyDocument: document(allow('s3:*')) }) } })).toBe('UPDATE_COMPLETE');
    expect(await arns()).toEqual([arn]);
  });

  test('requires CAPABILITY_NAMED_IAM only if it is named', async () => {
    const planned = (properties: object, capability: 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM') =>
      outcomeOf(stack.createChangeSet({ Resources: { Policy: policy({ ...properties }) } }, { Capabilities: [capability], ChangeSetType: 'CREATE' }));
    expect(await planned({ ManagedPolicyName: 'Reading' }, 'CAPABILITY_IAM')).toBe('InsufficientCapabilitiesException');
    expect(await planned({ ManagedPolicyName: 'Reading' }, 'CAPABILITY_NAMED_IAM')).toBe(ALLOWED);
    expect(await planned({}, 'CAPABILITY_IAM')).toBe(ALLOWED);
  });

  test('is attached to its groups, roles and users, and to others after an update', async () => {
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    await cloud.user(ASSUMING_ACCOUNT, 'bob');
    const template = (properties: Record<string, unknown>) => ({
      Resources: { Policy: policy({ ManagedPolicyName: 'Reading', ...properties }), Group: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'auditors' } }, Role: role() },
    });
    const attached = async () => (await Promise.all([
      iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: 'auditors' })),
      iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'ReadOnly' })),
      iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'ann' })),
      iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'bob' })),
    ])).map(({ AttachedPolicies }) => (AttachedPolicies ?? []).map(({ PolicyArn }) => PolicyArn));

    await stack.deploy(template({ Groups: [{ Ref: 'Group' }], Roles: [{ Ref: 'Role' }], Users: ['ann'] }));
    expect(await attached()).toEqual([[NAMED], [NAMED], [NAMED], []]);
    expect(await stack.deploy(template({ Groups: [{ Ref: 'Group' }], Users: ['bob'] }))).toBe('UPDATE_COMPLETE');
    expect(await attached()).toEqual([[NAMED], [], [], [NAMED]]);
    expect(await versions()).toEqual(['v1 in force']);
    await stack.delete();
    expect(await arns()).toEqual([]);
  });
});

describe('an update of a managed policy', () => {
  const text = (action: string) => ({ PolicyDocument: document(allow(action)) });

  test('in its document creates a default version, and keeps the policy', async () => {
    await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading' }) } });
    const id = async () => (await iam.send(new GetPolicyCommand({ PolicyArn: NAMED }))).Policy!.PolicyId;
    const before = await id();
    expect(await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading', ...text('s3:*') }) } })).toBe('UPDATE_COMPLETE');
    expect(await versions()).toEqual(['v2 in force', 'v1']);
    expect(await id()).toBe(before);
  });

  test('in its document can be repeated, and deletes the oldest version', async () => {
    for (const action of ['s3:Get*', 's3:List*', 's3:Put*', 's3:*', 'iam:*', 'iam:Get*', 'iam:List*']) {
      await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading', ...text(action) }) } });
    }
    expect(await stack.status()).toBe('UPDATE_COMPLETE');
    expect(await versions()).toEqual(['v7 in force', 'v6', 'v5', 'v4', 'v3']);
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: NAMED, VersionId: 'v3' }));
    expect(await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading', ...text('sts:*') }) } })).toBe('UPDATE_COMPLETE');
    expect(await versions()).toEqual(['v8 in force', 'v7', 'v6', 'v5', 'v3']);
    await stack.delete();
    expect(await arns()).toEqual([]);
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html
  test.each([
    { property: 'description', change: { Description: 'reads' } },
    { property: 'path', change: { Path: '/team/' } },
    { property: 'name', change: { ManagedPolicyName: 'Reading' } },
  ])('in its $property replaces it, also on the role', async ({ change }) => {
    const Role = role({ ManagedPolicyArns: [REF], PermissionsBoundary: REF });
    await stack.deploy({ Resources: { Role, Policy: policy() } });
    const before = await arns();
    expect(await stack.deploy({ Resources: { Role, Policy: policy(change) } })).toBe('UPDATE_COMPLETE');
    const after = await arns();
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    const { Role: deployed } = await iam.send(new GetRoleCommand({ RoleName: 'ReadOnly' }));
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'ReadOnly' }));
    expect([deployed!.PermissionsBoundary!.PermissionsBoundaryArn, AttachedPolicies!.map(({ PolicyArn }) => PolicyArn)]).toEqual([after[0], after]);
  });

  test.each([
    { property: 'description', change: { Description: 'reads' } },
    { property: 'path', change: { Path: '/team/' } },
  ])('in the $property of a named policy fails, as it would be replaced', async ({ change }) => {
    await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading' }) } });
    const before = await inventory(iam);
    expect(await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading', ...change }) } })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await stack.failures()).toEqual({ Policy: expect.stringContaining('Rename Reading and update the stack again') });
    expect(await inventory(iam)).toEqual(before);
  });

  test('that fails in another resource is rolled back: the document, the attachments and new policies', async () => {
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading', Users: ['ann'] }) } });
    const before = await inventory(iam);
    const Policy = policy({ ManagedPolicyName: 'Reading', ...text('*') });
    const New = policy({ Description: 'new' });
    expect(await stack.deploy({ Resources: { Policy, New, Broken: broken('Policy', 'New') } })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await inventory(iam)).toEqual(before);
    expect(await stack.deploy({ Resources: { Policy, New } })).toBe('UPDATE_COMPLETE');
    expect(await inventory(iam)).not.toEqual(before);
  });

  test('to an invalid document fails, and the previous version remains the default', async () => {
    const Policy = policy({ ManagedPolicyName: 'Reading' });
    await stack.deploy({ Resources: { Policy } });
    const before = await inventory(iam);
    const tooLong = policy({ ManagedPolicyName: 'Reading', ...text(`s3:${'x'.repeat(6144)}`) });
    expect(await stack.deploy({ Resources: { Policy: tooLong } })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await stack.failures()).toEqual({ Policy: 'UPDATE_FAILED: Cannot exceed quota for PolicySize: 6144' });
    expect(await inventory(iam)).toEqual(before);
  });
});

describe('a managed policy is deleted with its stack', () => {
  test.each([
    { attributes: {}, left: [] },
    { attributes: { DeletionPolicy: 'Retain' }, left: [NAMED] },
  ])('unless it is retained: $attributes', async ({ attributes, left }) => {
    await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading' }, attributes) } });
    await stack.delete();
    expect(await arns()).toEqual(left);
  });

  test('with versions that were created outside of CloudFormation', async () => {
    await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading' }) } });
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn: NAMED, PolicyDocument: JSON.stringify(document(allow('*'))) }));
    await stack.delete();
    expect(await arns()).toEqual([]);
  });

  test('unless it is still attached', async () => {
    const byHand = { UserName: 'ann', PolicyArn: NAMED };
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading' }) } });
    await iam.send(new AttachUserPolicyCommand(byHand));
    await stack.delete();
    expect(await stack.status()).toBe('DELETE_FAILED');
    expect(await stack.failures()).toMatchObject({ Policy: 'DELETE_FAILED: Cannot delete a policy attached to entities.' });
    await iam.send(new DetachUserPolicyCommand(byHand));
    await stack.delete();
    expect(await arns()).toEqual([]);
  });

  test('also if it was deleted before', async () => {
    await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading' }) } });
    await iam.send(new DeletePolicyCommand({ PolicyArn: NAMED }));
    await stack.delete();
    expect(await stack.exists()).toBe(false);
  });

  test('also after a failed creation', async () => {
    const before = await inventory(iam);
    const template = { Resources: { Policy: policy(), Role: role({ ManagedPolicyArns: [REF], PermissionsBoundary: REF }), Broken: broken('Role') } };
    expect(await stack.deploy(template)).toBe('ROLLBACK_COMPLETE');
    expect(await inventory(iam)).toEqual(before);
  });
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html
describe('deploying a managed policy requires permission on its ARN', () => {
  const CLOUD_FORMATION = allow('cloudformation:*');

  test.each([
    { to: 'create it', statements: [allow('iam:CreatePolicy', NAMED)], expected: 'CREATE_COMPLETE' },
    { to: 'create another', statements: [allow('iam:*', NAMED.replace('Reading', 'Other'))], expected: 'ROLLBACK_COMPLETE' },
    { to: 'do everything else', statements: [allow(['iam:GetPolicy', 'iam:CreatePolicyVersion'])], expected: 'ROLLBACK_COMPLETE' },
  ])('to $to: $expected', async ({ statements, expected }) => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'deployer', { statements: [CLOUD_FORMATION, ...statements] });
    expect(await new TestStack(clients.cloudFormation).deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading' }) } })).toBe(expected);
  });

  test.each([
    { actions: ['iam:ListPolicyVersions', 'iam:CreatePolicyVersion'], expected: 'UPDATE_COMPLETE' },
    { actions: ['iam:ListPolicyVersions'], expected: 'UPDATE_ROLLBACK_FAILED' },
    { actions: ['iam:CreatePolicyVersion'], expected: 'UPDATE_ROLLBACK_FAILED' },
  ])('to update it with $actions: $expected', async ({ actions, expected }) => {
    await stack.deploy({ Resources: { Policy: policy({ ManagedPolicyName: 'Reading' }) } });
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'deployer', { statements: [CLOUD_FORMATION, allow(actions, NAMED)] });
    const changed = policy({ ManagedPolicyName: 'Reading', PolicyDocument: document(allow('s3:*')) });
    expect(await new TestStack(clients.cloudFormation).deploy({ Resources: { Policy: changed } })).toBe(expected);
  });
});
