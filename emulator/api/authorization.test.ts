import {
  AddUserToGroupCommand, AttachRolePolicyCommand, AttachUserPolicyCommand, CreateUserCommand, DeleteGroupPolicyCommand,
  DeleteRolePermissionsBoundaryCommand, ListUserPoliciesCommand, PutRolePermissionsBoundaryCommand, PutUserPolicyCommand, RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import { CallName, CALLS } from '../testing/calls';
import { ASSUMING_ACCOUNT, Cloud } from '../testing/cloud';
import { ALLOWED, outcomeOf } from '../testing/outcome';
import { allow, deny, managed, policy, root, Statement, trust } from '../testing/policies';

const DENIED = 'AccessDenied';
const LOGS = 'arn:aws:s3:::logs-*';
const FROM_LOCALHOST = { IpAddress: { 'aws:SourceIp': '127.0.0.1/32' } };
const FROM_ELSEWHERE = { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } };

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
describe('identity policies', () => {
  interface Case {
    readonly policy: string;
    readonly statements: Statement[];
    readonly may: CallName[];
    readonly mayNot: CallName[];
  }

  test.each<Case>([
    { policy: 'nothing', statements: [], may: ['get caller identity'], mayNot: ['list buckets', 'get user ann', 'create a user'] },
    { policy: 'everything', statements: [allow('*')], may: ['list buckets', 'create a user'], mayNot: [] },
    { policy: 'deny everything', statements: [allow('*'), deny('*')], may: ['get caller identity'], mayNot: ['list buckets', 'create a user'] },
    { policy: 'actions by a pattern', statements: [allow('iam:Get*')], may: ['get user ann'], mayNot: ['list roles', 'create a user', 'list buckets'] },
    { policy: 'actions in another case', statements: [allow('IAM:getuser')], may: ['get user ann'], mayNot: ['list roles'] },
    {
      policy: 'some resources',
      statements: [allow('s3:CreateBucket', LOGS)],
      may: ['create the bucket logs-1'],
      mayNot: ['create the bucket data-1'],
    },
    {
      policy: 'all resources but some (NotResource)',
      statements: [{ Effect: 'Allow', Action: 's3:CreateBucket', NotResource: LOGS }],
      may: ['create the bucket data-1'],
      mayNot: ['create the bucket logs-1'],
    },
    {
      policy: 'deny all resources but some (NotResource)',
      statements: [allow('*'), { Effect: 'Deny', Action: 's3:*', NotResource: LOGS }],
      may: ['create the bucket logs-1', 'list roles'],
      mayNot: ['create the bucket data-1', 'list buckets'],
    },
    {
      policy: 'all actions but some (NotAction)',
      statements: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
      may: ['list buckets'],
      mayNot: ['list roles', 'create a user'],
    },
    {
      policy: 'deny all actions but some (NotAction)',
      statements: [allow('*'), { Effect: 'Deny', NotAction: ['iam:Get*', 's3:List*'], Resource: '*' }],
      may: ['get user ann', 'list buckets'],
      mayNot: ['create a user', 'create the bucket logs-1'],
    },
    { policy: 'a condition that is met', statements: [allow('s3:*', '*', FROM_LOCALHOST)], may: ['list buckets'], mayNot: ['list roles'] },
    { policy: 'a condition that is not met', statements: [allow('s3:*', '*', FROM_ELSEWHERE)], may: [], mayNot: ['list buckets'] },
    { policy: 'deny on a condition that is met', statements: [allow('*'), deny('s3:*', '*', FROM_LOCALHOST)], may: ['list roles'], mayNot: ['list buckets'] },
    { policy: 'deny on a condition that is not met', statements: [allow('*'), deny('s3:*', '*', FROM_ELSEWHERE)], may: ['list buckets'], mayNot: [] },
    {
      policy: 'a condition on what is not known',
      statements: [allow('s3:*', '*', { StringEquals: { 'aws:PrincipalTag/team': 'security' } })],
      may: [],
      mayNot: ['list buckets'],
    },
    {
      policy: 'MFA, which the access key is without',
      statements: [allow('s3:*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })],
      may: [],
      mayNot: ['list buckets'],
    },
    {
      policy: 'the own user, by a variable',
      statements: [allow('iam:GetUser', 'arn:aws:iam::*:user/${aws:username}')],
      may: ['get user ann'],
      mayNot: ['get user bob'],
    },
    { policy: 'a user of another account', statements: [allow('iam:GetUser', 'arn:aws:iam::222222222222:user/*')], may: [], mayNot: ['get user ann'] },
  ])('with $policy', async ({ statements, may, mayNot }) => {
    await cloud.user(ASSUMING_ACCOUNT, 'bob');
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: statements.length > 0 ? statements : undefined });
    expect(await outcomesOf([...may, ...mayNot], clients)).toEqual({ ...all(may, ALLOWED), ...all(mayNot, DENIED) });
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
describe('an identity policy', () => {
  const MALFORMED = 'MalformedPolicyDocumentException';

  test.each([
    { is: 'valid', document: policy(allow('*', '*', FROM_LOCALHOST)), expected: ALLOWED },
    { is: 'not JSON', document: 'Allow everything', expected: MALFORMED },
    { is: 'without statements', document: '{ "Version": "2012-10-17" }', expected: MALFORMED },
    { is: 'of an unknown version', document: policy(allow('*')).replace('2012', '2022'), expected: MALFORMED },
    { is: 'with an unknown operator', document: policy(allow('*', '*', { StringNotMatches: { 'aws:username': 'x' } })), expected: MALFORMED },
    { is: 'with an unknown effect', document: policy(allow('*')).replace('Allow', 'Permit'), expected: MALFORMED },
    { is: 'with an unknown element', document: policy(allow('*')).replace('Resource', 'Resources'), expected: MALFORMED },
    { is: 'with a principal', document: policy(trust(root(ASSUMING_ACCOUNT))), expected: MALFORMED },
  ])('that is $is: $expected', async ({ document, expected }) => {
    const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    expect(await outcomeOf(iam.send(new PutUserPolicyCommand({ UserName: 'ann', PolicyName: 'Own', PolicyDocument: document })))).toBe(expected);
    expect((await iam.send(new ListUserPoliciesCommand({ UserName: 'ann' }))).PolicyNames).toEqual(expected === ALLOWED ? ['Own'] : []);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
describe.each(['user', 'role'] as const)('a permissions boundary on a %s', (kind) => {
  const S3_READ = managed('AmazonS3ReadOnlyAccess');

  async function someone(policies: { managed?: string[]; boundary?: string }) {
    if (kind === 'user') {
      return (await cloud.user(ASSUMING_ACCOUNT, 'ann', policies)).clients;
    }
    const role = await cloud.role(ASSUMING_ACCOUNT, 'Worker', { trust: [trust(root(ASSUMING_ACCOUNT))], ...policies });
    return cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), role);
  }

  test.each([
    { with: 'none', managed: [managed('AdministratorAccess')], boundary: undefined, may: ['list buckets', 'create the bucket logs-1', 'list roles'], mayNot: [] },
    { with: 'one that is narrower', managed: [managed('AdministratorAccess')], boundary: S3_READ, may: ['list buckets'], mayNot: ['create the bucket logs-1', 'list roles'] },
    { with: 'one that is wider', managed: [S3_READ], boundary: managed('AdministratorAccess'), may: ['list buckets'], mayNot: ['create the bucket logs-1', 'list roles'] },
    { with: 'one that has nothing in common', managed: [managed('IAMReadOnlyAccess')], boundary: S3_READ, may: [], mayNot: ['list buckets', 'list roles'] },
    { with: 'nothing else', managed: [], boundary: S3_READ, may: [], mayNot: ['list buckets', 'list roles'] },
  ] as const)('$with', async ({ managed: arns, boundary, may, mayNot }) => {
    const clients = await someone({ managed: [...arns], boundary });
    expect(await outcomesOf([...may, ...mayNot], clients)).toEqual({ ...all(may, ALLOWED), ...all(mayNot, DENIED) });
  });
});

test('a permissions boundary applies from the next call on', async () => {
  const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
  const role = await cloud.role(ASSUMING_ACCOUNT, 'Worker', { trust: [trust(root(ASSUMING_ACCOUNT))], managed: [managed('AdministratorAccess')] });
  const session = await cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), role);
  expect(await outcomeOf(CALLS['list roles'](session))).toBe(ALLOWED);
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'Worker', PermissionsBoundary: managed('AmazonS3ReadOnlyAccess') }));
  expect(await outcomeOf(CALLS['list roles'](session))).toBe(DENIED);
  await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'Worker' }));
  expect(await outcomeOf(CALLS['list roles'](session))).toBe(ALLOWED);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
describe('a session policy', () => {
  const NONE = undefined;

  test.each([
    { session: 'none', sessionPolicy: NONE, boundary: NONE, may: ['list buckets', 'create the bucket logs-1'], mayNot: ['list roles'] },
    { session: 'everything', sessionPolicy: policy(allow('*')), boundary: NONE, may: ['list buckets', 'create the bucket logs-1'], mayNot: ['list roles'] },
    { session: 'less than the role', sessionPolicy: policy(allow('s3:List*')), boundary: NONE, may: ['list buckets'], mayNot: ['create the bucket logs-1', 'list roles'] },
    { session: 'other than the role', sessionPolicy: policy(allow('iam:*')), boundary: NONE, may: [], mayNot: ['list buckets', 'list roles'] },
    {
      session: 'a denial',
      sessionPolicy: policy(allow('*'), deny('s3:CreateBucket', LOGS)),
      boundary: NONE,
      may: ['create the bucket data-1'],
      mayNot: ['create the bucket logs-1'],
    },
    { session: 'a condition that is not met', sessionPolicy: policy(allow('*', '*', FROM_ELSEWHERE)), boundary: NONE, may: [], mayNot: ['list buckets'] },
    {
      session: 'everything, in a boundary',
      sessionPolicy: policy(allow('*')),
      boundary: managed('AmazonS3ReadOnlyAccess'),
      may: ['list buckets'],
      mayNot: ['create the bucket logs-1', 'list roles'],
    },
  ] as const)('$session', async ({ sessionPolicy, boundary, may, mayNot }) => {
    const role = await cloud.role(ASSUMING_ACCOUNT, 'Worker', { trust: [trust(root(ASSUMING_ACCOUNT))], statements: [allow('s3:*')], boundary });
    const session = await cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), role, { Policy: sessionPolicy });
    expect(await outcomesOf([...may, ...mayNot], session)).toEqual({ ...all(may, ALLOWED), ...all(mayNot, DENIED) });
  });

  test.each([
    { session: 'that is not JSON', sessionPolicy: 'Allow everything', expected: 'MalformedPolicyDocumentException' },
    { session: 'with an unknown operator', sessionPolicy: policy(allow('*', '*', { StringNotMatches: { 'aws:username': 'x' } })), expected: 'MalformedPolicyDocumentException' },
    { session: 'with a principal', sessionPolicy: policy({ ...allow('*'), Principal: '*' }), expected: 'MalformedPolicyDocumentException' },
    { session: 'valid', sessionPolicy: policy(allow('*')), expected: ALLOWED },
  ])('$session: $expected', async ({ sessionPolicy, expected }) => {
    const role = await cloud.role(ASSUMING_ACCOUNT, 'Worker', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    expect(await outcomeOf(cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), role, { Policy: sessionPolicy }))).toBe(expected);
  });
});

describe('the policies of a group', () => {
  test('apply to its members while they are members', async () => {
    const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
    await cloud.group(ASSUMING_ACCOUNT, 'auditors', { statements: [allow('s3:List*')], managed: [managed('IAMReadOnlyAccess')] });
    const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann');
    const bob = await cloud.user(ASSUMING_ACCOUNT, 'bob');
    const outcomes = (of: typeof ann) => outcomesOf(['list buckets', 'list roles', 'create a user'], of.clients);

    expect(await outcomes(ann)).toEqual({ 'list buckets': DENIED, 'list roles': DENIED, 'create a user': DENIED });
    await iam.send(new AddUserToGroupCommand({ GroupName: 'auditors', UserName: 'ann' }));
    expect(await outcomes(ann)).toEqual({ 'list buckets': ALLOWED, 'list roles': ALLOWED, 'create a user': DENIED });
    expect(await outcomes(bob)).toEqual({ 'list buckets': DENIED, 'list roles': DENIED, 'create a user': DENIED });
    await iam.send(new DeleteGroupPolicyCommand({ GroupName: 'auditors', PolicyName: 'Own' }));
    expect(await outcomes(ann)).toEqual({ 'list buckets': DENIED, 'list roles': ALLOWED, 'create a user': DENIED });
    await iam.send(new RemoveUserFromGroupCommand({ GroupName: 'auditors', UserName: 'ann' }));
    expect(await outcomes(ann)).toEqual({ 'list buckets': DENIED, 'list roles': DENIED, 'create a user': DENIED });
  });

  test('add to those of the user and of other groups, and an explicit deny in one of them wins', async () => {
    const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
    await cloud.group(ASSUMING_ACCOUNT, 'listers', { statements: [allow('iam:ListRoles')] });
    await cloud.group(ASSUMING_ACCOUNT, 'outsiders', { statements: [deny('s3:*')] });
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('s3:*')] });
    await iam.send(new AddUserToGroupCommand({ GroupName: 'listers', UserName: 'ann' }));
    expect(await outcomesOf(['list buckets', 'list roles'], clients)).toEqual({ 'list buckets': ALLOWED, 'list roles': ALLOWED });
    await iam.send(new AddUserToGroupCommand({ GroupName: 'outsiders', UserName: 'ann' }));
    expect(await outcomesOf(['list buckets', 'list roles'], clients)).toEqual({ 'list buckets': DENIED, 'list roles': ALLOWED });
  });
});

// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
describe('AWS managed policies are found by their exact ARN', () => {
  test.each([
    { arn: managed('ReadOnlyAccess'), expected: ALLOWED },
    { arn: managed('job-function/ReadOnlyAccess'), expected: 'NoSuchEntityException' },
    { arn: managed('job-function/ViewOnlyAccess'), expected: ALLOWED },
    { arn: managed('ViewOnlyAccess'), expected: 'NoSuchEntityException' },
    { arn: managed('SecurityAudit'), expected: ALLOWED },
    { arn: managed('securityaudit'), expected: 'NoSuchEntityException' },
    { arn: managed('MadeUpAccess'), expected: 'NoSuchEntityException' },
    { arn: `arn:aws:iam::${ASSUMING_ACCOUNT}:policy/ReadOnlyAccess`, expected: 'NoSuchEntityException' },
  ])('$arn: $expected', async ({ arn, expected }) => {
    const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    await cloud.role(ASSUMING_ACCOUNT, 'Worker', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    expect(await outcomeOf(iam.send(new AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: arn })))).toBe(expected);
    expect(await outcomeOf(iam.send(new AttachRolePolicyCommand({ RoleName: 'Worker', PolicyArn: arn })))).toBe(expected);
    expect(await outcomeOf(iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'Worker', PermissionsBoundary: arn })))).toBe(expected);
    expect(await outcomeOf(iam.send(new CreateUserCommand({ UserName: 'bob', PermissionsBoundary: arn })))).toBe(expected);
  });
});

async function outcomesOf(names: readonly CallName[], clients: Parameters<typeof CALLS[CallName]>[0]): Promise<Partial<Record<CallName, string>>> {
  const outcomes: Partial<Record<CallName, string>> = {};
  for (const name of names) {
    outcomes[name] = await outcomeOf(CALLS[name](clients));
  }
  return outcomes;
}

function all(names: readonly CallName[], outcome: string): Partial<Record<CallName, string>> {
  return Object.fromEntries(names.map((name) => [name, outcome]));
}
