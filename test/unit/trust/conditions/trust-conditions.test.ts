import { Duration, Expiration } from 'aws-cdk-lib';
import {
  AccessWindow, CrossAccountReadOnlyAccess, MfaRequirement, PrincipalScope, SessionTag, SourceIdentityRequirement, TrustConditionOptions,
  TrustingRole, TrustingRoleOptions, TrustingTarget,
} from '../../../../src';
import { atTime } from '../../../support/clock';
import { asText, only } from '../../../support/resources';
import { A, B, templateOf, TwoAccounts } from '../../../support/two-accounts';

const ROOT_OF_A = { AWS: `arn:PARTITION:iam::${A}:root` };
const ANYBODY = { AWS: '*' };
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const ORG = 'o-a1b2c3d4e5';
const UNIT = `${ORG}/r-ab12/ou-ab12-11111111/`;
const NOT_OWN = { StringNotEquals: { 'aws:PrincipalAccount': B } };
const [ANN, CI] = ['user/ann', 'role/Ci'].map((resource) => ({ ArnEquals: { 'aws:PrincipalArn': `arn:PARTITION:iam::${A}:${resource}` } }));

const BEGIN = Expiration.fromString('2026-03-01T08:00:00Z');
const END = Expiration.fromString('2026-03-31T23:59:59.999Z');

type Make = (props: TrustingRoleOptions, accounts: TwoAccounts) => TrustingRole;

const alone: Make = (props, { b }) => new TrustingRole(b, 'Role', { assumingAccount: A, ...props });
const ofBothHalves: Make = (props, { a, b }) =>
  new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], ...props }).roles[0];

/** The trust policy of a role that is made on 2026-01-01. */
function trust(props: TrustingRoleOptions, make: Make = alone): any[] {
  return atTime('2026-01-01T00:00:00Z', () => {
    const accounts = new TwoAccounts();
    make(props, accounts);
    return asText(only(accounts.templateB, 'AWS::IAM::Role')).AssumeRolePolicyDocument.Statement;
  });
}

function statement(action: string, principal: object, condition?: object): object {
  return { Effect: 'Allow', Action: action, Principal: principal, ...condition && { Condition: condition } };
}

const assuming = (principal: object, condition: object) => statement('sts:AssumeRole', principal, condition);
const setting = (principal: object, condition?: object) => statement('sts:SetSourceIdentity', principal, condition);
const tagging = (principal: object, condition?: object) => statement('sts:TagSession', principal, condition);

describe.each<[string, Make]>([['TrustingRole', alone], ['CrossAccountReadOnlyAccess', ofBothHalves]])('each condition in the trust of a %s', (_, make) => {
  test.each<[string, TrustConditionOptions, object[]]>([
    ['mfa, with a maximum age', { mfa: MfaRequirement.required({ maxAge: Duration.hours(2) }) },
      [assuming(ROOT_OF_A, { ...MFA, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '7200' } })]],
    ['externalId', { externalId: 'Contract-42' },
      [assuming(ROOT_OF_A, { ...MFA, StringEquals: { 'sts:ExternalId': 'Contract-42' } })]],
    ['organizationId', { organizationId: ORG },
      [assuming(ROOT_OF_A, { ...MFA, StringEquals: { 'aws:PrincipalOrgID': ORG } })]],
    ['sourceIps', { sourceIps: ['203.0.113.0/24', '2001:db8::7'] },
      [assuming(ROOT_OF_A, { ...MFA, IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::7'] } })]],
    ['accessWindow from', { accessWindow: AccessWindow.startingAt(BEGIN) },
      [assuming(ROOT_OF_A, { ...MFA, DateGreaterThanEquals: { 'aws:CurrentTime': '2026-03-01T08:00:00Z' } })]],
    ['accessWindow until, to the full second', { accessWindow: AccessWindow.endingAt(END) },
      [assuming(ROOT_OF_A, { ...MFA, DateLessThanEquals: { 'aws:CurrentTime': '2026-03-31T23:59:59Z' } })]],
    ['accessWindow between', { accessWindow: AccessWindow.between(BEGIN, END) },
      [assuming(ROOT_OF_A, {
        ...MFA,
        DateGreaterThanEquals: { 'aws:CurrentTime': '2026-03-01T08:00:00Z' },
        DateLessThanEquals: { 'aws:CurrentTime': '2026-03-31T23:59:59Z' },
      })]],
    ['requireUserNameAsRoleSessionName', { requireUserNameAsRoleSessionName: true },
      [assuming(ROOT_OF_A, { ...MFA, StringEquals: { 'sts:RoleSessionName': '${aws:username}' } })]],
    ['requireUserNameAsRoleSessionName turned off', { requireUserNameAsRoleSessionName: false }, [assuming(ROOT_OF_A, MFA)]],
    ['principalTags', { principalTags: { team: ['audit', 'security'], level: ['senior'] } },
      [assuming(ROOT_OF_A, { ...MFA, StringEquals: { 'aws:PrincipalTag/team': ['audit', 'security'], 'aws:PrincipalTag/level': ['senior'] } })]],
    ['sourceIdentity optional', { sourceIdentity: SourceIdentityRequirement.optional() }, [assuming(ROOT_OF_A, MFA), setting(ROOT_OF_A)]],
    ['sourceIdentity required', { sourceIdentity: SourceIdentityRequirement.required() },
      [assuming(ROOT_OF_A, { ...MFA, StringLike: { 'sts:SourceIdentity': '*' } }), setting(ROOT_OF_A)]],
    ['sourceIdentity userName', { sourceIdentity: SourceIdentityRequirement.userName() }, [
      assuming(ROOT_OF_A, { ...MFA, StringEquals: { 'sts:SourceIdentity': '${aws:username}' } }),
      setting(ROOT_OF_A, { StringEquals: { 'sts:SourceIdentity': '${aws:username}' } }),
    ]],
    ['sessionTags any', { sessionTags: [SessionTag.any()] }, [assuming(ROOT_OF_A, MFA), tagging(ROOT_OF_A)]],
    ['sessionTags any, and one required', { sessionTags: [SessionTag.any(), SessionTag.required('ticket'), SessionTag.optional('team')] },
      [assuming(ROOT_OF_A, { ...MFA, StringLike: { 'aws:RequestTag/ticket': '*' } }), tagging(ROOT_OF_A)]],
    ['sessionTags optional', { sessionTags: [SessionTag.optional('ticket')] },
      [assuming(ROOT_OF_A, MFA), tagging(ROOT_OF_A, { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['ticket'] } })]],
    ['sessionTags required', { sessionTags: [SessionTag.required('ticket'), SessionTag.required('team', 'audit', 'security'), SessionTag.optional('note')] }, [
      assuming(ROOT_OF_A, { ...MFA, StringLike: { 'aws:RequestTag/ticket': '*' }, StringEquals: { 'aws:RequestTag/team': ['audit', 'security'] } }),
      tagging(ROOT_OF_A, { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['ticket', 'team', 'note'] } }),
    ]],
  ])('%s', (__, props, expected) => {
    expect(trust(props, make)).toEqual(expected);
  });

  test('conditions with the same operator are merged', () => {
    const props = {
      mfa: MfaRequirement.none(),
      externalId: 'Contract-42',
      requireUserNameAsRoleSessionName: true,
      principalTags: { team: ['audit'] },
      sourceIdentity: SourceIdentityRequirement.userName(),
      sessionTags: [SessionTag.required('ticket', '7')],
    };
    expect(trust(props, make)[0]).toEqual(assuming(ROOT_OF_A, {
      StringEquals: {
        'sts:ExternalId': 'Contract-42',
        'sts:RoleSessionName': '${aws:username}',
        'aws:PrincipalTag/team': ['audit'],
        'sts:SourceIdentity': '${aws:username}',
        'aws:RequestTag/ticket': ['7'],
      },
    }));
  });
});

describe('organizations', () => {
  test.each<[string, PrincipalScope[], object[]]>([
    ['organization(): any principal in it, except of the role\'s own account', [PrincipalScope.organization(ORG)],
      [assuming(ANYBODY, { StringEquals: { 'aws:PrincipalOrgID': ORG }, ...NOT_OWN, ...MFA })]],
    ['several organizations share a statement', [PrincipalScope.organization(ORG), PrincipalScope.organization('o-f6g7h8i9j0')],
      [assuming(ANYBODY, { StringEquals: { 'aws:PrincipalOrgID': [ORG, 'o-f6g7h8i9j0'] }, ...NOT_OWN, ...MFA })]],
    ['organizationPaths(): any principal below, except of the role\'s own account', [PrincipalScope.organizationPaths(UNIT)],
      [assuming(ANYBODY, { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': UNIT }, ...NOT_OWN, ...MFA })]],
    ['several paths share a statement', [PrincipalScope.organizationPaths(UNIT, `${ORG}/*`)],
      [assuming(ANYBODY, { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': [UNIT, `${ORG}/*`] }, ...NOT_OWN, ...MFA })]],
    ['together with users, each in a separate statement', [PrincipalScope.organization(ORG), PrincipalScope.users('ann')],
      [assuming(ANYBODY, { StringEquals: { 'aws:PrincipalOrgID': ORG }, ...NOT_OWN, ...MFA }), assuming(ROOT_OF_A, { ...ANN, ...MFA })]],
  ])('%s', (_, principals, expected) => {
    expect(trust({ principals })).toEqual(expected);
  });

  test('with an external ID, which has the same operator', () => {
    expect(trust({ principals: [PrincipalScope.organization(ORG)], externalId: 'Contract-42' })).toEqual([
      assuming(ANYBODY, { StringEquals: { 'aws:PrincipalOrgID': ORG, 'sts:ExternalId': 'Contract-42' }, ...NOT_OWN, ...MFA }),
    ]);
  });

  test('in a stack whose account is not known, the role\'s own account is Aws.ACCOUNT_ID', () => {
    const accounts = new TwoAccounts();
    const anywhere = accounts.stack('Anywhere');
    new TrustingRole(anywhere, 'Role', { assumingAccount: A, principals: [PrincipalScope.organization(ORG)] });
    const [{ Condition }] = only(templateOf(anywhere), 'AWS::IAM::Role').AssumeRolePolicyDocument.Statement;
    expect(Condition.StringNotEquals).toEqual({ 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } });
  });
});

describe('each condition applies to the types of principals that can meet it', () => {
  const KINDS = ['account', 'users', 'roles', 'permissionSets', 'organization', 'organizationPaths', 'rolesMatching', 'anyRole'];
  const WITH_USERS = ['account', 'users', 'organization', 'organizationPaths'];
  const principals = [
    PrincipalScope.account(), PrincipalScope.users('ann'), PrincipalScope.roles('Ci'), PrincipalScope.permissionSets('Audit'),
    PrincipalScope.organization(ORG), PrincipalScope.organizationPaths(UNIT), PrincipalScope.rolesMatching('x*'), PrincipalScope.anyRole(),
  ];

  test.each<[string, TrustConditionOptions, string, string[]]>([
    ['mfa', {}, 'aws:MultiFactorAuthPresent', WITH_USERS],
    ['mfa maxAge', { mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }) }, 'aws:MultiFactorAuthAge', WITH_USERS],
    ['no mfa', { mfa: MfaRequirement.none() }, 'aws:MultiFactorAuthPresent', []],
    ['externalId', { externalId: 'Contract-42' }, 'sts:ExternalId', KINDS],
    ['organizationId', { organizationId: ORG }, 'aws:PrincipalOrgID', KINDS],
    ['sourceIps', { sourceIps: ['203.0.113.0/24'] }, 'aws:SourceIp', KINDS],
    ['accessWindow', { accessWindow: AccessWindow.endingAt(END) }, 'aws:CurrentTime', KINDS],
    ['requireUserNameAsRoleSessionName', { requireUserNameAsRoleSessionName: true }, 'sts:RoleSessionName', WITH_USERS],
    ['principalTags', { principalTags: { team: ['audit'] } }, 'aws:PrincipalTag/team', KINDS],
    ['sourceIdentity optional', { sourceIdentity: SourceIdentityRequirement.optional() }, 'sts:SourceIdentity', []],
    ['sourceIdentity required', { sourceIdentity: SourceIdentityRequirement.required() }, 'sts:SourceIdentity', KINDS],
    ['sourceIdentity userName', { sourceIdentity: SourceIdentityRequirement.userName() }, 'sts:SourceIdentity', WITH_USERS],
    ['sessionTags optional', { sessionTags: [SessionTag.optional('ticket')] }, 'aws:RequestTag/ticket', []],
    ['sessionTags required', { sessionTags: [SessionTag.required('ticket')] }, 'aws:RequestTag/ticket', KINDS],
  ])('%s', (_, props, key, kinds) => {
    const statements = trust({ ...props, principals, trustPolicyQuota: 8192 }).filter(({ Action }) => Action === 'sts:AssumeRole');
    expect(statements).toHaveLength(KINDS.length);
    expect(KINDS.filter((__, i) => JSON.stringify(statements[i].Condition ?? {}).includes(`"${key}"`))).toEqual(kinds);
  });
});

describe('an additional action is allowed once for the assuming account, and once for each kind of organization', () => {
  const KEYS = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['ticket'] } };
  const OF_ORGANIZATION = { StringEquals: { 'aws:PrincipalOrgID': ORG }, ...NOT_OWN };
  const OF_PATHS = { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': UNIT }, ...NOT_OWN };
  const trustWith = (...principals: PrincipalScope[]) => trust({
    principals, sessionTags: [SessionTag.optional('ticket')], sourceIdentity: SourceIdentityRequirement.optional(), trustPolicyQuota: 8192,
  }).filter(({ Action }) => Action !== 'sts:AssumeRole');

  test.each<[string, PrincipalScope[], object[]]>([
    ['account', [PrincipalScope.account()], [setting(ROOT_OF_A), tagging(ROOT_OF_A, KEYS)]],
    ['users', [PrincipalScope.users('ann')], [setting(ROOT_OF_A), tagging(ROOT_OF_A, KEYS)]],
    ['users, roles and permission sets', [PrincipalScope.users('ann'), PrincipalScope.roles('Ci'), PrincipalScope.permissionSets('Audit')],
      [setting(ROOT_OF_A), tagging(ROOT_OF_A, KEYS)]],
    ['organization', [PrincipalScope.organization(ORG)], [setting(ANYBODY, OF_ORGANIZATION), tagging(ANYBODY, { ...OF_ORGANIZATION, ...KEYS })]],
    ['both kinds of organization, and users', [PrincipalScope.organization(ORG), PrincipalScope.organizationPaths(UNIT), PrincipalScope.users('ann')], [
      setting(ANYBODY, OF_ORGANIZATION), tagging(ANYBODY, { ...OF_ORGANIZATION, ...KEYS }),
      setting(ANYBODY, OF_PATHS), tagging(ANYBODY, { ...OF_PATHS, ...KEYS }),
      setting(ROOT_OF_A), tagging(ROOT_OF_A, KEYS),
    ]],
  ])('%s', (_, principals, expected) => {
    expect(trustWith(...principals)).toEqual(expected);
  });

  test.each<[string, SourceIdentityRequirement, object]>([
    ['any', SourceIdentityRequirement.userName(), { Null: { 'aws:SourceIdentity': 'false' } }],
    ['certain ones', SourceIdentityRequirement.userName({ acceptedFromRoles: ['*@example.com', 'robot'] }), { StringLike: { 'aws:SourceIdentity': ['*@example.com', 'robot'] } }],
  ])('users set their own source identity, and roles keep %s', (_, sourceIdentity, ofRoles) => {
    const principals = [PrincipalScope.users('ann'), PrincipalScope.roles('Ci'), PrincipalScope.anyRole(), PrincipalScope.permissionSets('Audit')];
    expect(trust({ principals, sourceIdentity }).filter(({ Action }) => Action !== 'sts:AssumeRole')).toEqual([
      setting(ROOT_OF_A, { StringEquals: { 'sts:SourceIdentity': '${aws:username}' } }), setting(ROOT_OF_A, ofRoles),
    ]);
  });

  test('also if principals are added later', () => {
    const later: Make = (props, accounts) => {
      const role = alone(props, accounts);
      role.addPrincipals(PrincipalScope.roles('Ci'));
      role.addPrincipals(PrincipalScope.organization(ORG));
      return role;
    };
    expect(trust({ principals: [PrincipalScope.users('ann')], sessionTags: [SessionTag.optional('ticket')] }, later)).toEqual([
      assuming(ROOT_OF_A, { ...ANN, ...MFA }), tagging(ROOT_OF_A, KEYS),
      assuming(ROOT_OF_A, CI),
      assuming(ANYBODY, { ...OF_ORGANIZATION, ...MFA }), tagging(ANYBODY, { ...OF_ORGANIZATION, ...KEYS }),
    ]);
  });
});
