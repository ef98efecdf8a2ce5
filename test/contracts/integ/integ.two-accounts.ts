/**
 * Both halves in two accounts: roles of the assuming account look into the other one and cannot write there, and nobody else of
 * their account gets in, whatever it allows them.
 *
 * CONTRIBUTING.md says how to run it.
 */
import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { accountsOf } from './accounts';
import { Looker, Outcomes } from './caller';
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

/** The role trusts whoever has MFA, which a role's session never has. */
const withMfa = new CrossAccountReadOnlyAccess(accountA, 'WithMfa', {
  trusting: [TrustingTarget.scope(accountB)],
  roleName: 'ReadOnlyIntegMfa',
  groupPermissions: ReadOnlyPermissions.none(),
});

// All three are allowed to by their own account: it is the role's trust that tells them apart.
const looker = new Looker(accountA, 'Looker', { roleName: 'ReadOnlyIntegLooker', access });
const stranger = new Looker(accountA, 'Stranger', { roleName: 'ReadOnlyIntegStranger', access });
const withoutMfa = new Looker(accountA, 'WithoutMfa', { roleName: 'ReadOnlyIntegWithoutMfa', access: withMfa });

/** Asks for an external id, which one of two callers gives wrongly. */
const contracted = new CrossAccountReadOnlyAccess(accountA, 'Contracted', {
  trusting: [TrustingTarget.scope(accountB)],
  roleName: 'ReadOnlyIntegContracted',
  principals: [PrincipalScope.roles('ReadOnlyIntegKnowing', 'ReadOnlyIntegGuessing')],
  externalId: 'contract-42',
  permissions: ReadOnlyPermissions.metadataOnly(),
  groupPermissions: ReadOnlyPermissions.none(),
});
const knowing = new Looker(accountA, 'Knowing', { roleName: 'ReadOnlyIntegKnowing', access: contracted, externalId: 'contract-42' });
const guessing = new Looker(accountA, 'Guessing', { roleName: 'ReadOnlyIntegGuessing', access: contracted, externalId: 'contract-43' });

const integ = new IntegTest(app, 'TwoAccounts', {
  testCases: [accountB, accountA],
  assertionStack: new Stack(app, 'ReadOnlyIntegAssertions', { env: assuming }),
  // The snapshot is of accounts that nobody has.
  stackUpdateWorkflow: false,
});
const expectOutcomes = ({ functionName }: Looker, outcomes: Outcomes) =>
  integ.assertions.invokeFunction({ functionName }).expect(ExpectedResult.objectLike({ Payload: JSON.stringify(outcomes) }));

expectOutcomes(looker, { assume: 'Allowed', read: 'Allowed', write: 'AccessDenied' });
expectOutcomes(stranger, { assume: 'AccessDenied' });
expectOutcomes(withoutMfa, { assume: 'AccessDenied' });
expectOutcomes(knowing, { assume: 'Allowed', read: 'Allowed', write: 'AccessDenied' });
expectOutcomes(guessing, { assume: 'AccessDenied' });
