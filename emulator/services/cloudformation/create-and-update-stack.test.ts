import { CloudFormationClient, CreateStackCommand, CreateStackCommandInput, DescribeStacksCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { Clients } from '../../testing/clients';
import { ASSUMING_ACCOUNT, Cloud } from '../../testing/cloud';
import { ALLOWED, messageOf, outcomeOf } from '../../testing/outcome';
import { allow } from '../../testing/policies';
import { accountsWith, role, templateBody } from '../../testing/stack-sets';

let cloud: Cloud;
let cloudFormation: CloudFormationClient;
beforeEach(async () => {
  cloud = await Cloud.open();
  ({ cloudFormation } = cloud.administrator(ASSUMING_ACCOUNT));
});
afterEach(() => cloud.close());

const TEMPLATE = { StackName: 'Test', TemplateBody: templateBody(role()), Capabilities: ['CAPABILITY_NAMED_IAM' as const] };
const CHANGED = { ...TEMPLATE, TemplateBody: templateBody(role(), role('Other')) };

const create = (more: Partial<CreateStackCommandInput> = {}, by: Pick<Clients, 'cloudFormation'> = { cloudFormation }) =>
  by.cloudFormation.send(new CreateStackCommand({ ...TEMPLATE, ...more }));
const update = (more: Partial<CreateStackCommandInput> = {}) => cloudFormation.send(new UpdateStackCommand({ ...CHANGED, ...more }));
const status = async () => (await cloudFormation.send(new DescribeStacksCommand({ StackName: 'Test' }))).Stacks![0].StackStatus;
const has = async (name: string) => (await accountsWith(cloud, [ASSUMING_ACCOUNT], name)).length > 0;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
describe('a stack deployed without a change set', () => {
  test('is created and updated', async () => {
    const { StackId } = await create();
    expect([await status(), await has('ReadOnly'), await has('Other')]).toEqual(['CREATE_COMPLETE', true, false]);
    expect((await update()).StackId).toBe(StackId);
    expect([await status(), await has('ReadOnly'), await has('Other')]).toEqual(['UPDATE_COMPLETE', true, true]);
  });

  test('is rolled back if it fails, and then can only be deleted', async () => {
    const Broken = role('Broken', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/MadeUpAccess'] });
    await create({ TemplateBody: templateBody(role(), Broken) });
    expect([await status(), await has('ReadOnly')]).toEqual(['ROLLBACK_COMPLETE', false]);
    expect(await outcomeOf(update())).toBe('ValidationError');
  });

  test('is created only if it does not exist, and updated only if it exists and changes', async () => {
    expect(await messageOf(update())).toBe('Stack with id Test does not exist');
    await create();
    expect(await outcomeOf(create())).toBe('AlreadyExistsException');
    expect(await messageOf(update(TEMPLATE))).toBe('No updates are to be performed.');
  });

  test('requires the capability for named roles', async () => {
    expect(await outcomeOf(create({ Capabilities: ['CAPABILITY_IAM'] }))).toBe('InsufficientCapabilitiesException');
    expect(await outcomeOf(create())).toBe(ALLOWED);
  });

  test.each([
    { may: ['cloudformation:CreateStack'], expected: ALLOWED },
    { may: ['cloudformation:UpdateStack', 'cloudformation:*ChangeSet'], expected: 'AccessDenied' },
  ])('by a user with permission to $may: $expected', async ({ may, expected }) => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow(may), allow('iam:*')] });
    expect(await outcomeOf(create({}, clients))).toBe(expected);
  });

  test('is rejected with an unsupported option, before anything is created', async () => {
    expect(await outcomeOf(create({ OnFailure: 'DO_NOTHING' }))).toBe('NotEmulated');
    expect(cloud.unsupportedRequests()).toEqual([expect.stringMatching(/CreateStack with OnFailure/)]);
    expect(await has('ReadOnly')).toBe(false);
  });
});
