import {
  CreatePolicyCommand, CreatePolicyVersionCommand, DeletePolicyVersionCommand, GetPolicyCommand, GetPolicyVersionCommand, GetUserCommand,
  IAMClient, ListPoliciesCommand, ListPolicyVersionsCommand, SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, customerManaged, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, managed, policy, root, trust } from '../../testing/policies';

const GONE = 'NoSuchEntityException';
const CONFLICT = 'DeleteConflictException';
const INVALID = 'ValidationError';
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

async function create(PolicyName = 'Reading', Path?: string, PolicyDocument = READS, client = iam): Promise<string> {
  return (await client.send(new CreatePolicyCommand({ PolicyName, Path, PolicyDocument }))).Policy!.Arn!;
}

function another(PolicyDocument: string, SetAsDefault = true) {
  return iam.send(new CreatePolicyVersionCommand({ PolicyArn: ARN, PolicyDocument, SetAsDefault }));
}

async function versions(): Promise<string[]> {
  const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: ARN }));
  return Versions!.map(({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? ' in force' : ''}`);
}

async function textOf(VersionId: string): Promise<string> {
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: ARN, VersionId }));
  return decodeURIComponent(PolicyVersion!.Document!);
}

describe('a policy that is created', () => {
  test('has an ARN with its path, and is found by no other', async () => {
    expect(await create('Reading', '/team/security/')).toBe(customerManaged('Reading', '/team/security/'));
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: customerManaged('Reading', '/team/security/') }));
    expect(Policy).toMatchObject({
      PolicyName: 'Reading', Path: '/team/security/', DefaultVersionId: 'v1', AttachmentCount: 0, PermissionsBoundaryUsageCount: 0, IsAttachable: true,
    });
    expect(Policy!.PolicyId).toMatch(/^ANPA[0-9A-F]{16}$/);
    expect(await outcomeOf(iam.send(new GetPolicyCommand({ PolicyArn: ARN })))).toBe(GONE);
    const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    expect(Policies!.map(({ Arn }) => Arn)).toEqual([customerManaged('Reading', '/team/security/')]);
    expect((await cloud.administrator(TRUSTING_ACCOUNT).iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies).toEqual([]);
  });

  test('has its document and description', async () => {
    await iam.send(new CreatePolicyCommand({ PolicyName: 'Reading', Description: 'reads', PolicyDocument: READS }));
    expect(await textOf('v1')).toBe(READS);
    expect((await iam.send(new GetPolicyCommand({ PolicyArn: ARN }))).Policy!.Description).toBe('reads');
  });

  test('has a name that is unique in its account, regardless of case and path', async () => {
    await create();
    for (const [name, path] of [['Reading', '/'], ['readinG', '/'], ['Reading', '/team/']]) {
      expect(await outcomeOf(create(name, path))).toBe('EntityAlreadyExistsException');
    }
    expect(await outcomeOf(create('Reading2'))).toBe(ALLOWED);
    expect(await outcomeOf(create('Reading', '/', READS, cloud.administrator(TRUSTING_ACCOUNT).iam))).toBe(ALLOWED);
  });

  test.each([
    { name: 'x'.repeat(128), path: '/', expected: ALLOWED },
    { name: 'x'.repeat(129), path: '/', expected: INVALID },
    { name: 'Az09+=,.@_-', path: '/one/two/', expected: ALLOWED },
    { name: 'a b', path: '/', expected: INVALID },
    { name: 'a/b', path: '/', expected: INVALID },
    { name: 'x', path: '/one', expected: INVALID },
    { name: 'x', path: 'one/', expected: INVALID },
    { name: 'x', path: `/${'p'.repeat(511)}/`, expected: INVALID },
  ])('as $name in $path: $expected', async ({ name, path, expected }) => {
    expect(await outcomeOf(create(name, path))).toBe(expected);
  });

  test.each([{ length: 1000, expected: ALLOWED }, { length: 1001, expected: INVALID }])('with a description of $length characters: $expected', async ({ length, expected }) => {
    const call = iam.send(new CreatePolicyCommand({ PolicyName: 'Reading', Description: 'x'.repeat(length), PolicyDocument: READS }));
    expect(await outcomeOf(call)).toBe(expected);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
describe('the document of a policy, in its first version and in later ones', () => {
  const MALFORMED = 'MalformedPolicyDocumentException';

  test.each([
    { is: 'valid', document: READS, expected: ALLOWED },
    { is: 'of the maximum length', document: ofSize(6144), expected: ALLOWED },
    { is: 'longer by white space only', document: JSON.stringify(JSON.parse(ofSize(6144)), null, 8), expected: ALLOWED },
    { is: 'one character too long', document: ofSize(6145), expected: 'LimitExceededException' },
    { is: 'not JSON', document: 'Allow everything', expected: MALFORMED },
    { is: 'with a principal', document: TRUST, expected: MALFORMED },
    { is: 'with an unknown operator', document: policy(allow('*', '*', { StringIs: { 'aws:username': 'x' } })), expected: MALFORMED },
  ])('that is $is: $expected', async ({ document, expected }) => {
    expect(await outcomeOf(create('Other', '/', document))).toBe(expected);
    await create();
    expect(await outcomeOf(another(document))).toBe(expected);
    expect(await versions()).toEqual(expected === ALLOWED ? ['v2 in force', 'v1'] : ['v1 in force']);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
describe('of the versions of a policy', () => {
  beforeEach(async () => void await create());

  test('one is the default: the first, until another is set', async () => {
    const other = policy(allow('iam:Get*'));
    expect((await another(other, false)).PolicyVersion).toMatchObject({ VersionId: 'v2', IsDefaultVersion: false });
    expect(await versions()).toEqual(['v2', 'v1 in force']);
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v2' }));
    expect(await versions()).toEqual(['v2 in force', 'v1']);
    expect((await another(READS)).PolicyVersion).toMatchObject({ VersionId: 'v3', IsDefaultVersion: true });
    expect(await versions()).toEqual(['v3 in force', 'v2', 'v1']);
    expect(await Promise.all(['v1', 'v2', 'v3'].map(textOf))).toEqual([READS, other, READS]);
  });

  test('there are at most five, and numbers are not reused', async () => {
    for (let i = 2; i <= 5; i++) {
      await another(READS);
    }
    expect(await outcomeOf(another(READS))).toBe('LimitExceededException');
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v4' }));
    expect(await outcomeOf(another(READS, false))).toBe(ALLOWED);
    expect(await versions()).toEqual(['v6', 'v5 in force', 'v3', 'v2', 'v1']);
  });

  test('the default one cannot be deleted', async () => {
    const deleted = (VersionId: string) => outcomeOf(iam.send(new DeletePolicyVersionCommand({ PolicyArn: ARN, VersionId })));
    await another(READS);
    expect(await deleted('v2')).toBe(CONFLICT);
    expect(await deleted('v1')).toBe(ALLOWED);
    expect(await deleted('v1')).toBe(GONE);
  });

  test.each([
    { version: 'v1', expected: ALLOWED },
    { version: 'v2', expected: GONE },
    { version: 'V1', expected: INVALID },
    { version: '1', expected: INVALID },
  ])('$version can be read and set as default: $expected', async ({ version, expected }) => {
    expect(await outcomeOf(textOf(version))).toBe(expected);
    expect(await outcomeOf(iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: ARN, VersionId: version })))).toBe(expected);
    expect(await versions()).toEqual(['v1 in force']);
  });

  test.each<{ how: string; permissions: { managed?: string[]; boundary?: string } }>([
    { how: 'attached', permissions: { managed: [ARN] } },
    { how: 'a boundary', permissions: { managed: [managed('AdministratorAccess')], boundary: ARN } },
  ])('the default one at the time of the call decides, if the policy is $how', async ({ permissions }) => {
    await cloud.user(ASSUMING_ACCOUNT, 'bob');
    const allowsGetUser = policy(allow('iam:GetUser'));
    const role = await cloud.role(ASSUMING_ACCOUNT, 'Worker', { trust: [trust(root(ASSUMING_ACCOUNT))], ...permissions });
    const session = await cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), role);
    const getUser = () => outcomeOf(session.iam.send(new GetUserCommand({ UserName: 'bob' })));

    expect(await getUser()).toBe('AccessDenied');
    await another(allowsGetUser, false);
    expect(await getUser()).toBe('AccessDenied');
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v2' }));
    expect(await getUser()).toBe(ALLOWED);
    await another(READS);
    expect(await getUser()).toBe('AccessDenied');
  });
});

/** A policy of a number of characters, without white space. */
function ofSize(size: number): string {
  const render = (padding: string) => policy(allow('s3:ListBucket', `arn:aws:s3:::${padding}`));
  return render('x'.repeat(size - render('').length));
}
