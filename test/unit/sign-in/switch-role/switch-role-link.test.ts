import { App, Aws, CfnParameter, Lazy, Stack, Stage } from 'aws-cdk-lib';
import { CrossAccountReadOnlyAccess, SwitchRoleColor, SwitchRoleOptions, TrustingRole, TrustingRoleProps, TrustingTarget } from '../../../../src';
import { A, B, C, annotationsOf, TwoAccounts } from '../../../support/two-accounts';

/** What the console's form is filled in with. */
function filledIn(url?: string): Record<string, string> {
  return Object.fromEntries(new URL(url!).searchParams);
}

function linkInStack(stackName: string, switchRole?: SwitchRoleOptions): Record<string, string> {
  const stack = new Stack(new App(), 'Stack', { stackName, env: { account: B, region: 'eu-west-1' } });
  return filledIn(new TrustingRole(stack, 'Role', { assumingAccount: A, switchRole }).switchRoleUrl);
}

function linkToAccount(account: string, name?: string, switchRole?: SwitchRoleOptions): Record<string, string> {
  const { a } = new TwoAccounts();
  const [url] = new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.account(account, { name })], switchRole }).switchRoleUrls;
  return filledIn(url);
}

/** The colours of the console's form. */
const [RED, YELLOW, GREEN, BLUE, ORANGE] = ['F2B0A9', 'EFDA95', 'B7CA9D', '83D4E8', 'FBC8AA'];

describe('the display name', () => {
  test('is the given text', () => {
    expect(linkInStack('Workload', { displayName: 'Payments & more' }).displayName).toBe('Payments & more');
  });

  test('is the stack\'s name, if the stack\'s account is known', () => {
    expect(linkInStack('Workload').displayName).toBe('Workload');
  });

  test('is the role and the account, if the stack may be deployed to any account', () => {
    const anywhere = new Stack(new App(), 'Workload');
    const { switchRoleUrl } = new TrustingRole(anywhere, 'Role', { assumingAccount: A });
    expect(JSON.stringify(anywhere.resolve(switchRoleUrl))).toContain('displayName=SecurityReadOnlyRole%20%40%20');
  });

  test('contains the stage, as the stack\'s name does', () => {
    const stage = new Stage(new App(), 'Prod', { env: { account: B, region: 'eu-west-1' } });
    const { switchRoleUrl } = new TrustingRole(new Stack(stage, 'Workload'), 'Role', { assumingAccount: A });
    expect(filledIn(switchRoleUrl).displayName).toBe('Prod-Workload');
  });

  test('is the account\'s name, if the role is made elsewhere', () => {
    expect(linkToAccount(B, 'Payments').displayName).toBe('Payments');
  });

  test('is the role and the account, if the account has no name', () => {
    expect(linkToAccount(B).displayName).toBe(`SecurityReadOnlyRole @ ${B}`);
  });

  test.each([
    ['64 characters', 64, 'n'.repeat(64)],
    ['65 characters, which the console would not accept', 65, `SecurityReadOnlyRole @ ${B}`],
  ])('of an account with a name of %s', (_, length, expected) => {
    expect(linkToAccount(B, 'n'.repeat(length)).displayName).toBe(expected);
  });

  test('is left to the console, if the role\'s name and the account have more than 64 characters', () => {
    const { b } = new TwoAccounts();
    const role = new TrustingRole(b, 'Role', { assumingAccount: A, roleName: 'n'.repeat(50) });
    expect(filledIn(role.switchRoleUrl)).toHaveProperty('displayName', 'Workload');
    const { a } = new TwoAccounts();
    const [url] = new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.account(B)], roleName: 'n'.repeat(50) }).switchRoleUrls;
    expect(filledIn(url)).not.toHaveProperty('displayName');
  });

  describe('over several accounts', () => {
    const access = (switchRole?: SwitchRoleOptions) => {
      const { a } = new TwoAccounts();
      const trusting = [TrustingTarget.account(B, { name: 'Payments' }), TrustingTarget.stackSetToAccounts([C], { accountOptions: { [C]: { name: 'Billing' } } })];
      return new CrossAccountReadOnlyAccess(a, 'Access', { trusting, switchRole });
    };

    test('is each account\'s own', () => {
      const { switchRoleUrls, node } = access({ color: SwitchRoleColor.RED });
      expect(switchRoleUrls.map((url) => filledIn(url).displayName)).toEqual(['Payments', 'Billing']);
      expect(node.metadata).toEqual([]);
    });

    test('is the same if it is given, with a warning that can be acknowledged', () => {
      const { switchRoleUrls, node } = access({ displayName: 'Audit' });
      expect(switchRoleUrls.map((url) => filledIn(url).displayName)).toEqual(['Audit', 'Audit']);
      expect(node.metadata.map(({ data }) => data)).toEqual([
        'Identity/Access: switchRole displayName "Audit" is given to 2 accounts, which the console\'s navigation bar then shows alike; '
        + 'leave it out, and give accounts names by TrustingTarget.account(id, { name }) [ack: cdk-cross-account-read-only-access:displayNameShared]',
      ]);
    });

    test('causes no warning for one account', () => {
      const { a } = new TwoAccounts();
      const { node } = new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.account(B)], switchRole: { displayName: 'Audit' } });
      expect(node.metadata).toEqual([]);
    });
  });

  test.each(['<script>alert(1)</script>', '" onclick="alert(1)', '&account=999999999999', '#', '\u202Egnp.exe', 'ünïcödé 😀'])('%j stays one value of the link', (displayName) => {
    expect(linkInStack('Workload', { displayName })).toEqual({ account: B, roleName: 'SecurityReadOnlyRole', displayName, color: BLUE });
  });
});

describe('the colour', () => {
  test.each([
    ['Prod', RED], ['Payments-Production', RED], ['payments-prd', RED], ['LiveShop', RED], ['PRODUCTION', RED],
    ['Staging', YELLOW], ['payments-stg', YELLOW], ['ShopUat', YELLOW], ['Pre-Production', YELLOW], ['PreProd', YELLOW], ['preprod', YELLOW],
    ['Dev', GREEN], ['payments-development', GREEN], ['TestShop', GREEN], ['sandbox-7', GREEN], ['NonProd', GREEN], ['non-prod', GREEN], ['nonprod', GREEN],
    ['Workload', BLUE], ['Products', BLUE], ['Delivery', BLUE], ['Devices', BLUE], ['Latest', BLUE], ['Reproduction', BLUE],
    ['Canon', BLUE], ['Notary', BLUE], ['Backstage', BLUE], ['Print', BLUE], ['International', BLUE],
  ])('of the stack %s is %s', (stackName, color) => {
    expect(linkInStack(stackName).color).toBe(color);
  });

  test('is that of the stage that the role\'s stack is in', () => {
    const stage = new Stage(new App(), 'Prod', { env: { account: B, region: 'eu-west-1' } });
    const stack = new Stack(stage, 'Workload', { stackName: 'workload' });
    expect(filledIn(new TrustingRole(stack, 'Role', { assumingAccount: A }).switchRoleUrl).color).toBe(RED);
  });

  test('is that of the account\'s name, if the role is made elsewhere', () => {
    expect(linkToAccount(B, 'Payments production').color).toBe(RED);
    expect(linkToAccount(B, 'Payments').color).toBe(BLUE);
  });

  test('without a stage is always the same for one account, and not the colour of a stage', () => {
    const accounts = Array.from({ length: 50 }, (_, i) => String(100000000000 + 7919 * i));
    const colors = accounts.map((account) => linkToAccount(account).color);
    expect(accounts.map((account) => linkToAccount(account).color)).toEqual(colors);
    expect(new Set(colors)).toEqual(new Set([BLUE, ORANGE]));
  });

  test.each([
    [SwitchRoleColor.RED, RED], [SwitchRoleColor.ORANGE, ORANGE], [SwitchRoleColor.YELLOW, YELLOW], [SwitchRoleColor.GREEN, GREEN],
    [SwitchRoleColor.BLUE, BLUE],
  ])('given as %s is %s, whatever the stage', (color, hex) => {
    expect(linkInStack('Dev', { color }).color).toBe(hex);
  });

  test('is not set in a template for many accounts', () => {
    const anywhere = new Stack(new App(), 'Workload');
    const { switchRoleUrl } = new TrustingRole(anywhere, 'Role', { assumingAccount: A });
    expect(switchRoleUrl).not.toContain('color=');
  });
});

test.each<[string, (stack: Stack) => Partial<TrustingRoleProps>, string]>([
  ['a path that is not known', (stack) => ({ path: new CfnParameter(stack, 'Path').valueAsString }), 'the path is not known at synth'],
  ['a path that is not known, whatever the length of its name', (stack) => ({ path: new CfnParameter(stack, 'Path').valueAsString, roleName: 'n'.repeat(64) }),
    'the path is not known at synth'],
  ['an external ID', () => ({ externalId: 'Contract-42' }), 'the console cannot pass an external ID'],
  ['both', (stack) => ({ path: new CfnParameter(stack, 'Path').valueAsString, externalId: 'Contract-42' }),
    'the console cannot pass an external ID, and the path is not known at synth'],
])('a role with %s has no link, and says why', (_, props, why) => {
  const { b } = new TwoAccounts();
  const { switchRoleUrl, switchRoleUnavailableReason } = new TrustingRole(b, 'Role', { assumingAccount: A, ...props(b) });
  expect(switchRoleUrl).toBeUndefined();
  expect(switchRoleUnavailableReason).toBe(`there is no switch-role link, because ${why}`);
});

test.each<[string, Partial<TrustingRoleProps>, string]>([
  ['because of its length', { path: `/${'p'.repeat(60)}/` },
    'path and roleName together have more than 64 characters, so the console cannot switch to the role; shorten them, or use the role by API and CLI only'
    + ' [ack: cdk-cross-account-read-only-access:tooLongForConsole]'],
  ['because of a condition', { externalId: 'Contract-42' }, 'there is no switch-role link, because the console cannot pass an external ID; use the role by API and CLI'],
])('a role that the console cannot switch to %s says so at synth', (_, props, message) => {
  expect(annotationsOf(new TrustingRole(new TwoAccounts().b, 'Role', { assumingAccount: A, ...props }))).toEqual([`Workload/Role: ${message}`]);
});

test.each<[string, (stack: Stack) => string, string]>([
  ['by its name', () => 'Auditor', 'Auditor'],
  ['as the role, if its name is a token', (stack) => new CfnParameter(stack, 'Name').valueAsString, 'the role'],
])('outputs describe the role %s', (_, roleName, words) => {
  const accounts = new TwoAccounts();
  new TrustingRole(accounts.b, 'Role', { assumingAccount: A, roleName: roleName(accounts.b) });
  const descriptions = Object.values(accounts.templateB.findOutputs('*')).map(({ Description }) => Description);
  expect(descriptions).toEqual([`The ARN of ${words}`, `Opens the console's Switch role form for ${words}`]);
});

describe('a token that becomes', () => {
  const [before, after] = [`https://signin.aws.amazon.com/switchrole?account=${B}&roleName=SecurityReadOnlyRole&displayName=`, `&color=${BLUE}`];

  test.each<[string, (stack: Stack) => string, unknown]>([
    ['a text', () => Lazy.string({ produce: () => '&account=999999999999' }), `${before}%26account%3D999999999999${after}`],
    ['a text before a reference', () => Lazy.string({ produce: () => `a & ${Aws.ACCOUNT_ID}` }), { 'Fn::Join': ['', [`${before}a%20%26%20`, { Ref: 'AWS::AccountId' }, after]] }],
    ['a parameter', (stack) => new CfnParameter(stack, 'Name').valueAsString, { 'Fn::Join': ['', [before, { Ref: 'Name' }, after]] }],
  ])('%s stays one value of the link', (_, displayName, url) => {
    const { b } = new TwoAccounts();
    const { switchRoleUrl } = new TrustingRole(b, 'Role', { assumingAccount: A, switchRole: { displayName: displayName(b) } });
    expect(b.resolve(switchRoleUrl)).toEqual(url);
  });
});
