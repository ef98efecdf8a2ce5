/**
 * Both halves in two accounts: trusted roles of the assuming account can read the trusting account and not write there, and other roles
 * cannot assume the role, whatever their own account allows.
 *
 * CONTRIBUTING.md says how to run it.
 */
import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { accountsOf } from './accounts';
import { TestCaller, Outcomes } from './caller';
import { CrossAccountReadOnlyAccess, PrincipalScope, ReadOnlyPermissions, TrustingTarget } from '../../../src';

const { assuming, trusting } = accountsOf(process.env);
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

// Their own account allows all three to assume the role, so that its trust policy decides.
const looker = new TestCaller(accountA, 'Looker', { roleName: 'ReadOnlyIntegLooker', access });
const stranger = new TestCaller(accountA, 'Stranger', { roleName: 'ReadOnlyIntegStranger', access });
const withoutMfa = new TestCaller(accountA, 'WithoutMfa', { roleName: 'ReadOnlyIntegWithoutMfa', access: withMfa });

/** Requires an external id, which one of two callers gives wrongly. */
const contracted = new CrossAccountReadOnlyAccess(accountA, 'Contracted', {
  trusting: [TrustingTarget.scope(accountB)],
  roleName: 'ReadOnlyIntegContracted',
  principals: [PrincipalScope.roles('ReadOnlyIntegKnowing', 'ReadOnlyIntegGuessing')],
  externalId: 'contract-42',
  permissions: ReadOnlyPermissions.metadataOnly(),
  groupPermissions: ReadOnlyPermissions.none(),
});
const knowing = new TestCaller(accountA, 'Knowing', { roleName: 'ReadOnlyIntegKnowing', access: contracted, externalId: 'contract-42' });
const guessing = new TestCaller(accountA, 'Guessing', { roleName: 'ReadOnlyIntegGuessing', access: contracted, externalId: 'contract-43' });

const integ = new IntegTest(app, 'TwoAccounts', {
  testCases: [accountB, accountA],
  assertionStack: new Stack(app, 'ReadOnlyIntegAssertions', { env: assuming }),
  // The snapshot has accounts that nobody owns.
  stackUpdateWorkflow: false,
});
const expectOutcomes = ({ functionName }: TestCaller, outcomes: Outcomes) =>
  integ.assertions.invokeFunction({ functionName }).expect(ExpectedResult.objectLike({ Payload: JSON.stringify(outcomes) }));

expectOutcomes(looker, { assume: 'Allowed', read: 'Allowed', write: 'AccessDenied' });
expectOutcomes(stranger, { assume: 'AccessDenied' });
expectOutcomes(withoutMfa, { assume: 'AccessDenied' });
expectOutcomes(knowing, { assume: 'Allowed', read: 'Allowed', write: 'AccessDenied' });
expectOutcomes(guessing, { assume: 'AccessDenied' });
