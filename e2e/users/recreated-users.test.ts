/** Case 2026-11-20: what is kept where a user is deleted and created again, and where it does not exist yet. */
import { AddUserToGroupCommand, DeleteAccessKeyCommand, DeleteUserCommand, ListGroupsForUserCommand, RemoveUserFromGroupCommand } from '@aws-sdk/client-iam';
import { User } from 'aws-cdk-lib/aws-iam';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { ALLOWED, messageOf, outcomeOf } from '../../emulator/testing/outcome';
import { CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, MfaRequirement, PrincipalScope, TrustingTarget } from '../../src';
import { CdkApp } from '../testing/cdk-app';

const DENIED = 'AccessDenied';
const GROUP = 'Auditors';
const ROLE = `arn:aws:iam::${TRUSTING_ACCOUNT}:role/SecurityReadOnlyRole`;

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

/** Deploys a role that trusts userA alone. MFA has its own tests. */
async function deploy(users: string[], props: Partial<CrossAccountReadOnlyAccessProps> = {}): Promise<void> {
  await new CdkApp(cloud, [ASSUMING_ACCOUNT, TRUSTING_ACCOUNT]).deploy((newStack) => {
    const identity = newStack(ASSUMING_ACCOUNT, 'Identity');
    new CrossAccountReadOnlyAccess(identity, 'Access', {
      groupName: GROUP,
      users: users.length > 0 ? users.map((name) => User.fromUserName(identity, name, name)) : undefined,
      principals: [PrincipalScope.users('userA')],
      mfa: MfaRequirement.none(),
      trusting: [TrustingTarget.scope(newStack(TRUSTING_ACCOUNT, 'Workload'))],
      ...props,
    });
  });
}

const iam = () => cloud.administrator(ASSUMING_ACCOUNT).iam;
const userA = (path?: string) => cloud.user(ASSUMING_ACCOUNT, 'userA', { path });
const assume = ({ clients }: TestUser) => outcomeOf(cloud.assume(clients, ROLE));
const addToGroup = () => iam().send(new AddUserToGroupCommand({ GroupName: GROUP, UserName: 'userA' }));

async function remove({ name: UserName, keys: { accessKeyId: AccessKeyId } }: TestUser): Promise<void> {
  const { Groups } = await iam().send(new ListGroupsForUserCommand({ UserName }));
  for (const { GroupName } of Groups!) {
    await iam().send(new RemoveUserFromGroupCommand({ GroupName, UserName }));
  }
  await iam().send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  await iam().send(new DeleteUserCommand({ UserName }));
}

describe('case 2026-11-20: a user is deleted and created again with the same name', () => {
  test('the role trusts the new user, whom somebody must add to the group', async () => {
    const before = await userA();
    await deploy(['userA']);
    expect(await assume(before)).toBe(ALLOWED);

    await remove(before);
    const again = await userA();
    expect(await assume(again)).toBe(DENIED);
    await addToGroup();
    expect(await assume(again)).toBe(ALLOWED);
  });

  test('a deployment of the same template does not add the new user', async () => {
    const before = await userA();
    await deploy(['userA']);
    await remove(before);
    const again = await userA();
    await deploy(['userA']);
    expect(await assume(again)).toBe(DENIED);
  });

  test('with another path, the role does not trust the new user', async () => {
    const before = await userA();
    await deploy(['userA']);
    await remove(before);
    const again = await userA('/security/');
    await addToGroup();
    expect(await assume(again)).toBe(DENIED);
  });
});

describe('case 2026-11-20: a user that does not exist yet', () => {
  test('can be trusted, and added to the group later', async () => {
    await deploy([]);
    const later = await userA();
    expect(await assume(later)).toBe(DENIED);
    await deploy(['userA']);
    expect(await assume(later)).toBe(ALLOWED);
  });

  test('cannot be named in users: the deployment fails', async () => {
    expect(await messageOf(deploy(['userA']))).toContain('userA');
    await userA();
    await deploy(['userA']);
  });
});
