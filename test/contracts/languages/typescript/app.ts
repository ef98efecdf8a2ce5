import { App, Duration, Environment, Expiration, Stack } from 'aws-cdk-lib';
import { Role, User } from 'aws-cdk-lib/aws-iam';
import {
  AccessGuide, AccessWindow, AccountFilter, AccountLimit, AssumingGroup, CrossAccountReadOnlyAccess, MfaRequirement, PrincipalScope,
  ReadOnlyPermissions, Scanner, SelfManagedMfa, SessionTag, SourceIdentityRequirement, SwitchRoleColor, TrustingRole, TrustingTarget,
} from 'cdk-cross-account-read-only-access';

const app = new App();

/** The example of the README. */
function twoAccounts(): void {
  const accountA = new Stack(app, 'Identity', { env: { account: '111111111111', region: 'eu-west-1' } });
  const accountB = new Stack(app, 'Workload', { env: { account: '222222222222', region: 'eu-west-1' } });

  new CrossAccountReadOnlyAccess(accountA, 'SecurityReadOnly', {
    users: [User.fromUserName(accountA, 'UserA', 'userA')],
    trusting: [TrustingTarget.scope(accountB)],
  });
}

/** Auditors of many accounts, under conditions, with a guide. */
function auditors(): void {
  const accountA = new Stack(app, 'AuditIdentity', { env: inEurope('111111111111') });
  const management = new Stack(app, 'AuditManagement', { env: inEurope('222222222222') });
  const production = new Stack(app, 'AuditProduction', { env: inEurope('333333333333') });
  const listed = Array.from({ length: 60 }, (_, i) => TrustingTarget.account(String(600000000000 + i), { name: `Team ${i}` }));

  const access = new CrossAccountReadOnlyAccess(accountA, 'Audit', {
    trusting: [TrustingTarget.scope(production), ...listed],
    users: [new User(accountA, 'Ann', { userName: 'ann' })],
    groupName: 'Auditors',
    groupPermissions: ReadOnlyPermissions.none(),
    principals: [
      PrincipalScope.users('ann', '/security/bob'),
      PrincipalScope.roles('pipeline'),
      PrincipalScope.permissionSets('Audit'),
    ],
    mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }),
    sourceIps: ['203.0.113.0/24', '2001:db8::/32'],
    accessWindow: AccessWindow.between(
      Expiration.atDate(new Date('2026-01-01T00:00:00Z')),
      Expiration.atDate(new Date('2098-12-31T23:59:59Z')),
    ),
    sourceIdentity: SourceIdentityRequirement.optional(),
    sessionTags: [SessionTag.optional('ticket')],
    principalTags: { team: ['audit'] },
    permissions: ReadOnlyPermissions.viewOnly().combinedWith(ReadOnlyPermissions.billing()).withDenied('iam:GetRole'),
    roleName: 'Auditor',
    path: '/security/',
    description: 'Pour les auditeurs agréés, read-only',
    maxSessionDuration: Duration.hours(4),
    switchRole: { displayName: 'audit', color: SwitchRoleColor.BLUE },
    cliProfile: { profileName: 'audit', sourceProfile: 'home', region: 'eu-central-1', duration: Duration.minutes(30) },
  });
  access.grantAssumeRole(Role.fromRoleName(accountA, 'Pipeline', 'pipeline'));
  new AccessGuide(accountA, 'Guide', { accesses: [access], title: 'Who audits what' });

  new CrossAccountReadOnlyAccess(accountA, 'Operations', {
    roleName: 'Operator',
    trusting: [TrustingTarget.stackSetToOrganizationalUnits({
      organizationalUnitIds: ['ou-ab12-11111111'],
      stackSetScope: management,
      accountFilter: AccountFilter.allExcept('444444444444'),
      failureTolerance: AccountLimit.percentage(10),
      maxConcurrentAccounts: AccountLimit.count(5),
    })],
  });

  new AssumingGroup(accountA, 'Visitors', {
    roleName: 'Visitor',
    trusting: [TrustingTarget.account('666666666666')],
    selfManagedMfa: SelfManagedMfa.none(),
  });

  new TrustingRole(production, 'Scanner', {
    assumingAccount: '555555555555',
    roleName: 'Scanner',
    principals: [PrincipalScope.roles('scanner')],
    externalId: 'contract-42',
    permissions: ReadOnlyPermissions.scanner(Scanner.PROWLER),
  });
}

function inEurope(account: string): Environment {
  return { account, region: 'eu-central-1' };
}

twoAccounts();
auditors();
app.synth();
