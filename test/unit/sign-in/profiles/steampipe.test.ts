import { Duration } from 'aws-cdk-lib';
import {
  AccountFilter, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, MfaRequirement, PrincipalScope, SourceIdentityRequirement,
  TrustingTarget,
} from '../../../../src';
import { B, C, TwoAccounts } from '../../../support/two-accounts';

function steampipe(props: Partial<CrossAccountReadOnlyAccessProps> = {}): string {
  const trusting = [TrustingTarget.account(B, { name: 'Shop - prod' }), TrustingTarget.account(C, { name: 'Logs' })];
  return new CrossAccountReadOnlyAccess(new TwoAccounts().a, 'Access', { trusting, ...props }).cliProfiles.steampipe;
}

const UNITS = TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], accountFilter: AccountFilter.allExcept(B) });

/** The connections of a file: the profile of each, or the members of an aggregator. */
function connections(text: string): Record<string, string> {
  const blocks = text.matchAll(/^connection "(.*)" \{\n(?: {2}\w+ += .*\n)*? {2}(?:profile|connections) += (.*)\n/gm);
  return Object.fromEntries([...blocks].map(([, name, value]) => [name, value.replace(/"/g, '')]));
}

test('case 2026-11-15: with the default MFA, the profiles do not prompt, and their source has MFA', () => {
  expect(connections(steampipe())).toEqual({
    aws_read_only: '[aws_shop_prod, aws_logs]', aws_shop_prod: 'Shop---prod-session', aws_logs: 'Logs-session',
  });
});

test('case 2026-11-15: all connections query all Regions', () => {
  expect(steampipe({ cliProfile: { region: 'eu-west-3' } }).match(/regions = .*/g)).toEqual(['regions = ["*"]', 'regions = ["*"]']);
});

test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, Record<string, string>]>([
  ['users without MFA', { principals: [PrincipalScope.users('ann')], mfa: MfaRequirement.none() },
    { aws_read_only: '[aws_shop]', aws_shop: 'Shop' }],
  ['a role', { principals: [PrincipalScope.roles('scanner')] }, { aws_read_only: '[aws_shop]', aws_shop: 'Shop' }],
  ['users with MFA, and a role', { principals: [PrincipalScope.users('ann'), PrincipalScope.roles('scanner')] },
    { aws_read_only: '[aws_shop]', aws_read_only_role: '[aws_shop_role]', aws_shop: 'Shop-session', aws_shop_role: 'Shop-role' }],
  ['a role that a profile can assume, and users that it cannot', {
    principals: [PrincipalScope.users('ann'), PrincipalScope.roles('scanner')], sourceIdentity: SourceIdentityRequirement.userName(),
  }, { aws_read_only: '[aws_shop]', aws_shop: 'Shop-role' }],
  ['no caller that a profile can serve', { sourceIdentity: SourceIdentityRequirement.required() }, { aws_read_only: '[]' }],
])('has connections for %s', (_, props, expected) => {
  expect(connections(steampipe({ trusting: [TrustingTarget.account(B, { name: 'Shop' })], ...props }))).toEqual(expected);
});

test('an account that has the name of the connection for all keeps it', () => {
  const trusting = [TrustingTarget.account(B, { name: 'Read-only' })];
  expect(connections(steampipe({ trusting, principals: [PrincipalScope.roles('scanner')] }))).toEqual({
    aws_read_only_accounts: '[aws_read_only]', aws_read_only: 'Read-only',
  });
});

describe('case 2026-11-15: the accounts of an organization', () => {
  const text = () => steampipe({ trusting: [UNITS, TrustingTarget.account(B, { name: 'Shop' })], principals: [PrincipalScope.roles('scanner')] });

  test('have a pattern in the connection for all, and no connection with a placeholder', () => {
    expect(connections(text())).toEqual({ aws_read_only: '[aws_shop, aws_securityreadonlyrole_*]', aws_shop: 'Shop' });
  });

  test('get a connection each, which a comment shows', () => {
    const added = text().split('\n').filter((line) => line.startsWith('#')).join('\n').replace(/^# /gm, '').replace(/ACCOUNT-ID/g, '333333333333');
    expect(connections(added)).toEqual({ aws_securityreadonlyrole_333333333333: 'SecurityReadOnlyRole-333333333333' });
  });

  test('have the account in the name of the profile, also of a name that is given', () => {
    const { cliProfiles } = new CrossAccountReadOnlyAccess(new TwoAccounts().a, 'Access', {
      trusting: [UNITS], principals: [PrincipalScope.roles('scanner')], cliProfile: { profileName: 'audit', duration: Duration.minutes(15) },
    });
    expect(cliProfiles.names).toEqual(['audit-SecurityReadOnlyRole-ACCOUNT-ID']);
    expect(connections(cliProfiles.steampipe)).toEqual({ aws_read_only: '[aws_audit_securityreadonlyrole_*]' });
  });
});

test('comments say which callers a connection is for', () => {
  expect(steampipe({ principals: [PrincipalScope.permissionSets('Audit')] }))
    .toContain('# caller: session of a permission set\nconnection "aws_logs" {\n  plugin  = "aws"\n  profile = "Logs"\n');
});
