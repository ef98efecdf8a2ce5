import {
  CreateRoleCommand, DeleteAccessKeyCommand, DeleteRoleCommand, DeleteRolePolicyCommand, DeleteUserCommand, DeleteUserPolicyCommand,
  GetRoleCommand, UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { ASSUMING_ACCOUNT, Cloud, NONEXISTENT_ACCOUNT, TestUser, THIRD_ACCOUNT, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { ALLOWED, messageOf, outcomeOf } from '../../testing/outcome';
import { allow, policy, root, trust } from '../../testing/policies';

const ANN = `arn:aws:iam::${ASSUMING_ACCOUNT}:user/ann`;
const DENIED = 'AccessDenied';
const MAY_ASSUME = { statements: [allow('sts:AssumeRole')] };

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

async function principalsOf(roleName: string): Promise<string[]> {
  const { Role } = await cloud.administrator(TRUSTING_ACCOUNT).iam.send(new GetRoleCommand({ RoleName: roleName }));
  const { Statement: [{ Principal }] } = JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!));
  return [Principal.AWS].flat();
}

describe('the requested role', () => {
  test.each([
    { role: 'the role itself', arn: `arn:aws:iam::${TRUSTING_ACCOUNT}:role/security/ReadOnly`, expected: ALLOWED },
    { role: 'without the path that is part of its ARN', arn: `arn:aws:iam::${TRUSTING_ACCOUNT}:role/ReadOnly`, expected: DENIED },
    { role: 'with another path', arn: `arn:aws:iam::${TRUSTING_ACCOUNT}:role/Security/ReadOnly`, expected: DENIED },
    { role: 'in another case', arn: `arn:aws:iam::${TRUSTING_ACCOUNT}:role/security/readonly`, expected: DENIED },
    { role: 'of the same name in another account', arn: `arn:aws:iam::${THIRD_ACCOUNT}:role/security/ReadOnly`, expected: DENIED },
    { role: 'that does not exist', arn: `arn:aws:iam::${TRUSTING_ACCOUNT}:role/Missing`, expected: DENIED },
    { role: 'in an account that does not exist', arn: `arn:aws:iam::${NONEXISTENT_ACCOUNT}:role/security/ReadOnly`, expected: DENIED },
    { role: 'by the ARN of its session', arn: `arn:aws:sts::${TRUSTING_ACCOUNT}:assumed-role/ReadOnly/session`, expected: 'ValidationError' },
  ])('$role: $expected', async ({ arn, expected }) => {
    const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', MAY_ASSUME);
    await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { path: '/security/', trust: [trust(root(ASSUMING_ACCOUNT))] });
    expect(await outcomeOf(cloud.assume(ann.clients, arn))).toBe(expected);
  });

  test('that does not exist is denied with the same message as one that does not trust the caller', async () => {
    const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', MAY_ASSUME);
    const other = await cloud.role(TRUSTING_ACCOUNT, 'Other', { trust: [trust(root(THIRD_ACCOUNT), { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })] });
    const missing = `arn:aws:iam::${TRUSTING_ACCOUNT}:role/Missing`;
    const refusal = await messageOf(cloud.assume(ann.clients, missing));
    expect(refusal).toContain(missing);
    expect(await messageOf(cloud.assume(ann.clients, other))).toBe(refusal.replaceAll(missing, other));
  });

  test('the result names the assumed role user', async () => {
    const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', MAY_ASSUME);
    const RoleArn = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { path: '/security/', trust: [trust(root(ASSUMING_ACCOUNT))] });
    const { AssumedRoleUser } = await ann.clients.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'ann' }));
    // Without the path: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    expect(AssumedRoleUser!.Arn).toBe(`arn:aws:sts::${TRUSTING_ACCOUNT}:assumed-role/ReadOnly/ann`);
  });

  test.each(['', 'a', 'a b', 'a/b', 'ä', 'x'.repeat(65)])('no session is named %j', async (RoleSessionName) => {
    const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', MAY_ASSUME);
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    expect(await outcomeOf(cloud.assume(ann.clients, role, { RoleSessionName }))).toBe('ValidationError');
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
describe('a trust policy that names a principal', () => {
  test.each([
    { named: 'an existing user', principal: ANN, expected: ALLOWED },
    { named: 'a missing user', principal: ANN.replace('ann', 'missing'), expected: 'MalformedPolicyDocumentException' },
    { named: 'an existing and a missing user', principal: [ANN, ANN.replace('ann', 'missing')], expected: 'MalformedPolicyDocumentException' },
    { named: 'a user with another path', principal: ANN.replace('user/', 'user/team/'), expected: 'MalformedPolicyDocumentException' },
    { named: 'a missing role', principal: `arn:aws:iam::${ASSUMING_ACCOUNT}:role/Missing`, expected: 'MalformedPolicyDocumentException' },
    { named: 'a group, which is not a principal', principal: `arn:aws:iam::${ASSUMING_ACCOUNT}:group/auditors`, expected: 'MalformedPolicyDocumentException' },
    { named: 'any principal', principal: '*', expected: ALLOWED },
    { named: 'a pattern of users', principal: `arn:aws:iam::${ASSUMING_ACCOUNT}:user/*`, expected: 'MalformedPolicyDocumentException' },
  ])('$named: $expected', async ({ principal, expected }) => {
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    await cloud.group(ASSUMING_ACCOUNT, 'auditors');
    const { iam } = cloud.administrator(TRUSTING_ACCOUNT);
    const document = policy(trust(principal));
    expect(await outcomeOf(iam.send(new CreateRoleCommand({ RoleName: 'New', AssumeRolePolicyDocument: document })))).toBe(expected);

    await cloud.role(TRUSTING_ACCOUNT, 'Old', { trust: [trust(root(THIRD_ACCOUNT))] });
    expect(await outcomeOf(iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Old', PolicyDocument: document })))).toBe(expected);
    expect(await principalsOf('Old')).toEqual([expected === ALLOWED ? principal : root(THIRD_ACCOUNT)]);
  });

  test('does not trust a user of the same name in another account', async () => {
    const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', MAY_ASSUME);
    const stranger = await cloud.user(THIRD_ACCOUNT, 'ann', MAY_ASSUME);
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(ann.arn)] });
    expect(await outcomeOf(cloud.assume(ann.clients, role))).toBe(ALLOWED);
    expect(await outcomeOf(cloud.assume(stranger.clients, role))).toBe(DENIED);
  });

  describe('that is deleted and created again under the same name', () => {
    async function recreated(ann: TestUser): Promise<TestUser> {
      const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
      await iam.send(new DeleteAccessKeyCommand({ UserName: ann.name, AccessKeyId: ann.keys.accessKeyId }));
      await iam.send(new DeleteUserPolicyCommand({ UserName: ann.name, PolicyName: 'Own' }));
      await iam.send(new DeleteUserCommand({ UserName: ann.name }));
      return cloud.user(ASSUMING_ACCOUNT, ann.name, MAY_ASSUME);
    }

    test.each([
      { how: 'as the principal', statement: trust(ANN), again: DENIED },
      { how: 'by a condition on the account', statement: trust(root(ASSUMING_ACCOUNT), { ArnEquals: { 'aws:PrincipalArn': ANN } }), again: ALLOWED },
    ])('and was named $how: $again', async ({ statement, again }) => {
      const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', MAY_ASSUME);
      const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [statement] });
      expect(await outcomeOf(cloud.assume(ann.clients, role))).toBe(ALLOWED);
      const newAnn = await recreated(ann);
      expect(newAnn.arn).toBe(ann.arn);
      expect(await outcomeOf(cloud.assume(newAnn.clients, role))).toBe(again);
    });

    test('shows the unique id in the trust policy, until the policy is updated', async () => {
      const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', MAY_ASSUME);
      const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(ann.arn)] });
      expect(await principalsOf('ReadOnly')).toEqual([ann.arn]);
      const newAnn = await recreated(ann);
      expect(await principalsOf('ReadOnly')).toEqual([expect.stringMatching(/^AIDA[A-Z0-9]+$/)]);

      const { iam } = cloud.administrator(TRUSTING_ACCOUNT);
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'ReadOnly', PolicyDocument: policy(trust(ann.arn)) }));
      expect(await outcomeOf(cloud.assume(newAnn.clients, role))).toBe(ALLOWED);
    });

    test('also applies to a role', async () => {
      const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann');
      const hop = { path: '/hops/', trust: [trust(ann.arn)], ...MAY_ASSUME };
      const hopArn = await cloud.role(ASSUMING_ACCOUNT, 'Hop', hop);
      const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(hopArn)] });
      expect(await outcomeOf(cloud.assume(await cloud.assume(ann.clients, hopArn), role))).toBe(ALLOWED);
      const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
      await iam.send(new DeleteRolePolicyCommand({ RoleName: 'Hop', PolicyName: 'Own' }));
      await iam.send(new DeleteRoleCommand({ RoleName: 'Hop' }));
      await cloud.role(ASSUMING_ACCOUNT, 'Hop', hop);
      expect(await outcomeOf(cloud.assume(await cloud.assume(ann.clients, hopArn), role))).toBe(DENIED);
    });
  });
});
