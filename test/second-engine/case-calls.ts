import { notAskable } from './askable';
import { Case } from '../proof/semantics/cases';
import { AssumeRoleCall } from '../support/assume-role-call';
import { ACCESS_KEY, ADMINISTRATOR, Caller, mfa, PASSWORD_ONLY, session, tagged, user } from '../support/callers';

/** A case of docs/policy-semantics.md as a call of `sts:AssumeRole`. */
export interface CaseCall {
  readonly caller: Caller;
  readonly call: AssumeRoleCall;
}

/** The call of a case, or why no call on MiniStack is like it. */
export function callOf({ statements, caller: of }: Case): CaseCall | string {
  if (of.kind === 'service') {
    return 'services that assume roles';
  }
  const { name = 'ann', account, path, ownPolicies = 'everything', ownTags = {}, signIn = 'access key' } = of;
  const details = { account, path, policies: ownPolicies === 'everything' ? [ADMINISTRATOR] : [] };
  const signedIn = signIn === 'access key' ? ACCESS_KEY : signIn === 'password only' ? PASSWORD_ONLY : mfa(signIn);
  const caller = tagged(ownTags, of.kind === 'session' ? session(name, details) : user(name, signedIn, details));
  const call = {
    sessionName: of.sessionName,
    externalId: of.externalId,
    tags: of.passedTags,
    sourceIdentity: of.sourceIdentity?.set,
    keepsSourceIdentity: of.sourceIdentity?.brought,
  };
  return notAskable(caller, call, [{ Statement: statements }]) ?? { caller, call };
}
