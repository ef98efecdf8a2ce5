import { Duration, Expiration } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  AccessWindow, CrossAccountReadOnlyAccess, MfaRequirement, SessionTag, SourceIdentityRequirement, TrustConditionOptions, TrustingRole,
  TrustingTarget,
} from '../../../../src';
import { atTime } from '../../../support/clock';
import { A, B, C, TwoAccounts } from '../../../support/two-accounts';

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

function role(props: TrustConditionOptions = {}): TrustingRole {
  return atTime('2026-01-01T00:00:00Z', () => new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props }));
}

function access(props: TrustConditionOptions = {}): CrossAccountReadOnlyAccess {
  const trusting = [TrustingTarget.scope(accounts.b), TrustingTarget.account(C)];
  return atTime('2026-01-01T00:00:00Z', () => new CrossAccountReadOnlyAccess(accounts.a, 'Access', { trusting, ...props }));
}

const outputs = () => Object.keys(atTime('2026-01-01T00:00:00Z', () => accounts.templateB).findOutputs('*'));

const EXTERNAL_ID = 'the console cannot pass an external ID';
const SOURCE_IDENTITY = 'the console cannot set a source identity';
const SESSION_TAGS = 'the console cannot pass session tags';

describe('if the console cannot meet a condition, there is no link, and a message says why', () => {
  // With MFA by default, an external ID is another warning.
  const mfa = MfaRequirement.required();
  const CASES: [string, TrustConditionOptions, string][] = [
    ['externalId', { externalId: 'Contract-42', mfa }, EXTERNAL_ID],
    ['sourceIdentity required', { sourceIdentity: SourceIdentityRequirement.required() }, SOURCE_IDENTITY],
    ['sourceIdentity userName', { sourceIdentity: SourceIdentityRequirement.userName() }, SOURCE_IDENTITY],
    ['sessionTags required', { sessionTags: [SessionTag.optional('note'), SessionTag.required('ticket')] }, SESSION_TAGS],
    ['two of them', { externalId: 'Contract-42', mfa, sessionTags: [SessionTag.required('ticket')] }, `${EXTERNAL_ID}, and ${SESSION_TAGS}`],
  ];

  test.each(CASES)('%s: of the role', (_, props, why) => {
    const { switchRoleUrl, switchRoleUnavailableReason } = role(props);
    expect(switchRoleUrl).toBeUndefined();
    expect(switchRoleUnavailableReason).toBe(`there is no switch-role link, because ${why}`);
  });

  test.each(CASES)('%s: the role has no such output, and an annotation instead', (_, props, why) => {
    role(props);
    expect(outputs()).toEqual([expect.stringContaining('RoleArn')]);
    Annotations.fromStack(accounts.b).hasInfo('/Workload/Role', `Workload/Role: there is no switch-role link, because ${why}; use the role by API and CLI`);
    Annotations.fromStack(accounts.b).hasNoWarning('*', Match.anyValue());
  });

  test.each(CASES)('%s: none of the links of both halves, wherever the roles are made', (_, props) => {
    expect(access(props).switchRoleUrls).toEqual([]);
  });
});

describe('if the console can meet a condition, there is a link, and no message', () => {
  test.each<[string, TrustConditionOptions]>([
    ['nothing but MFA', {}],
    ['mfa maxAge', { mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }) }],
    ['sourceIps', { sourceIps: ['203.0.113.0/24'] }],
    ['accessWindow', { accessWindow: AccessWindow.endingAt(Expiration.fromString('2026-03-31T23:59:59Z')) }],
    ['requireUserNameAsRoleSessionName, as the console does so', { requireUserNameAsRoleSessionName: true }],
    ['sourceIdentity optional', { sourceIdentity: SourceIdentityRequirement.optional() }],
    ['sessionTags optional', { sessionTags: [SessionTag.optional('ticket')] }],
    ['principalTags', { principalTags: { team: ['audit'] } }],
  ])('%s', (_, props) => {
    const { switchRoleUrl, switchRoleUnavailableReason } = role(props);
    expect(switchRoleUrl).toMatch(`?account=${B}&roleName=SecurityReadOnlyRole&`);
    expect(switchRoleUnavailableReason).toBeUndefined();
    expect(outputs()).toEqual([expect.stringContaining('RoleArn'), expect.stringContaining('SwitchRoleUrl')]);
    Annotations.fromStack(accounts.b).hasNoInfo('*', Match.anyValue());
  });

  test('both halves link to every account', () => {
    const { switchRoleUrls } = access({ principalTags: { team: ['audit'] }, sessionTags: [SessionTag.optional('ticket')] });
    expect(switchRoleUrls.map((url) => new URL(url).searchParams.get('account'))).toEqual([B, C]);
  });
});

test('a path and name that are too long for the console are another reason, and a warning instead of an information message', () => {
  const { switchRoleUnavailableReason } = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, externalId: 'Contract-42', path: `/${'p'.repeat(45)}/` });
  expect(switchRoleUnavailableReason).toBe(`there is no switch-role link, because ${EXTERNAL_ID}, and the console cannot switch to a role whose path and name together have more than 64 characters`);
  Annotations.fromStack(accounts.b).hasWarning('/Workload/Role', Match.stringLikeRegexp('console cannot switch'));
  Annotations.fromStack(accounts.b).hasNoInfo('*', Match.anyValue());
});
