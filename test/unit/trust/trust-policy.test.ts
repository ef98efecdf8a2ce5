import { CfnParameter } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role, User } from 'aws-cdk-lib/aws-iam';
import {
  AssumptionFilter, CrossAccountReadOnlyAccess, MfaRequirement, PrincipalScope, SessionTag, SourceIdentityRequirement, TrustingRole,
  TrustingRoleOptions, TrustingTarget,
} from '../../../src';
import { asText, only } from '../../support/resources';
import { A, annotationsOf, B, C, TwoAccounts } from '../../support/two-accounts';

const root = (account: string) => ({ AWS: `arn:PARTITION:iam::${account}:root` });
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const like = (...arns: string[]) => ({ ArnLike: { 'aws:PrincipalArn': arns.length === 1 ? arns[0] : arns } });
const equals = (...arns: string[]) => ({ ArnEquals: { 'aws:PrincipalArn': arns.length === 1 ? arns[0] : arns } });
const iam = (resource: string, account = A) => `arn:PARTITION:iam::${account}:${resource}`;

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

function trust(props: TrustingRoleOptions, ...later: PrincipalScope[]): [principal: object, condition: object][] {
  new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props }).addPrincipals(...later);
  const statements: any[] = asText(only(accounts.templateB, 'AWS::IAM::Role')).AssumeRolePolicyDocument.Statement;
  return statements.filter(({ Action }) => Action === 'sts:AssumeRole').map(({ Principal, Condition }) => [Principal, Condition]);
}

const { account, anyRole, users, roles, rolesMatching, permissionSets } = PrincipalScope;

describe('one statement for each kind of principal in each account', () => {
  test.each<[string, PrincipalScope[], [object, object][]]>([
    ['anyRole()', [anyRole()], [[root(A), like(iam('role/*'))]]],
    ['rolesMatching(), each pattern a value', [rolesMatching('prowler*', '/ci/x-?')], [[root(A), like(iam('role/prowler*'), iam('role/ci/x-?'))]]],
    ['rolesMatching() without a wildcard', [rolesMatching('prowler')], [[root(A), like(iam('role/prowler'))]]],
    ['roles, patterns and every role, each in a statement', [roles('Ci'), rolesMatching('x*'), anyRole()],
      [[root(A), equals(iam('role/Ci'))], [root(A), like(iam('role/x*'))], [root(A), like(iam('role/*'))]]],
    ['users in two accounts', [users('ann'), users('ann').inAccount(C)],
      [[root(A), { ...equals(iam('user/ann')), ...MFA }], [root(C), { ...equals(iam('user/ann', C)), ...MFA }]]],
    ['users of one other account, in two scopes', [users('ann').inAccount(C), users('bob').inAccount(C)],
      [[root(C), { ...equals(iam('user/ann', C), iam('user/bob', C)), ...MFA }]]],
    ['the assuming account by its id is the assuming account', [users('ann'), users('bob').inAccount(A)],
      [[root(A), { ...equals(iam('user/ann'), iam('user/bob')), ...MFA }]]],
    ['the last account counts', [roles('Ci').inAccount('444444444444').inAccount(C)], [[root(C), equals(iam('role/Ci', C))]]],
    ['a whole other account', [account().inAccount(C)], [[root(C), MFA]]],
    ['permission sets of another account', [permissionSets('Audit').inAccount(C)], [[root(C), like(
      iam('role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Audit_????????????????', C),
      iam('role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Audit_????????????????', C))]]],
  ])('%s', (_, principals, expected) => {
    expect(trust({ principals })).toEqual(expected);
  });

  test('also if they are added later', () => {
    expect(trust({ principals: [roles('Ci')] }, roles('Ci2').inAccount(C), roles('Ci3'), roles('Ci4').inAccount(C))).toEqual([
      [root(A), equals(iam('role/Ci'), iam('role/Ci3'))],
      [root(C), equals(iam('role/Ci2', C), iam('role/Ci4', C))],
    ]);
  });
});

describe('the guide describes', () => {
  test.each<[PrincipalScope, string]>([
    [anyRole(), `any role in account ${A} that its own policies allow`],
    [anyRole().inAccount(C), `any role in account ${C} that its own policies allow`],
    [rolesMatching('prowler*'), 'any role that matches prowler*'],
    [rolesMatching('prowler*', '/ci/x-?').inAccount(C), `any role that matches prowler* or ci/x-? in account ${C}`],
    [users('ann', 'bob').inAccount(C), `the users ann and bob in account ${C}`],
    [permissionSets('Audit').inAccount(C), `the permission set Audit in account ${C}`],
    [account().inAccount(C), `any principal in account ${C} that its own policies allow`],
    [users('ann').inAccount(A), 'the user ann'],
  ])('%#: %s', (scope, description) => {
    const role = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, principals: [scope] });
    expect(role._config.trust.describePrincipals()).toEqual([description]);
  });
});

describe('grantAssumeRole extends the trust only where it does not have the grantee', () => {
  const builder = () => new Role(accounts.a, 'Builder', { roleName: 'Builder', assumedBy: new AccountRootPrincipal() });
  test.each<[string, PrincipalScope[], boolean]>([
    ['not for a role where every role is trusted', [anyRole()], false],
    ['for a role where every role of another account is trusted', [anyRole().inAccount(C)], true],
    ['for a role where another whole account is trusted', [account().inAccount(C)], true],
    ['for a role where a pattern is trusted', [rolesMatching('x*')], true],
  ])('%s', (_, principals, isExtended) => {
    const role = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, principals, mfa: MfaRequirement.none() });
    role.grantAssumeRole(builder());
    expect(JSON.stringify(accounts.b.resolve(role.assumeRolePolicy)).includes('role/Builder')).toBe(isExtended);
  });

  test('for a user where every role is trusted', () => {
    const role = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, principals: [anyRole()] });
    role.grantAssumeRole(User.fromUserName(accounts.a, 'Ann', 'ann'));
    expect(JSON.stringify(accounts.b.resolve(role.assumeRolePolicy))).toContain('user/ann');
  });
});

describe('members of the group that the role does not trust', () => {
  test.each<[string, PrincipalScope[], boolean]>([
    ['a whole other account does not trust them', [account().inAccount(C), roles('Ci')], true],
    ['users of another account are not those of the group', [users('ann').inAccount(C)], true],
    ['the whole assuming account trusts them', [account(), users('bob').inAccount(C)], false],
    ['they are named in addition', [users('ann'), users('bob').inAccount(C)], false],
  ])('%s', (_, principals, warns) => {
    new CrossAccountReadOnlyAccess(accounts.a, 'Access', {
      trusting: [TrustingTarget.scope(accounts.b)], principals, users: [User.fromUserName(accounts.a, 'Ann', 'ann')],
    });
    accounts.app.synth();
    expect(annotationsOf(accounts.a).filter((text) => text.includes('memberNotTrusted'))).toHaveLength(warns ? 1 : 0);
  });
});

describe('account access manager', () => {
  const application = (id: string, management = C) => `arn:aws:account-access:eu-west-1:${management}:application/${id}`;
  const statements = (props: TrustingRoleOptions) => {
    new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props });
    return asText(only(accounts.templateB, 'AWS::IAM::Role')).AssumeRolePolicyDocument.Statement;
  };
  const statement = (Action: string | string[], conditions = {}, more = {}) => ({
    Effect: 'Allow',
    Action,
    Principal: { Service: 'account-access.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': C, 'aws:SourceArn': application('app-1'), ...conditions }, ...more },
  });
  const managed = PrincipalScope.accountAccessManager(application('app-1'));
  const both = ['sts:AssumeRole', 'sts:SetContext'];

  test.each<[string, TrustingRoleOptions, object[]]>([
    ['has the statement that AWS documents', { principals: [managed] }, [statement(both)]],
    ['has one statement for all applications', { principals: [managed, PrincipalScope.accountAccessManager(application('app-2')), PrincipalScope.accountAccessManager(application('app-3', A))] },
      [statement(both, { 'aws:SourceAccount': [C, A], 'aws:SourceArn': [application('app-1'), application('app-2'), application('app-3', A)] })]],
    ['may pass any tags, as AWS documents it', { principals: [managed], sessionTags: [SessionTag.any()] }, [statement(both), statement('sts:TagSession')]],
    ['may pass some tags', { principals: [managed], sessionTags: [SessionTag.optional('team')] },
      [statement(both), statement('sts:TagSession', {}, { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } })]],
    ['has networks for the one action only', { principals: [managed], sourceIps: ['203.0.113.0/24'] },
      [statement('sts:AssumeRole', {}, { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } }), statement('sts:SetContext')]],
    ['sets no source identity', { principals: [managed], sourceIdentity: SourceIdentityRequirement.optional() }, [statement(both)]],
  ])('%s', (_, props, expected) => {
    expect(statements(props)).toEqual(expected);
  });

  test('has the account of an application that only the deployment knows', () => {
    const arn = new CfnParameter(accounts.b, 'Application').valueAsString;
    new TrustingRole(accounts.b, 'Role', { assumingAccount: A, principals: [PrincipalScope.accountAccessManager(arn)] });
    expect(only(accounts.templateB, 'AWS::IAM::Role').AssumeRolePolicyDocument.Statement[0].Condition.StringEquals).toEqual({
      'aws:SourceAccount': { 'Fn::Select': [4, { 'Fn::Split': [':', { Ref: 'Application' }] }] }, 'aws:SourceArn': { Ref: 'Application' },
    });
  });
});

describe('case 2026-11-31: an external ID together with MFA by default is a warning', () => {
  const warns = (props: TrustingRoleOptions, ...later: PrincipalScope[]) => {
    const role = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props });
    role.addPrincipals(...later);
    accounts.app.synth();
    return annotationsOf(role).some((text) => text.includes('externalIdWithMfa'));
  };
  const externalId = 'Contract-42';
  test.each<[string, TrustingRoleOptions, PrincipalScope[], boolean]>([
    ['for the whole account, by default', { externalId }, [], true],
    ['for the whole account of a vendor', { externalId, principals: [account().inAccount(C)] }, [], true],
    ['not if no MFA is required', { externalId, mfa: MfaRequirement.none() }, [], false],
    ['not if MFA is required on purpose', { externalId, mfa: MfaRequirement.required() }, [], false],
    ['not without an external ID', {}, [], false],
    ['not for every role', { externalId, principals: [anyRole()] }, [], false],
    ['not for certain users', { externalId, principals: [users('ann')] }, [], false],
    ['not if roles are trusted, too', { externalId, principals: [account(), roles('Scanner').inAccount(C)] }, [], false],
    ['not if roles are trusted later', { externalId }, [anyRole()], false],
  ])('%s', (_, props, later, expected) => {
    expect(warns(props, ...later)).toBe(expected);
  });

  test.each<[string, MfaRequirement | undefined, boolean]>([
    ['also if all roles are made elsewhere', undefined, true],
    ['not if all roles are made elsewhere, and no MFA is required', MfaRequirement.none(), false],
  ])('%s', (_, mfa, expected) => {
    const access = new CrossAccountReadOnlyAccess(accounts.a, 'Access', { trusting: [TrustingTarget.account(B)], externalId, mfa });
    accounts.app.synth();
    expect(annotationsOf(access).some((text) => text.includes('externalIdWithMfa'))).toBe(expected);
  });
});

test('user names are unique in one account only, so a filter by user names needs all users in one', () => {
  const monitored = (scope: PrincipalScope) => {
    const own = new TwoAccounts();
    const role = new TrustingRole(own.b, 'Role', { assumingAccount: A, principals: [users('bob'), scope], requireUserNameAsRoleSessionName: true });
    return role.onAssumed('Others', { filter: AssumptionFilter.exceptUsers('ann') }).node.validate();
  };
  expect(monitored(users('ann'))).toEqual([]);
  expect(monitored(users('ann').inAccount(C))).toEqual([expect.stringContaining('exceptUsers compares session names')]);
});

test('a role of many accounts can trust the account that it is in: only its template knows', () => {
  const anywhere = accounts.stack('Anywhere');
  expect(() => new TrustingRole(anywhere, 'Role', { assumingAccount: A, principals: [users('ann').inAccount(B)] })).not.toThrow();
});
