import {
  AttachRolePolicyCommand, AttachUserPolicyCommand, CreatePolicyCommand, CreatePolicyVersionCommand, CreateRoleCommand, CreateUserCommand,
  DeletePolicyCommand, DeletePolicyVersionCommand, DeleteRolePermissionsBoundaryCommand, DeleteUserPermissionsBoundaryCommand,
  DetachUserPolicyCommand, GetPolicyCommand, GetPolicyVersionCommand, IAMClient, ListPoliciesCommand, ListPolicyVersionsCommand,
  PutRolePermissionsBoundaryCommand, PutUserPermissionsBoundaryCommand, SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, customerManaged, NONEXISTENT_ACCOUNT, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { ALLOWED, messageOf, outcomeOf } from '../../testing/outcome';
import { allow, policy, root, trust } from '../../testing/policies';

const GONE = 'NoSuchEntityException';
const DENIED = 'AccessDenied';
const TRUST = policy(trust(root(ASSUMING_ACCOUNT)));
const READS = policy(allow('s3:List*'));
const ARN = customerManaged('Reading');

let cloud: Cloud;
let iam: IAMClient;
beforeEach(async () => {
  cloud = await Cloud.open();
  iam = cloud.administrator(ASSUMING_ACCOUNT).iam;
});
afterEach(() => cloud.close());

async function create(PolicyName = 'Reading', client = iam): Promise<void> {
  await client.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: READS }));
}

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
describe('operations on a policy are authorized for its ARN', () => {
  const PolicyArn = customerManaged('Own', '/team/');

  const acts: Record<string, (client: IAMClient) => Promise<unknown>> = {
    CreatePolicy: (client) => client.send(new CreatePolicyCommand({ PolicyName: 'New', Path: '/team/', PolicyDocument: READS })),
    GetPolicy: (client) => client.send(new GetPolicyCommand({ PolicyArn })),
    GetPolicyVersion: (client) => client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
    ListPolicyVersions: (client) => client.send(new ListPolicyVersionsCommand({ PolicyArn })),
    CreatePolicyVersion: (client) => client.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: READS })),
    SetDefaultPolicyVersion: (client) => client.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
    DeletePolicyVersion: (client) => client.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' })),
    DeletePolicy: (client) => client.send(new DeletePolicyCommand({ PolicyArn })),
  };

  test.each(Object.keys(acts))('%s', async (action) => {
    await iam.send(new CreatePolicyCommand({ PolicyName: 'Own', Path: '/team/', PolicyDocument: READS }));
    if (action === 'DeletePolicyVersion') {
      await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: READS }));
    }
    const outcome = async (name: string, resource: string, actions: string) => {
      const { clients } = await cloud.user(ASSUMING_ACCOUNT, name, { statements: [allow(actions, resource)] });
      return outcomeOf(acts[action](clients.iam));
    };
    expect(await outcome('elsewhere', customerManaged('*', '/other/'), 'iam:*')).toBe(DENIED);
    expect(await outcome('reader', customerManaged('*', '/team/'), `iam:${action}s`)).toBe(DENIED);
    expect(await outcome('ann', customerManaged('*', '/team/'), `iam:${action}`)).toBe(ALLOWED);
  });

  test('listing policies requires permission for all resources', async () => {
    const list = async (name: string, resource: string) => {
      const { clients } = await cloud.user(ASSUMING_ACCOUNT, name, { statements: [allow('iam:ListPolicies', resource)] });
      return outcomeOf(clients.iam.send(new ListPoliciesCommand({ Scope: 'Local' })));
    };
    expect(await list('ann', '*')).toBe(ALLOWED);
    expect(await list('bob', customerManaged('*'))).toBe(DENIED);
  });

  test.each([
    { whose: 'its own', account: ASSUMING_ACCOUNT, expected: GONE },
    { whose: 'another', account: TRUSTING_ACCOUNT, expected: DENIED },
    { whose: 'a missing', account: NONEXISTENT_ACCOUNT, expected: DENIED },
  ])('an administrator gets a policy of $whose account: $expected', async ({ account, expected }) => {
    await create('Foreign', cloud.administrator(TRUSTING_ACCOUNT).iam);
    expect(await outcomeOf(iam.send(new GetPolicyCommand({ PolicyArn: customerManaged('Foreign', '/', account) })))).toBe(expected);
    expect(await outcomeOf(cloud.administrator(TRUSTING_ACCOUNT).iam.send(new GetPolicyCommand({ PolicyArn: customerManaged('Foreign', '/', TRUSTING_ACCOUNT) })))).toBe(ALLOWED);
  });

  test('the denial names the ARN', async () => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann');
    expect(await messageOf(acts.CreatePolicy(clients.iam))).toBe(
      `User: arn:aws:iam::${ASSUMING_ACCOUNT}:user/ann is not authorized to perform: iam:CreatePolicy on resource: ${customerManaged('New', '/team/')} ` +
      'because no identity-based policy allows the iam:CreatePolicy action');
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
describe('a user with permission to', () => {
  async function deputy(condition: Record<string, Record<string, string>>) {
    return (await cloud.user(ASSUMING_ACCOUNT, 'deputy', { statements: [allow('iam:*', '*', condition)] })).clients.iam;
  }

  beforeEach(async () => {
    await create();
    await create('Writing');
    await cloud.user(ASSUMING_ACCOUNT, 'ann', { boundary: ARN });
    await cloud.user(ASSUMING_ACCOUNT, 'bob');
    await cloud.role(ASSUMING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT))], boundary: ARN });
    await cloud.role(ASSUMING_ACCOUNT, 'Other', { trust: [trust(root(ASSUMING_ACCOUNT))] });
  });

  test('attach one policy only, cannot attach or detach another one (iam:PolicyARN)', async () => {
    const client = await deputy({ ArnEquals: { 'iam:PolicyARN': ARN } });
    const outcomes = (PolicyArn: string) => Promise.all([
      client.send(new AttachUserPolicyCommand({ UserName: 'bob', PolicyArn })),
      client.send(new AttachRolePolicyCommand({ RoleName: 'Other', PolicyArn })),
    ].map(outcomeOf));
    expect(await outcomes(ARN)).toEqual([ALLOWED, ALLOWED]);
    expect(await outcomes(customerManaged('Writing'))).toEqual([DENIED, DENIED]);
    await iam.send(new AttachUserPolicyCommand({ UserName: 'bob', PolicyArn: customerManaged('Writing') }));
    expect(await outcomeOf(client.send(new DetachUserPolicyCommand({ UserName: 'bob', PolicyArn: customerManaged('Writing') })))).toBe(DENIED);
    expect(await outcomeOf(client.send(new DetachUserPolicyCommand({ UserName: 'bob', PolicyArn: ARN })))).toBe(ALLOWED);
  });

  test.each<{ act: string; within: (client: IAMClient) => Promise<unknown>; without: (client: IAMClient) => Promise<unknown> }>([
    {
      act: 'create users',
      within: (client) => client.send(new CreateUserCommand({ UserName: 'new', PermissionsBoundary: ARN })),
      without: (client) => client.send(new CreateUserCommand({ UserName: 'free' })),
    },
    {
      act: 'create roles',
      within: (client) => client.send(new CreateRoleCommand({ RoleName: 'New', AssumeRolePolicyDocument: TRUST, PermissionsBoundary: ARN })),
      without: (client) => client.send(new CreateRoleCommand({ RoleName: 'Free', AssumeRolePolicyDocument: TRUST, PermissionsBoundary: customerManaged('Writing') })),
    },
    {
      act: 'bound users',
      within: (client) => client.send(new PutUserPermissionsBoundaryCommand({ UserName: 'bob', PermissionsBoundary: ARN })),
      without: (client) => client.send(new PutUserPermissionsBoundaryCommand({ UserName: 'ann', PermissionsBoundary: customerManaged('Writing') })),
    },
    {
      act: 'bound roles',
      within: (client) => client.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'Other', PermissionsBoundary: ARN })),
      without: (client) => client.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'ReadOnly', PermissionsBoundary: customerManaged('Writing') })),
    },
    {
      act: 'free users',
      within: (client) => client.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'ann' })),
      without: (client) => client.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'bob' })),
    },
    {
      act: 'free roles',
      within: (client) => client.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'ReadOnly' })),
      without: (client) => client.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'Other' })),
    },
    {
      act: 'attach policies to users',
      within: (client) => client.send(new AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: customerManaged('Writing') })),
      without: (client) => client.send(new AttachUserPolicyCommand({ UserName: 'bob', PolicyArn: customerManaged('Writing') })),
    },
    {
      act: 'attach policies to roles',
      within: (client) => client.send(new AttachRolePolicyCommand({ RoleName: 'ReadOnly', PolicyArn: customerManaged('Writing') })),
      without: (client) => client.send(new AttachRolePolicyCommand({ RoleName: 'Other', PolicyArn: customerManaged('Writing') })),
    },
  ])('$act within one boundary only, cannot do so otherwise (iam:PermissionsBoundary)', async ({ within, without }) => {
    const client = await deputy({ StringEquals: { 'iam:PermissionsBoundary': ARN } });
    expect(await outcomeOf(without(client))).toBe(DENIED);
    expect(await outcomeOf(within(client))).toBe(ALLOWED);
  });
});
