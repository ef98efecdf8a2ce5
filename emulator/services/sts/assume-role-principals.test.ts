import {
  CreateRoleCommand, DeleteAccessKeyCommand, DeleteRoleCommand, DeleteRolePolicyCommand, DeleteUserCommand, DeleteUserPolicyCommand,
  GetRoleCommand, UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { Cloud, HOME, NOWHERE, STRANGER, TestUser, WORK } from '../../testing/cloud';
import { ALLOWED, messageOf, outcomeOf } from '../../testing/outcome';
import { allow, policy, root, trust } from '../../testing/policies';

const ANN = `arn:aws:iam::${HOME}:user/ann`;
const DENIED = 'AccessDenied';
const MAY_ASSUME = { statements: [allow('sts:AssumeRole')] };

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

async function principalsOf(roleName: string): Promise<string[]> {
  const { Role } = await cloud.administrator(WORK).iam.send(new GetRoleCommand({ RoleName: roleName }));
  const { Statement: [{ Principal }] } = JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!));
  return [Principal.AWS].flat();
}

describe('which role is asked for', () => {
  test.each([
    { role: 'the role itself', arn: `arn:aws:iam::${WORK}:role/security/Looker`, expected: ALLOWED },
    { role: 'without the path that is part of its ARN', arn: `arn:aws:iam::${WORK}:role/Looker`, expected: DENIED },
    { role: 'with another path', arn: `arn:aws:iam::${WORK}:role/Security/Looker`, expected: DENIED },
    { role: 'in another case', arn: `arn:aws:iam::${WORK}:role/security/looker`, expected: DENIED },
    { role: 'of the same name in another account', arn: `arn:aws:iam::${STRANGER}:role/security/Looker`, expected: DENIED },
    { role: 'that does not exist', arn: `arn:aws:iam::${WORK}:role/Missing`, expected: DENIED },
    { role: 'in an account that does not exist', arn: `arn:aws:iam::${NOWHERE}:role/security/Looker`, expected: DENIED },
    { role: 'by the ARN of its session', arn: `arn:aws:sts::${WORK}:assumed-role/Looker/session`, expected: 'ValidationError' },
  ])('$role: $expected', async ({ arn, expected }) => {
    const ann = await cloud.user(HOME, 'ann', MAY_ASSUME);
    await cloud.role(WORK, 'Looker', { path: '/security/', trust: [trust(root(HOME))] });
    expect(await outcomeOf(cloud.assume(ann.clients, arn))).toBe(expected);
  });

  test('a missing role is refused in the same words as one that does not trust', async () => {
    const ann = await cloud.user(HOME, 'ann', MAY_ASSUME);
    const other = await cloud.role(WORK, 'Other', { trust: [trust(root(STRANGER), { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })] });
    const missing = `arn:aws:iam::${WORK}:role/Missing`;
    const refusal = await messageOf(cloud.assume(ann.clients, missing));
    expect(refusal).toContain(missing);
    expect(await messageOf(cloud.assume(ann.clients, other))).toBe(refusal.replaceAll(missing, other));
  });

  test('the answer tells who the caller is from now on', async () => {
    const ann = await cloud.user(HOME, 'ann', MAY_ASSUME);
    const RoleArn = await cloud.role(WORK, 'Looker', { path: '/security/', trust: [trust(root(HOME))] });
    const { AssumedRoleUser } = await ann.clients.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'ann' }));
    // Without the path: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    expect(AssumedRoleUser!.Arn).toBe(`arn:aws:sts::${WORK}:assumed-role/Looker/ann`);
  });

  test.each(['', 'a', 'a b', 'a/b', 'ä', 'x'.repeat(65)])('no session is named %j', async (RoleSessionName) => {
    const ann = await cloud.user(HOME, 'ann', MAY_ASSUME);
    const role = await cloud.role(WORK, 'Looker', { trust: [trust(root(HOME))] });
    expect(await outcomeOf(cloud.assume(ann.clients, role, { RoleSessionName }))).toBe('ValidationError');
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
describe('a trust policy that names somebody', () => {
  test.each([
    { somebody: 'a user there is', principal: ANN, expected: ALLOWED },
    { somebody: 'a user there is not', principal: ANN.replace('ann', 'nobody'), expected: 'MalformedPolicyDocumentException' },
    { somebody: 'a user there is, among one there is not', principal: [ANN, ANN.replace('ann', 'nobody')], expected: 'MalformedPolicyDocumentException' },
    { somebody: 'a user by a wrong path', principal: ANN.replace('user/', 'user/team/'), expected: 'MalformedPolicyDocumentException' },
    { somebody: 'a role there is not', principal: `arn:aws:iam::${HOME}:role/Missing`, expected: 'MalformedPolicyDocumentException' },
    { somebody: 'a group, which is nobody who calls', principal: `arn:aws:iam::${HOME}:group/lookers`, expected: 'MalformedPolicyDocumentException' },
    { somebody: 'everybody', principal: '*', expected: ALLOWED },
    { somebody: 'users by a pattern', principal: `arn:aws:iam::${HOME}:user/*`, expected: 'MalformedPolicyDocumentException' },
  ])('$somebody: $expected', async ({ principal, expected }) => {
    await cloud.user(HOME, 'ann');
    await cloud.group(HOME, 'lookers');
    const { iam } = cloud.administrator(WORK);
    const document = policy(trust(principal));
    expect(await outcomeOf(iam.send(new CreateRoleCommand({ RoleName: 'New', AssumeRolePolicyDocument: document })))).toBe(expected);

    await cloud.role(WORK, 'Old', { trust: [trust(root(STRANGER))] });
    expect(await outcomeOf(iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Old', PolicyDocument: document })))).toBe(expected);
    expect(await principalsOf('Old')).toEqual([expected === ALLOWED ? principal : root(STRANGER)]);
  });

  test('does not let in a user of that name in another account', async () => {
    const ann = await cloud.user(HOME, 'ann', MAY_ASSUME);
    const stranger = await cloud.user(STRANGER, 'ann', MAY_ASSUME);
    const role = await cloud.role(WORK, 'Looker', { trust: [trust(ann.arn)] });
    expect(await outcomeOf(cloud.assume(ann.clients, role))).toBe(ALLOWED);
    expect(await outcomeOf(cloud.assume(stranger.clients, role))).toBe(DENIED);
  });

  describe('who is deleted and made anew under the same name', () => {
    async function recreated(ann: TestUser): Promise<TestUser> {
      const { iam } = cloud.administrator(HOME);
      await iam.send(new DeleteAccessKeyCommand({ UserName: ann.name, AccessKeyId: ann.keys.accessKeyId }));
      await iam.send(new DeleteUserPolicyCommand({ UserName: ann.name, PolicyName: 'Own' }));
      await iam.send(new DeleteUserCommand({ UserName: ann.name }));
      return cloud.user(HOME, ann.name, MAY_ASSUME);
    }

    test.each([
      { how: 'as the principal', statement: trust(ANN), again: DENIED },
      { how: 'by a condition on the account', statement: trust(root(HOME), { ArnEquals: { 'aws:PrincipalArn': ANN } }), again: ALLOWED },
    ])('and was named $how: $again', async ({ statement, again }) => {
      const ann = await cloud.user(HOME, 'ann', MAY_ASSUME);
      const role = await cloud.role(WORK, 'Looker', { trust: [statement] });
      expect(await outcomeOf(cloud.assume(ann.clients, role))).toBe(ALLOWED);
      const newAnn = await recreated(ann);
      expect(newAnn.arn).toBe(ann.arn);
      expect(await outcomeOf(cloud.assume(newAnn.clients, role))).toBe(again);
    });

    test('shows by the old id in the trust policy, until the policy is saved again', async () => {
      const ann = await cloud.user(HOME, 'ann', MAY_ASSUME);
      const role = await cloud.role(WORK, 'Looker', { trust: [trust(ann.arn)] });
      expect(await principalsOf('Looker')).toEqual([ann.arn]);
      const newAnn = await recreated(ann);
      expect(await principalsOf('Looker')).toEqual([expect.stringMatching(/^AIDA[A-Z0-9]+$/)]);

      const { iam } = cloud.administrator(WORK);
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Looker', PolicyDocument: policy(trust(ann.arn)) }));
      expect(await outcomeOf(cloud.assume(newAnn.clients, role))).toBe(ALLOWED);
    });

    test('a role as well', async () => {
      const ann = await cloud.user(HOME, 'ann');
      const hop = { path: '/hops/', trust: [trust(ann.arn)], ...MAY_ASSUME };
      const hopArn = await cloud.role(HOME, 'Hop', hop);
      const role = await cloud.role(WORK, 'Looker', { trust: [trust(hopArn)] });
      expect(await outcomeOf(cloud.assume(await cloud.assume(ann.clients, hopArn), role))).toBe(ALLOWED);
      const { iam } = cloud.administrator(HOME);
      await iam.send(new DeleteRolePolicyCommand({ RoleName: 'Hop', PolicyName: 'Own' }));
      await iam.send(new DeleteRoleCommand({ RoleName: 'Hop' }));
      await cloud.role(HOME, 'Hop', hop);
      expect(await outcomeOf(cloud.assume(await cloud.assume(ann.clients, hopArn), role))).toBe(DENIED);
    });
  });
});
