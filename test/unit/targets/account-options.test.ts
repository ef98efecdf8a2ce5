/** The name, stage and colour of an account reach the link, the profiles, the access guide and `access.json`, however a target names the account. */
import { Stack, Stage } from 'aws-cdk-lib';
import {
  AccountFilter, AccountOptions, AccountStage, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, StackSetToOrganizationalUnitsOptions,
  SwitchRoleColor, TrustingRoleStackSet, TrustingTarget,
} from '../../../src';
import { accessModel } from '../../../src/access-guide-model';
import { AccountDescription } from '../../../src/sign-in/guide/access-description';
import { accessJson } from '../../../src/sign-in/guide/access-json';
import { describeAccess } from '../../../src/sign-in/guide/describe-access';
import { A, B, C, TwoAccounts } from '../../support/two-accounts';

/** The organization's management account. */
const M = '999999999999';

/** Colours of the console's form. */
const HEX = { red: 'F2B0A9', orange: 'FBC8AA' };

type Props = Partial<CrossAccountReadOnlyAccessProps>;

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

function access(target: TrustingTarget, props: Props = {}): CrossAccountReadOnlyAccess {
  return new CrossAccountReadOnlyAccess(accounts.a, 'Access', { trusting: [target], ...props });
}

function describedBy(made: CrossAccountReadOnlyAccess): AccountDescription[] {
  return describeAccess(accessModel(made, '', ''), made.cliProfiles._config.snippets()).accounts;
}

function field(url: string, name: 'displayName' | 'color'): string | null {
  return new URL(url).searchParams.get(name);
}

const units = (options: Partial<StackSetToOrganizationalUnitsOptions>) =>
  TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], ...options });

describe.each<[string, string, (options: AccountOptions) => TrustingTarget]>([
  ['account', B, (options) => TrustingTarget.account(B, options)],
  ['template', B, (options) => TrustingTarget.template(B, options)],
  ['scope', B, (options) => TrustingTarget.scope(accounts.b, options)],
  ['stackSetToAccounts', B, (options) => TrustingTarget.stackSetToAccounts([C, B], { accountOptions: { [B]: options } })],
  ['stackSetToOrganizationalUnits with AccountFilter.only', B,
    (options) => units({ accountFilter: AccountFilter.only(C, B), accountOptions: { [B]: options } })],
  ['stackSetToOrganizationalUnits with managementAccountScope', M, (options) =>
    units({ managementAccountScope: accounts.stack('Management', M), delegatedAdmin: true, accountOptions: { [M]: options } })],
])('TrustingTarget.%s', (_, account, target) => {
  const options = { name: 'Payments', stage: AccountStage.PRODUCTION, color: SwitchRoleColor.ORANGE };
  const described = (given: AccountOptions, props?: Props) => describedBy(access(target(given), props)).find(({ id }) => id === account)!;

  test('the link shows name and colour', () => {
    const { url } = described(options);
    expect([field(url!, 'displayName'), field(url!, 'color')]).toEqual(['Payments', HEX.orange]);
  });

  test('the guide shows name, stage and colour', () => {
    expect(described(options)).toMatchObject({ name: 'Payments', stage: 'production', color: 'orange' });
  });

  test('access.json has name and stage', () => {
    const made = access(target(options));
    const [json] = JSON.parse(accessJson('Access', [describeAccess(accessModel(made, '', ''), made.cliProfiles._config.snippets())])).accesses;
    expect(json.accounts).toContainEqual(expect.objectContaining({ id: account, name: 'Payments', stage: 'production' }));
  });

  test('the profiles have name and colour', () => {
    const { granted, names } = access(target(options)).cliProfiles;
    expect(names).toContain('Payments');
    expect(granted).toMatch(/\[profile Payments\][^[]*granted_color = orange/);
  });

  test.each<[string, AccountOptions, Props, string]>([
    ['the target\'s', { color: SwitchRoleColor.BLUE, stage: AccountStage.PRODUCTION, name: 'Dev' }, { switchRole: { color: SwitchRoleColor.GREEN } }, 'blue'],
    ['that of switchRole', { stage: AccountStage.PRODUCTION, name: 'Dev' }, { switchRole: { color: SwitchRoleColor.GREEN } }, 'green'],
    ['that of the target\'s stage', { stage: AccountStage.PRODUCTION, name: 'Dev' }, {}, 'red'],
    ['that of another stage', { stage: AccountStage.STAGING, name: 'Payments production' }, {}, 'yellow'],
    ['that of the words of the name', { name: 'Dev' }, {}, 'green'],
  ])('the colour is %s', (__, given, props, color) => {
    expect(described(given, props).color).toBe(color);
  });

  test('without options nothing changes', () => {
    const { stage, color } = described({});
    expect(stage).toBeUndefined();
    expect(['blue', 'orange']).toContain(color);
  });
});

test('case 2026-11-22: each account of a list has its own options, and the others keep their id', () => {
  const accountOptions = {
    [B]: { name: 'Legacy (do not touch) production' },
    [C]: { name: 'Portal', stage: AccountStage.DEVELOPMENT },
  };
  const made = access(TrustingTarget.stackSetToAccounts([B, '444444444444', C], { accountOptions }));
  expect(describedBy(made)).toMatchObject([
    { id: B, name: 'Legacy (do not touch) production', stage: 'production', color: 'red' },
    { id: '444444444444', name: '444444444444', stage: undefined },
    { id: C, name: 'Portal', stage: 'development', color: 'green' },
  ]);
});

test('the stage of a target is not that of the stages around its scope', () => {
  const stage = new Stage(accounts.app, 'Prod', { env: { account: B, region: 'eu-west-1' } });
  const made = access(TrustingTarget.scope(new Stack(stage, 'Shop'), { stage: AccountStage.DEVELOPMENT }));
  expect(describedBy(made)).toMatchObject([{ name: 'Prod-Shop', stage: 'development', color: 'green' }]);
});

describe('the role in its own stack shows the account as its access does', () => {
  test('of a scope', () => {
    const { roles: [role], switchRoleUrls } = access(TrustingTarget.scope(accounts.b, { name: 'Payments', stage: AccountStage.PRODUCTION }));
    expect(role.switchRoleUrl).toBe(switchRoleUrls[0]);
    expect(role.cliProfiles.names).toEqual(['Payments', 'Payments-session']);
    expect(role.cliProfiles.granted).toContain('granted_color = red');
  });

  test('of the management account, for a StackSet alone too', () => {
    const management = accounts.stack('Management', M);
    const target = units({ managementAccountScope: management, accountOptions: { [M]: { name: 'Root', color: SwitchRoleColor.RED } } });
    const { managementRole, role } = new TrustingRoleStackSet(management, 'Roles', { assumingAccount: A, target });
    expect([field(managementRole!.switchRoleUrl!, 'displayName'), field(managementRole!.switchRoleUrl!, 'color')]).toEqual(['Root', HEX.red]);
    expect(role.switchRoleUrl).not.toContain('color=');
  });
});

test('a name over the console\'s 64 characters names the account in the guide, and not in the link', () => {
  const name = 'n'.repeat(65);
  const [{ name: shown, url }] = describedBy(access(TrustingTarget.scope(accounts.b, { name })));
  expect(shown).toBe(name);
  expect(field(url!, 'displayName')).toBe(`SecurityReadOnlyRole @ ${B}`);
});
