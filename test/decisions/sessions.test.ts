import { Duration } from 'aws-cdk-lib';
import { MfaRequirement, PrincipalScope } from '../../src';
import { ACCESS_KEY, ADMINISTRATOR, Caller, mfa, permissionSet, PermissionSetDetails, session, user } from '../support/callers';
import { deployed, testWhoCanAssume } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { C } from '../support/two-accounts';

/** Their own policies allow everything, so that only the role's trust policy decides. */
const POLICIES = { policies: [ADMINISTRATOR] };
const role = (name: string, path = '/', account?: string): Caller => session(name, { path, account, ...POLICIES });
const set = (name: string, details: PermissionSetDetails = {}): Caller => permissionSet(name, { ...details, ...POLICIES });
const person = (name: string, signIn = mfa()): Caller => user(name, signIn, POLICIES);

describe('roles(): sessions of the named ones only, without MFA', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ principals: [PrincipalScope.roles('Deployer', '/ci/Builder')] });
  });

  testWhoCanAssume(() => iam, [
    ['a named one, not another', role('Deployer'), role('Admin')],
    ['a named one whose own policies allow it, not one whose policies do not', role('Deployer'), session('Deployer')],
    ['the name, not in another case', role('Deployer'), role('deployer')],
    ['the name, not with a suffix', role('Deployer'), role('Deployer2')],
    ['the name, not with a prefix', role('Deployer'), role('TestDeployer')],
    ['the name, not under a path', role('Deployer'), role('Deployer', '/ci/')],
    ['the path, not none', role('Builder', '/ci/'), role('Builder')],
    ['the path, not another', role('Builder', '/ci/'), role('Builder', '/test/')],
    ['the path, not one below', role('Builder', '/ci/'), role('Builder', '/ci/eu/')],
    ['the role, not a user of that name', role('Deployer'), person('Deployer')],
    ['of the assuming account, not that of a third account', role('Deployer'), role('Deployer', '/', C)],
  ]);
});

describe('permissionSets(): sessions of exactly these, without MFA', () => {
  const HOME_IN_US_EAST_1 = { region: '' };
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ principals: [PrincipalScope.permissionSets('Audit')] });
  });

  testWhoCanAssume(() => iam, [
    ['the named one, not another', set('Audit'), set('Admin')],
    ['without the Region in its path, not another', set('Audit', HOME_IN_US_EAST_1), set('Admin', HOME_IN_US_EAST_1)],
    ['one whose own policies allow it, not one whose policies do not', set('Audit'), permissionSet('Audit')],
    ['not one whose name only starts the same', set('Audit'), set('Auditor')],
    ['not one whose name only starts the same, with an underscore', set('Audit'), set('Audit_Admin')],
    ['not one whose name only ends the same', set('Audit'), set('NoAudit')],
    ['not one whose name only ends the same, without the Region', set('Audit', HOME_IN_US_EAST_1), set('NoAudit', HOME_IN_US_EAST_1)],
    ['not one whose name only ends the same, with an underscore', set('Audit'), set('AWSReservedSSO_Audit')],
    ['not in another case', set('Audit'), set('audit')],
    ['sixteen characters after the name, not fifteen', set('Audit', { suffix: 'f'.repeat(16) }), set('Audit', { suffix: 'f'.repeat(15) })],
    ['sixteen characters after the name, not seventeen', set('Audit', { suffix: 'f'.repeat(16) }), set('Audit', { suffix: 'f'.repeat(17) })],
    ['a role of Identity Center, not one created by a user', set('Audit'), role('AWSReservedSSO_Audit_0123456789abcdef')],
    ['not one created by a user under a similar path', set('Audit'), role('AWSReservedSSO_Audit_0123456789abcdef', '/x/aws-reserved/sso.amazonaws.com/')],
    ['the role, not a user of that name', set('Audit'), person('AWSReservedSSO_Audit_0123456789abcdef')],
    ['of the assuming account, not that of a third account', set('Audit'), set('Audit', { account: C })],
  ]);
});

describe('several types together: each with its own conditions', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({
      mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }),
      principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Deployer'), PrincipalScope.permissionSets('Audit')],
    });
  });

  testWhoCanAssume(() => iam, [
    ['a user with MFA, not without', person('ann'), person('ann', ACCESS_KEY)],
    ['a user with fresh MFA, not with an old one', person('ann'), person('ann', mfa(3601))],
    ['a role, which needs none, not a user of its name, even with MFA', role('Deployer'), person('Deployer')],
    ['a user, not a role of its name', person('ann'), role('ann')],
    ['a permission set, not a role of its name', set('Audit'), role('Audit')],
    ['a role, not a permission set of its name', role('Deployer'), set('Deployer')],
  ]);
});

describe('the whole account with MFA, and roles', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ principals: [PrincipalScope.account(), PrincipalScope.roles('Deployer')] });
  });

  testWhoCanAssume(() => iam, [
    ['the role without MFA, not another role', role('Deployer'), role('Admin')],
    ['any user with MFA, not without', person('bob'), person('bob', ACCESS_KEY)],
  ]);
});
