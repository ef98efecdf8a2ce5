import { DescribeStackEventsCommand, GetTemplateSummaryCommand } from '@aws-sdk/client-cloudformation';
import { CreatePolicyCommand, DeleteRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { Clients } from '../testing/clients';
import { ASSUMING_ACCOUNT, Cloud, customerManaged } from '../testing/cloud';
import { ALLOWED, messageOf, outcomeOf } from '../testing/outcome';
import { allow, managed, policy, root, trust } from '../testing/policies';
import { Resource, Template, TestStack } from '../testing/stack';

let cloud: Cloud;
let clients: Clients;
let stack: TestStack;
beforeEach(async () => {
  cloud = await Cloud.open();
  clients = cloud.administrator(ASSUMING_ACCOUNT);
  stack = new TestStack(clients.cloudFormation);
  await cloud.role(ASSUMING_ACCOUNT, 'Existing', { trust: [trust(root(ASSUMING_ACCOUNT))] });
});
afterEach(() => cloud.close());

const TRUST = { Version: '2012-10-17', Statement: [trust(root(ASSUMING_ACCOUNT))] };
const role = (RoleName: string, properties: object = {}, attributes: object = { DeletionPolicy: 'Retain' }): Resource =>
  ({ Type: 'AWS::IAM::Role', ...attributes, Properties: { RoleName, AssumeRolePolicyDocument: TRUST, ...properties } });
const identified = (LogicalResourceId: string, ResourceType: string, ResourceIdentifier: Record<string, string>) =>
  ({ LogicalResourceId, ResourceType, ResourceIdentifier });
const EXISTING = identified('Role', 'AWS::IAM::Role', { RoleName: 'Existing' });
const TEMPLATE: Template = { Resources: { Role: role('Existing') } };

const options = (...ResourcesToImport: ReturnType<typeof identified>[]) => ({ ChangeSetType: 'IMPORT' as const, ResourcesToImport });
const importing = (template: Template, ...imports: ReturnType<typeof identified>[]) => stack.createChangeSet(template, options(...imports));
const existing = async () => (await clients.iam.send(new GetRoleCommand({ RoleName: 'Existing' }))).Role!;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import.html
describe('an import', () => {
  test('into a new stack changes nothing, even where the template differs', async () => {
    const before = await existing();
    const different: Template = { Resources: { Role: role('Existing', { MaxSessionDuration: 7200, Description: 'Another' }) } };
    const { Changes } = await importing(different, EXISTING);
    expect(Changes!.map(({ ResourceChange }) => [ResourceChange!.Action, ResourceChange!.PhysicalResourceId])).toEqual([['Import', 'Existing']]);
    expect(await stack.deploy(different, { ...options(EXISTING), ChangeSetName: 'again' })).toBe('IMPORT_COMPLETE');
    expect(await existing()).toEqual(before);
  });

  test('lets the stack update and delete the resource from then on', async () => {
    await stack.deploy(TEMPLATE, options(EXISTING));
    const { RoleId } = await existing();
    expect(await stack.deploy({ Resources: { Role: role('Existing', { MaxSessionDuration: 7200 }, {}) } })).toBe('UPDATE_COMPLETE');
    expect(await existing()).toMatchObject({ RoleId, MaxSessionDuration: 7200 });
    await stack.delete();
    expect(await outcomeOf(existing())).toBe('NoSuchEntityException');
  });

  test('hides differences: the next update changes only what differs between the templates', async () => {
    await stack.deploy({ Resources: { Role: role('Existing', { MaxSessionDuration: 7200 }) } }, options(EXISTING));
    const { Status } = await stack.createChangeSet({ Resources: { Role: role('Existing', { MaxSessionDuration: 7200 }) } });
    expect([Status, (await existing()).MaxSessionDuration]).toEqual(['FAILED', 3600]);
  });

  test('into a stack keeps the resources that it has', async () => {
    await stack.deploy({ Resources: { Own: role('Own') } });
    expect(await stack.deploy({ Resources: { Own: role('Own'), Role: role('Existing') } }, options(EXISTING))).toBe('IMPORT_COMPLETE');
  });

  test('of a group, a user and a managed policy', async () => {
    await cloud.group(ASSUMING_ACCOUNT, 'Auditors');
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    const PolicyDocument = policy(allow('s3:ListAllMyBuckets'));
    await clients.iam.send(new CreatePolicyCommand({ PolicyName: 'Read', PolicyDocument }));
    const DeletionPolicy = 'Retain';
    expect(await stack.deploy({
      Resources: {
        Group: { Type: 'AWS::IAM::Group', DeletionPolicy, Properties: { GroupName: 'Auditors' } },
        User: { Type: 'AWS::IAM::User', DeletionPolicy, Properties: { UserName: 'ann' } },
        Policy: { Type: 'AWS::IAM::ManagedPolicy', DeletionPolicy, Properties: { ManagedPolicyName: 'Read', PolicyDocument: JSON.parse(PolicyDocument) } },
      },
    }, options(
      identified('Group', 'AWS::IAM::Group', { GroupName: 'Auditors' }),
      identified('User', 'AWS::IAM::User', { UserName: 'ann' }),
      identified('Policy', 'AWS::IAM::ManagedPolicy', { PolicyArn: customerManaged('Read') }),
    ))).toBe('IMPORT_COMPLETE');
  });

  test('of a resource that is gone is rolled back', async () => {
    await stack.deploy({ Resources: { Own: role('Own') } });
    const both = { Resources: { Own: role('Own'), Role: role('Existing') } };
    await importing(both, EXISTING);
    await clients.iam.send(new DeleteRoleCommand({ RoleName: 'Existing' }));
    await stack.execute('change-2');
    expect(await stack.status()).toBe('IMPORT_ROLLBACK_COMPLETE');
    const { StackEvents } = await clients.cloudFormation.send(new DescribeStackEventsCommand({ StackName: stack.name }));
    expect(StackEvents!.map(({ ResourceStatusReason }) => ResourceStatusReason).join()).toContain('Existing');
    expect(await stack.deploy({ Resources: { Own: role('Own', { MaxSessionDuration: 7200 }) } })).toBe('UPDATE_COMPLETE');
  });

  test('is prepared by a summary that names what can be imported, and how it is identified', async () => {
    const Addition = { Type: 'AWS::IAM::UserToGroupAddition', Properties: { GroupName: 'G', Users: ['ann'] } };
    const TemplateBody = JSON.stringify({ Resources: { Role: role('Existing'), Other: role('Other'), Addition } });
    const { ResourceIdentifierSummaries, ResourceTypes } = await clients.cloudFormation.send(new GetTemplateSummaryCommand({ TemplateBody }));
    expect(ResourceIdentifierSummaries).toEqual([{ ResourceType: 'AWS::IAM::Role', LogicalResourceIds: ['Role', 'Other'], ResourceIdentifiers: ['RoleName'] }]);
    expect(ResourceTypes).toEqual(['AWS::IAM::Role', 'AWS::IAM::UserToGroupAddition']);
  });

  test.each<[string, object, string]>([
    ['another path replaces the resource, which its name forbids', { Path: '/team/' }, 'UPDATE_ROLLBACK_COMPLETE'],
    ['the same path updates it', { Path: '/', MaxSessionDuration: 7200 }, 'UPDATE_COMPLETE'],
  ])('and then %s', async (_, properties, status) => {
    await stack.deploy(TEMPLATE, options(EXISTING));
    const { RoleId, Path } = await existing();
    await outcomeOf(stack.deploy({ Resources: { Role: role('Existing', properties) } }));
    expect([await stack.status(), (await existing()).RoleId, (await existing()).Path]).toEqual([status, RoleId, Path]);
    const refused = 'UPDATE_FAILED: CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename Existing and update the stack again.';
    expect((await stack.failures()).Role).toBe(status === 'UPDATE_COMPLETE' ? undefined : refused);
  });

  test('reads with the permissions of the caller', async () => {
    const deployer = await cloud.user(ASSUMING_ACCOUNT, 'deployer', { statements: [allow('cloudformation:*')] });
    const denied = new TestStack(deployer.clients.cloudFormation, 'Denied');
    expect(await denied.deploy(TEMPLATE, options(EXISTING))).toBe('IMPORT_ROLLBACK_COMPLETE');
  });
});

describe('an import is refused', () => {
  const POLICY = { Type: 'AWS::IAM::Policy', DeletionPolicy: 'Retain', Properties: { PolicyName: 'P', PolicyDocument: TRUST, Roles: ['Existing'] } };
  const ADDITION = { Type: 'AWS::IAM::UserToGroupAddition', DeletionPolicy: 'Retain', Properties: { GroupName: 'G', Users: ['ann'] } };

  test.each<[string, Template, ReturnType<typeof identified>[], string]>([
    ['without a deletion policy', { Resources: { Role: role('Existing', {}, {}) } }, [EXISTING], 'DeletionPolicy'],
    ['with another new resource', { Resources: { Role: role('Existing'), New: role('New') } }, [EXISTING], '[New] are missing from the ResourcesToImport list'],
    ['with a new output', { Resources: TEMPLATE.Resources, Outputs: { Name: { Value: 'x' } } }, [EXISTING], '[Outputs]'],
    ['of nothing', { Resources: { Role: role('Existing') } }, [], 'At least one resource'],
    ['of a resource that is not in the template', TEMPLATE, [EXISTING, identified('Other', 'AWS::IAM::Role', { RoleName: 'Other' })], '[Other] of type AWS::IAM::Role'],
    ['as another type', TEMPLATE, [identified('Role', 'AWS::IAM::User', { UserName: 'Existing' })], '[Role] of type AWS::IAM::User'],
    ['by another property', TEMPLATE, [identified('Role', 'AWS::IAM::Role', { RoleId: 'Existing' })], 'must be [RoleName]'],
    ['of another name', TEMPLATE, [identified('Role', 'AWS::IAM::Role', { RoleName: 'Other' })], 'is not [Existing]'],
    ['of an inline policy', { Resources: { Policy: POLICY } }, [identified('Policy', 'AWS::IAM::Policy', { Id: 'x' })], '[AWS::IAM::Policy] are not supported for Import'],
    ['of a membership', { Resources: { Addition: ADDITION } }, [identified('Addition', 'AWS::IAM::UserToGroupAddition', { Id: 'x' })], '[AWS::IAM::UserToGroupAddition] are not supported'],
  ])('%s', async (_, template, imports, expected) => {
    expect(await messageOf(importing(template, ...imports))).toContain(expected);
    expect(await stack.exists()).toBe(false);
  });

  test.each<[string, Template['Resources']]>([
    ['changes another resource', { Own: role('Own', { MaxSessionDuration: 7200 }), Role: role('Existing') }],
    ['removes another resource', { Role: role('Existing') }],
  ])('if it %s', async (_, Resources) => {
    await stack.deploy({ Resources: { Own: role('Own') } });
    expect(await messageOf(importing({ Resources }, EXISTING))).toContain('cannot modify or remove the resources [Own]');
  });

  test('of a resource of another stack', async () => {
    await new TestStack(clients.cloudFormation, 'Owner').deploy(TEMPLATE, options(EXISTING));
    expect(await messageOf(importing(TEMPLATE, EXISTING))).toContain('already exists in stack');
  });

  test('as part of an update', async () => {
    await stack.deploy({ Resources: { Own: role('Own') } });
    const both = { Resources: { Own: role('Own'), Role: role('Existing', { ManagedPolicyArns: [managed('ReadOnlyAccess')] }) } };
    expect(await outcomeOf(stack.createChangeSet(both, { ...options(EXISTING), ChangeSetType: 'UPDATE' }))).toBe('ValidationError');
    expect(await outcomeOf(stack.createChangeSet(both))).toBe(ALLOWED);
  });

  test('without a name in the template', async () => {
    const { RoleName: _, ...unnamed } = role('Existing').Properties as any;
    expect(await outcomeOf(importing({ Resources: { Role: { ...role('Existing'), Properties: unnamed } } }, EXISTING))).toBe('NotEmulated');
    expect(cloud.unsupportedRequests()).toEqual([expect.stringContaining('import of AWS::IAM::Role without RoleName')]);
  });
});
