import { CreateRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { advanceClock } from '../../testing/clock';
import { ASSUMING_ACCOUNT, Cloud, THIRD_ACCOUNT, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, Conditions, deny, denyTrust, policy, root, Statement, trust } from '../../testing/policies';

const ANN = `arn:aws:iam::${ASSUMING_ACCOUNT}:user/ann`;
const BOB = `arn:aws:iam::${ASSUMING_ACCOUNT}:user/bob`;
const ROLE = 'ReadOnly';
const DENIED = 'AccessDenied';

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

interface TwoSides {
  readonly when: string;
  readonly identity: Statement[];
  readonly trust: Statement[];
  readonly expected: string;
}

/** Ann assumes a role; bob exists as well. */
async function annAssumes(account: string, sides: { identity: Statement[]; trust: Statement[] }): Promise<string> {
  const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: sides.identity.length > 0 ? sides.identity : undefined });
  await cloud.user(ASSUMING_ACCOUNT, 'bob');
  const role = await cloud.role(account, ROLE, { trust: sides.trust });
  return outcomeOf(cloud.assume(ann.clients, role));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
describe('a role of another account requires both accounts to allow it', () => {
  const role = `arn:aws:iam::${TRUSTING_ACCOUNT}:role/${ROLE}`;
  const may = allow('sts:AssumeRole', role);

  test.each<TwoSides>([
    { when: 'the caller has permission and the role trusts her account', identity: [may], trust: [trust(root(ASSUMING_ACCOUNT))], expected: ALLOWED },
    { when: 'the role trusts her account, by its id alone', identity: [may], trust: [trust(ASSUMING_ACCOUNT)], expected: ALLOWED },
    { when: 'the role trusts her by name', identity: [may], trust: [trust(ANN)], expected: ALLOWED },
    { when: 'the role trusts any principal', identity: [may], trust: [trust('*')], expected: ALLOWED },
    { when: 'the caller has no permission and her account is trusted', identity: [], trust: [trust(root(ASSUMING_ACCOUNT))], expected: DENIED },
    { when: 'the caller has no permission and is trusted by name', identity: [], trust: [trust(ANN)], expected: DENIED },
    { when: 'the caller has no permission and any principal is trusted', identity: [], trust: [trust('*')], expected: DENIED },
    { when: 'the caller has permission for another role only', identity: [allow('sts:AssumeRole', `${role}2`)], trust: [trust(root(ASSUMING_ACCOUNT))], expected: DENIED },
    { when: 'the caller has permission for another action on the role', identity: [allow('iam:GetRole', role)], trust: [trust(root(ASSUMING_ACCOUNT))], expected: DENIED },
    { when: 'the role trusts its own account only', identity: [may], trust: [trust(root(TRUSTING_ACCOUNT))], expected: DENIED },
    { when: 'the role trusts a third account only', identity: [may], trust: [trust(root(THIRD_ACCOUNT))], expected: DENIED },
    { when: 'the role trusts bob by name', identity: [may], trust: [trust(BOB)], expected: DENIED },
    { when: 'the trust policy allows another action', identity: [may], trust: [{ ...trust(root(ASSUMING_ACCOUNT)), Action: 'sts:TagSession' }], expected: DENIED },
    { when: 'a service is trusted', identity: [may], trust: [{ ...trust(ASSUMING_ACCOUNT), Principal: { Service: 'ec2.amazonaws.com' } }], expected: DENIED },
    { when: 'an identity policy denies as well', identity: [may, deny('sts:AssumeRole', role)], trust: [trust(root(ASSUMING_ACCOUNT))], expected: DENIED },
    { when: 'an identity policy denies another role', identity: [may, deny('sts:AssumeRole', `${role}2`)], trust: [trust(root(ASSUMING_ACCOUNT))], expected: ALLOWED },
    { when: 'the trust policy denies her as well', identity: [may], trust: [trust(root(ASSUMING_ACCOUNT)), denyTrust(ANN)], expected: DENIED },
    { when: 'the trust policy denies bob', identity: [may], trust: [trust(root(ASSUMING_ACCOUNT)), denyTrust(BOB)], expected: ALLOWED },
    { when: 'the trust policy denies her account as well', identity: [may], trust: [trust(ANN), denyTrust(root(ASSUMING_ACCOUNT))], expected: DENIED },
    { when: 'the trust policy only denies bob', identity: [may], trust: [denyTrust(BOB)], expected: DENIED },
  ])('$when: $expected', async ({ expected, ...sides }) => {
    expect(await annAssumes(TRUSTING_ACCOUNT, sides)).toBe(expected);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
describe('a role of the same account', () => {
  const may = allow('sts:AssumeRole', `arn:aws:iam::${ASSUMING_ACCOUNT}:role/${ROLE}`);

  test.each<TwoSides>([
    { when: 'the account is trusted and the caller has permission', identity: [may], trust: [trust(root(ASSUMING_ACCOUNT))], expected: ALLOWED },
    { when: 'the account is trusted and the caller has no permission', identity: [], trust: [trust(root(ASSUMING_ACCOUNT))], expected: DENIED },
    { when: 'she is trusted by name and has no permission', identity: [], trust: [trust(ANN)], expected: ALLOWED },
    { when: 'bob is trusted by name, and the caller has permission', identity: [may], trust: [trust(BOB)], expected: DENIED },
    { when: 'another account is trusted, and the caller has permission', identity: [may], trust: [trust(root(TRUSTING_ACCOUNT))], expected: DENIED },
    { when: 'she is trusted by name and an identity policy denies', identity: [deny('sts:AssumeRole')], trust: [trust(ANN)], expected: DENIED },
    { when: 'she is trusted by name and denied by account', identity: [may], trust: [trust(ANN), denyTrust(root(ASSUMING_ACCOUNT))], expected: DENIED },
    { when: 'the trust policy only denies her', identity: [], trust: [denyTrust(ANN)], expected: DENIED },
    { when: 'the trust policy only denies bob', identity: [may], trust: [denyTrust(BOB)], expected: DENIED },
  ])('$when: $expected', async ({ expected, ...sides }) => {
    expect(await annAssumes(ASSUMING_ACCOUNT, sides)).toBe(expected);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
describe('a condition of the trust policy', () => {
  interface Case {
    readonly when: string;
    readonly condition: Conditions;
    readonly call?: { ExternalId?: string; RoleSessionName?: string };
    readonly expected: string;
  }

  const externalId = { StringEquals: { 'sts:ExternalId': 'agreed-4711' } };
  const ownName = { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } };

  test.each<Case>([
    { when: 'the external id is the agreed one', condition: externalId, call: { ExternalId: 'agreed-4711' }, expected: ALLOWED },
    { when: 'the external id is another', condition: externalId, call: { ExternalId: 'agreed-4712' }, expected: DENIED },
    { when: 'the external id differs by case', condition: externalId, call: { ExternalId: 'Agreed-4711' }, expected: DENIED },
    { when: 'there is no external id', condition: externalId, expected: DENIED },
    { when: 'there is no external id and the operator has IfExists', condition: { StringEqualsIfExists: externalId.StringEquals }, expected: ALLOWED },
    { when: 'an external id is given that is not required', condition: {}, call: { ExternalId: 'agreed-4711' }, expected: ALLOWED },
    { when: 'the call comes from the network', condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, expected: ALLOWED },
    { when: 'the call comes from the address', condition: { IpAddress: { 'aws:SourceIp': '127.0.0.1/32' } }, expected: ALLOWED },
    { when: 'the call comes from another network', condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, expected: DENIED },
    { when: 'the call comes from an excluded network', condition: { NotIpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, expected: DENIED },
    { when: 'the caller is the one named', condition: { ArnEquals: { 'aws:PrincipalArn': ANN } }, expected: ALLOWED },
    { when: 'the caller matches a pattern', condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ASSUMING_ACCOUNT}:user/a*` } }, expected: ALLOWED },
    { when: 'the caller is one of two', condition: { ArnEquals: { 'aws:PrincipalArn': [BOB, ANN] } }, expected: ALLOWED },
    { when: 'the caller is another', condition: { ArnEquals: { 'aws:PrincipalArn': BOB } }, expected: DENIED },
    { when: 'the caller differs by case', condition: { ArnEquals: { 'aws:PrincipalArn': ANN.replace('ann', 'Ann') } }, expected: DENIED },
    { when: 'a user of that name in another account is named', condition: { ArnEquals: { 'aws:PrincipalArn': ANN.replace(ASSUMING_ACCOUNT, THIRD_ACCOUNT) } }, expected: DENIED },
    { when: 'the session is named after the caller', condition: ownName, call: { RoleSessionName: 'ann' }, expected: ALLOWED },
    { when: 'the session is named after another', condition: ownName, call: { RoleSessionName: 'bob' }, expected: DENIED },
    { when: 'one of two conditions is met', condition: { ...externalId, ...ownName }, call: { ExternalId: 'agreed-4711' }, expected: DENIED },
    { when: 'both conditions are met', condition: { ...externalId, ...ownName }, call: { ExternalId: 'agreed-4711', RoleSessionName: 'ann' }, expected: ALLOWED },
    { when: 'the caller is in no organization', condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }, expected: DENIED },
  ])('$when: $expected', async ({ condition, call, expected }) => {
    const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('sts:AssumeRole')] });
    const role = await cloud.role(TRUSTING_ACCOUNT, ROLE, { trust: [trust(root(ASSUMING_ACCOUNT), condition)] });
    expect(await outcomeOf(cloud.assume(ann.clients, role, call))).toBe(expected);
  });

  test('on a time allows before it, and denies after it', async () => {
    const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('sts:AssumeRole')] });
    const until = new Date(Date.now() + 60_000).toISOString();
    const role = await cloud.role(TRUSTING_ACCOUNT, ROLE, { trust: [trust(root(ASSUMING_ACCOUNT), { DateLessThan: { 'aws:CurrentTime': until } })] });
    expect(await outcomeOf(cloud.assume(ann.clients, role))).toBe(ALLOWED);
    advanceClock(61);
    expect(await outcomeOf(cloud.assume(ann.clients, role))).toBe(DENIED);
  });

  test.each(['StringMatches', 'ArnIs', 'BoolIfExist', 'ForSomeValue:StringEquals', 'stringequalsifexists2'])('with the unknown operator %s is not saved', async (operator) => {
    const { iam } = cloud.administrator(TRUSTING_ACCOUNT);
    const document = policy(trust(root(ASSUMING_ACCOUNT), { [operator]: { 'aws:PrincipalArn': ANN } }));
    expect(await outcomeOf(iam.send(new CreateRoleCommand({ RoleName: ROLE, AssumeRolePolicyDocument: document })))).toBe('MalformedPolicyDocumentException');
    expect((await iam.send(new ListRolesCommand({}))).Roles).toEqual([]);
  });
});
