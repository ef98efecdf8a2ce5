/**
 * Which calls of account access manager can assume the role. An independent engine decides each action that AWS authorizes, from the trust
 * policy as deployed.
 */
import { Expiration } from 'aws-cdk-lib';
import { AccessWindow, PrincipalScope, SessionTag, SourceIdentityRequirement, TrustingRole, TrustingRoleOptions } from '../../src';
import { AssumeRoleCall, actionsOf, contextOf } from '../support/assume-role-call';
import { ADMINISTRATOR, Caller, mfa, session, user } from '../support/callers';
import { atTime } from '../support/clock';
import { DeployedIam } from '../support/deployed-iam';
import { Context, decide, Decision } from '../support/policy-engine';
import { A, B, C, TwoAccounts } from '../support/two-accounts';

const MANAGEMENT = '999999999999';
const application = (id = 'app-1', account = MANAGEMENT) => `arn:aws:account-access:eu-west-1:${account}:application/${id}`;
const managed = PrincipalScope.accountAccessManager(application());

/** A call of the service for an application, as AWS documents it: with the context of the user. */
interface ServiceCall extends AssumeRoleCall {
  readonly service?: string;
  readonly application?: string;
  readonly account?: string;
}

function deployed(props: TrustingRoleOptions): DeployedIam {
  return atTime('2026-01-01T00:00:00Z', () => {
    const { b } = new TwoAccounts();
    new TrustingRole(b, 'Role', { assumingAccount: A, ...props });
    return new DeployedIam(b);
  });
}

async function mayAssume(iam: DeployedIam, call: ServiceCall): Promise<Decision> {
  const { service = 'account-access.amazonaws.com', application: arn = application(), account = MANAGEMENT } = call;
  const roleArn = iam.roleArn('SecurityReadOnlyRole');
  const byService: Context = {
    'aws:SourceArn': arn,
    'aws:SourceAccount': account,
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': service,
    'aws:CurrentTime': '2026-01-01T12:30:00Z',
    'aws:EpochTime': '1767270600',
    'aws:SecureTransport': 'true',
  };
  const decisions = await Promise.all([...actionsOf(call), 'sts:SetContext'].map(async (action) => decide({
    principal: service,
    action,
    resource: roleArn,
    account: B,
    context: { ...byService, ...await contextOf(action, call) },
    identityPolicies: [],
    resourcePolicy: iam.trustOf(roleArn),
  })));
  return decisions.every((decision) => decision === 'allowed') ? 'allowed' : 'denied';
}

type Case = [what: string, call: ServiceCall, decision: Decision];

describe.each<[string, TrustingRoleOptions, Case[]]>([
  ['one application', { principals: [managed] }, [
    ['the application', {}, 'allowed'],
    ['another application of the same account', { application: application('app-2') }, 'denied'],
    ['one whose id begins so', { application: application('app-12') }, 'denied'],
    ['the application of the same id in another account', { application: application('app-1', C), account: C }, 'denied'],
    ['an application that claims another account', { account: C }, 'denied'],
    ['another service', { service: 'ec2.amazonaws.com' }, 'denied'],
    ['with tags of the identity provider', { tags: { department: 'audit' } }, 'denied'],
    ['with a source identity', { sourceIdentity: 'ann' }, 'denied'],
  ]],
  ['two applications', { principals: [managed, PrincipalScope.accountAccessManager(application('app-2', C))] }, [
    ['the one', {}, 'allowed'],
    ['the other', { application: application('app-2', C), account: C }, 'allowed'],
    ['one whose account is that of the other', { application: application('app-1', C), account: C }, 'denied'],
  ]],
  ['any session tags', { principals: [managed], sessionTags: [SessionTag.any()] }, [
    ['with tags of the identity provider', { tags: { department: 'audit' } }, 'allowed'],
    ['with tags, another application', { application: application('app-2'), tags: { department: 'audit' } }, 'denied'],
    ['without tags', {}, 'allowed'],
  ]],
  ['a required session tag', { principals: [managed], sessionTags: [SessionTag.required('department', 'audit')] }, [
    ['with it', { tags: { department: 'audit' } }, 'allowed'],
    ['with another value', { tags: { department: 'sales' } }, 'denied'],
    ['without it', {}, 'denied'],
  ]],
  ['a window', { principals: [managed], accessWindow: AccessWindow.endingAt(Expiration.fromString('2026-03-31T23:59:59Z')) }, [
    ['in it', { at: '2026-03-31T23:59:59Z' }, 'allowed'],
    ['after it', { at: '2026-04-01T00:00:00Z' }, 'denied'],
  ]],
  ['source networks', { principals: [managed], sourceIps: ['203.0.113.0/24'] }, [
    ['from one of them', { from: '203.0.113.7' }, 'allowed'],
    ['from elsewhere', { from: '192.0.2.7' }, 'denied'],
    ['without an address that AWS sees', {}, 'denied'],
  ]],
  ['conditions that only other callers can meet', {
    principals: [managed, PrincipalScope.users('ann')],
    externalId: 'Contract-42',
    organizationId: 'o-a1b2c3d4e5',
    principalTags: { team: ['audit'] },
    sourceIdentity: SourceIdentityRequirement.required(),
    requireUserNameAsRoleSessionName: true,
  }, [
    ['the application', {}, 'allowed'],
    ['another application', { application: application('app-2') }, 'denied'],
  ]],
  ['no application', { principals: [PrincipalScope.roles('Ci')] }, [['the application', {}, 'denied']]],
])('%s', (_, props, cases) => {
  test.each(cases)('%s', async (__, call, decision) => {
    expect(await mayAssume(deployed(props), call)).toBe(decision);
  });
});

describe('an application alone trusts no identity', () => {
  const everything = { policies: [ADMINISTRATOR] };
  test.each<[string, Caller]>([
    ['a user with MFA', user('ann', mfa(), everything)],
    ['a role', session('Ci', everything)],
    ['a role of the management account', session('Ci', { account: MANAGEMENT, ...everything })],
  ])('%s', async (_, caller) => {
    const iam = deployed({ principals: [managed] });
    expect(await iam.mayAssume(caller, iam.roleArn('SecurityReadOnlyRole'))).toBe('denied');
    expect(await mayAssume(iam, {})).toBe('allowed');
  });
});
