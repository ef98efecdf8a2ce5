/** Case 2026-11-17: members sign in to the AWS CLI through the console, with `aws login`. */
import { AwsLogin, ReadOnlyPermissions } from '../../src';
import { LEVELS } from '../../tools/levels/levels';
import { ACCESS_KEY, Caller, mfa, PASSWORD_ONLY, user } from '../support/callers';
import { AUDITORS, deployed } from '../support/decision-tables';
import { A, B } from '../support/two-accounts';

const ACTIONS = ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'];
const client = (name: string, region = 'eu-west-1', account = A) => `arn:aws:signin:${region}:${account}:oauth2/public-client/${name}`;
const member = (signIn = mfa()) => user('ann', signIn, { groups: AUDITORS });

/** AWS's own policy for it, of which every way must be a part. */
const BY_AWS = ['localhost', 'remote'];

describe.each<[string, AwsLogin | undefined, string[]]>([
  ['by default', undefined, []],
  ['none()', AwsLogin.none(), []],
  ['sameDevice()', AwsLogin.sameDevice(), ['localhost']],
  ['sameAndCrossDevice()', AwsLogin.sameAndCrossDevice(), ['localhost', 'remote']],
])('case 2026-11-17: awsLogin %s', (_, awsLogin, clients) => {
  const may = (caller: Caller, action: string, resource: string) =>
    deployed({ groupPermissions: ReadOnlyPermissions.none(), awsLogin }).may(caller, action, resource);

  test.each(ACTIONS)(`allows %s with ${clients.join(' and ') || 'no client'}`, async (action) => {
    for (const name of BY_AWS) {
      const expected = clients.includes(name) ? 'allowed' : 'denied';
      expect([name, await may(member(), action, client(name))]).toEqual([name, expected]);
      expect([name, await may(member(), action, client(name, 'us-gov-west-1'))]).toEqual([name, expected]);
    }
  });

  test.each<[string, Caller, string]>([
    ['a user outside of the group', user('ann', mfa()), client('localhost')],
    ['a token for the AWS MCP Server, which an access key can get', member(ACCESS_KEY), `arn:aws:signin:eu-west-1:${A}:service-principal/aws-mcp.amazonaws.com`],
    ['the console', member(), 'arn:aws:signin:::console/console'],
  ])('does not allow %s', async (__, caller, resource) => {
    for (const action of ACTIONS) {
      expect(await may(caller, action, resource)).toBe('denied');
    }
  });

  test('allows no other action on a client', async () => {
    expect(await may(member(), 'signin:RevokeOAuth2Token', client('localhost'))).toBe('denied');
  });
});

test('the default group policy does not have it, as AWS\'s ReadOnlyAccess does not', async () => {
  for (const action of ACTIONS) {
    expect(await deployed().may(member(), action, client('localhost'))).toBe('denied');
    expect(await deployed({ awsLogin: AwsLogin.sameDevice() }).may(member(), action, client('localhost'))).toBe('allowed');
  }
});

test('it needs no MFA: whether such a session carries MFA is for the role to ask', async () => {
  const iam = deployed({ awsLogin: AwsLogin.sameDevice() });
  expect(await iam.may(member(PASSWORD_ONLY), ACTIONS[0], client('localhost'))).toBe('allowed');
  expect(await iam.mayAssume(member(PASSWORD_ONLY), `arn:aws:iam::${B}:role/SecurityReadOnlyRole`)).toBe('denied');
});

/** Their statements do not fit into the policies of a group. */
const FOR_ROLES_ONLY = ['scanner(Scanner.DATADOG)', 'scanner(Scanner.LACEWORK)', 'scanner(Scanner.WIZ)'];

test.each(Object.entries(LEVELS).filter(([name]) => !FOR_ROLES_ONLY.includes(name)))('groupPermissions %s does not take it away, nor MFA', async (_, level) => {
  const iam = deployed({ groupPermissions: level(), awsLogin: AwsLogin.sameDevice() });
  for (const action of ACTIONS) {
    expect(await iam.may(member(), action, client('localhost'))).toBe('allowed');
    expect(await iam.may(member(), action, client('remote'))).toBe('denied');
  }
  expect(await iam.may(member(PASSWORD_ONLY), 'iam:EnableMFADevice', `arn:aws:iam::${A}:user/ann`)).toBe('allowed');
  expect(await iam.may(member(ACCESS_KEY), 'iam:EnableMFADevice', `arn:aws:iam::${A}:user/ann`)).toBe('denied');
});
