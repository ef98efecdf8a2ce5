/**
 * Both halves in two accounts: trusted roles of the assuming account can read the trusting account and not write there, and other roles
 * cannot assume the role, whatever their own account allows.
 *
 * CONTRIBUTING.md says how to run it.
 */
import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { accountsOf } from './accounts';
import { TestCaller, Outcomes } from './caller';
import { MemberOutcomes, TestMember } from './member';
import { OpenBucket } from './open-bucket';
import { AssumingGroup, CrossAccountReadOnlyAccess, PrincipalScope, ReadOnlyPermissions, TrustingRole, TrustingTarget } from '../../../src';

const { assuming, trusting, sameOrganization } = accountsOf(process.env);
const app = new App();
const accountA = new Stack(app, 'ReadOnlyIntegAssuming', { env: assuming });
const accountB = new Stack(app, 'ReadOnlyIntegTrusting', { env: trusting });

const access = new CrossAccountReadOnlyAccess(accountA, 'Access', {
  trusting: [TrustingTarget.scope(accountB)],
  roleName: 'ReadOnlyInteg',
  principals: [PrincipalScope.roles('ReadOnlyIntegLooker')],
  groupPermissions: ReadOnlyPermissions.none(),
});

/** The role requires MFA, which the session of another role never has. */
const withMfa = new CrossAccountReadOnlyAccess(accountA, 'WithMfa', {
  trusting: [TrustingTarget.scope(accountB)],
  roleName: 'ReadOnlyIntegMfa',
  groupPermissions: ReadOnlyPermissions.none(),
});

// Their own account allows all of them to assume the role, so that its trust policy decides.
const [roleArn, mfaRoleArn] = [access.roleArns[0], withMfa.roleArns[0]];
const openBucket = new OpenBucket(accountB, 'OpenBucket', assuming.account!);
const { bucketName, unguardedRoleArn } = openBucket;
const looker = new TestCaller(accountA, 'Looker', { roleName: 'ReadOnlyIntegLooker', roleArn, bucketName });
const unguarded = new TestCaller(accountA, 'Unguarded', { roleName: 'ReadOnlyIntegUnguardedCaller', roleArn: unguardedRoleArn, bucketName });
const stranger = new TestCaller(accountA, 'Stranger', { roleName: 'ReadOnlyIntegStranger', roleArn });
const withoutMfa = new TestCaller(accountA, 'WithoutMfa', { roleName: 'ReadOnlyIntegWithoutMfa', roleArn: mfaRoleArn });

/** By default only a console sign-in without MFA can register the first device, which no program can have. */
const member = new TestMember(accountA, 'Member', withMfa.group, 'ReadOnlyIntegMember');

/** Requires an external id, which one of two callers gives wrongly. */
const contracted = new CrossAccountReadOnlyAccess(accountA, 'Contracted', {
  trusting: [TrustingTarget.scope(accountB)],
  roleName: 'ReadOnlyIntegContracted',
  principals: [PrincipalScope.roles('ReadOnlyIntegKnowing', 'ReadOnlyIntegGuessing')],
  externalId: 'contract-42',
  permissions: ReadOnlyPermissions.metadataOnly(),
  groupPermissions: ReadOnlyPermissions.none(),
});
const knowing = new TestCaller(accountA, 'Knowing', { roleName: 'ReadOnlyIntegKnowing', roleArn: contracted.roleArns[0], externalId: 'contract-42' });
const guessing = new TestCaller(accountA, 'Guessing', { roleName: 'ReadOnlyIntegGuessing', roleArn: contracted.roleArns[0], externalId: 'contract-43' });

/** What members may assume in all accounts of their organization: only there, and whatever the role of another account trusts. */
const ofOrganization = new AssumingGroup(accountA, 'OfOrganization', {
  trusting: [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['r-ab12'] })],
  roleName: 'ReadOnlyIntegOrganization',
  groupPermissions: ReadOnlyPermissions.none(),
});
new TrustingRole(accountB, 'Organization', {
  assumingAccount: assuming.account!,
  roleName: 'ReadOnlyIntegOrganization',
  principals: [PrincipalScope.roles('ReadOnlyIntegColleague')],
});
const colleague = new TestCaller(accountA, 'Colleague', {
  roleName: 'ReadOnlyIntegColleague',
  roleArn: accountB.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: 'ReadOnlyIntegOrganization' }),
  statements: [PolicyStatement.fromJson(JSON.parse(ofOrganization.assumeRoleStatementJson))],
});

const integ = new IntegTest(app, 'TwoAccounts', {
  testCases: [accountB, accountA],
  assertionStack: new Stack(app, 'ReadOnlyIntegAssertions', { env: assuming }),
  // The snapshot has accounts that nobody owns.
  stackUpdateWorkflow: false,
});
const expectOutcomes = ({ functionName }: { functionName: string }, outcomes: Outcomes | MemberOutcomes) =>
  integ.assertions.invokeFunction({ functionName }).expect(ExpectedResult.objectLike({ Payload: JSON.stringify(outcomes) }));

const READS: Outcomes = { assume: 'Allowed', read: 'Allowed', write: 'AccessDenied' };
const DENIED: Outcomes = { assume: 'AccessDenied' };

expectOutcomes(looker, { ...READS, put: 'AccessDenied' });
expectOutcomes(unguarded, { ...READS, put: 'Allowed' });
expectOutcomes(stranger, DENIED);
expectOutcomes(withoutMfa, DENIED);
expectOutcomes(knowing, READS);
expectOutcomes(guessing, DENIED);
expectOutcomes(member, { listOwnDevices: 'Allowed', registerDevice: 'AccessDenied' });
expectOutcomes(colleague, sameOrganization ? READS : DENIED);
