/**
 * The apps of the golden set. Together they use every construct, every kind of principal and target, every condition and every level.
 */
import { App, Duration, Expiration, Stack } from 'aws-cdk-lib';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  AccessGuide, AccessWindow, AccountFilter, AccountLimit, AssumingGroup, AssumptionFilter, AwsLogin,
  CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, MfaRequirement, PrincipalScope, ReadOnlyPermissions, SelfManagedMfa, SessionTag,
  SourceIdentityRequirement, TrustingRole, TrustingRoleStackSet, TrustingTarget,
} from '../../../src';
import { LEVELS } from '../../../tools/levels/levels';

export const A = '111111111111';
export const B = '222222222222';
export const C = '333333333333';
const MANAGEMENT = '444444444444';
const UNIT = 'ou-ab12-11111111';
const ORGANIZATION = 'o-a1b2c3d4e5';

type Make = (stack: (id: string, account: string) => Stack) => unknown;

const access = (props: Partial<CrossAccountReadOnlyAccessProps>): Make => (stack) =>
  new CrossAccountReadOnlyAccess(stack('Identity', A), 'Access', {
    groupName: 'Auditors', ...props, trusting: props.trusting ?? [TrustingTarget.scope(stack('Workload', B))],
  });

/** Dates in the distant past or future. */
const at = (time: string) => Expiration.atDate(new Date(time));

const APPS: Record<string, Make> = {
  'the README\'s example': (stack) => {
    const a = stack('Identity', A);
    const made = new CrossAccountReadOnlyAccess(a, 'SecurityReadOnly', {
      users: [User.fromUserName(a, 'UserA', 'userA')], trusting: [TrustingTarget.scope(stack('Workload', B))],
    });
    new AccessGuide(a, 'AccessGuide', { accesses: [made] });
  },
  'names and paths': access({ roleName: 'Auditor', path: '/security/', maxSessionDuration: Duration.hours(4), description: 'Looks' }),
  'users': access({ principals: [PrincipalScope.users('ann', '/team/bob')] }),
  'roles': access({ principals: [PrincipalScope.roles('Ci', '/team/Deployer')] }),
  'permission sets': access({ principals: [PrincipalScope.permissionSets('Audit', 'Billing')] }),
  'an organization': access({ principals: [PrincipalScope.organization(ORGANIZATION)] }),
  'units of an organization': access({ principals: [PrincipalScope.organizationPaths(`${ORGANIZATION}/r-ab12/${UNIT}/*`)] }),
  'several kinds of principals': access({ principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Ci'), PrincipalScope.permissionSets('Audit')] }),
  'no MFA': access({ mfa: MfaRequirement.none() }),
  'recent MFA': access({ mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }) }),
  'an external id and networks': access({ externalId: 'agreed', sourceIps: ['203.0.113.0/24', '2001:db8::/32'] }),
  'a window of time': access({ accessWindow: AccessWindow.between(at('2026-03-01T00:00:00Z'), at('2099-12-31T23:59:59Z')) }),
  'revoked sessions': access({ revokeSessionsBefore: at('2026-02-01T00:00:00Z') }),
  'a source identity and tags': access({
    sourceIdentity: SourceIdentityRequirement.required(), sessionTags: [SessionTag.required('ticket'), SessionTag.optional('team')],
  }),
  'user names as session names, and principal tags': access({ requireUserNameAsRoleSessionName: true, principalTags: { team: ['red'] } }),
  'a level of one\'s own': access({
    permissions: ReadOnlyPermissions.custom({ statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::reports/*'] })] }),
    groupPermissions: ReadOnlyPermissions.none(),
    selfManagedMfa: SelfManagedMfa.none(),
  }),
  'MFA to register MFA, and aws login': access({ selfManagedMfa: SelfManagedMfa.requireMfa(), awsLogin: AwsLogin.sameAndCrossDevice() }),
  'a level without some': access({ permissions: ReadOnlyPermissions.securityAudit().withDenied('iam:Get*') }),
  ...Object.fromEntries(Object.entries(LEVELS).map(([name, level]) => [`level ${name}`, access({ permissions: level() })])),
  'a StackSet of units': (stack) => {
    const management = stack('Management', MANAGEMENT);
    access({
      trusting: [TrustingTarget.stackSetToOrganizationalUnits({
        organizationalUnitIds: [UNIT],
        accountFilter: AccountFilter.allExcept(C),
        failureTolerance: AccountLimit.percentage(10),
        managementAccountScope: management,
        stackSetScope: management,
      })],
    })(stack);
  },
  'a StackSet of listed accounts': access({ trusting: [TrustingTarget.stackSetToAccounts([B, C])] }),
  'many accounts': access({ trusting: Array.from({ length: 300 }, (_, i) => TrustingTarget.account(String(300_000_000_000 + i))) }),
  'each half by itself': (stack) => {
    new AssumingGroup(stack('Identity', A), 'Auditors', { groupName: 'Auditors', trusting: [TrustingTarget.account(B)] });
    new TrustingRole(stack('Workload', B), 'Role', { assumingAccount: A });
    const managementAccountScope = stack('Management', MANAGEMENT);
    new TrustingRoleStackSet(managementAccountScope, 'Roles', {
      assumingAccount: A, target: TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: [UNIT], managementAccountScope }),
    });
  },
  'a role that is watched': (stack) => {
    const b = stack('Workload', B);
    const role = new TrustingRole(b, 'Role', { assumingAccount: A });
    const target = new LambdaFunction(Function.fromFunctionAttributes(b, 'Function', {
      functionArn: `arn:aws:lambda:eu-west-1:${B}:function:tell`, sameEnvironment: true, skipPermissions: true,
    }));
    role.onAssumed('Assumed', { target, regions: ['us-east-1'], filter: AssumptionFilter.outsideNetworks('203.0.113.0/24') });
    role.alarmOnAssumed('Often', { logGroup: LogGroup.fromLogGroupName(b, 'Trail', 'trail') });
  },
};

/** The template of each stack, by its name, and the account that it is for. */
export type Templates = Record<string, { readonly account: string; readonly template: any }>;

export const NAMES = Object.keys(APPS);

export function templatesOf(name: string): Templates {
  const app = new App();
  APPS[name]((id, account) => app.node.tryFindChild(id) as Stack ?? new Stack(app, id, { env: { account, region: 'eu-west-1' } }));
  return Object.fromEntries(app.synth().stacksRecursively.map(({ stackName, environment, template }) =>
    [stackName, { account: environment.account, template }]));
}
