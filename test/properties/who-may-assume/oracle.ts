import { addressBits } from './addresses';
import { Caller } from './callers';
import { Configuration } from './configuration';
import { AssumeRoleFacts, mayHaveUsers, NumberFact, promised, scopesOf, TextFact } from './promise';
import { BOOLEANS } from '../../proof/formula';
import { isIn } from '../../proof/languages';
import { B } from '../../support/two-accounts';

/**
 * Whether the library refuses a configuration, because it has a condition that no trusted principal can meet.
 *
 * MFA counts only if the configuration requires it: by default it applies only to principals who can have it. An AWS service has no tags
 * and no organization, and passes neither an external ID nor a source identity.
 */
export function isRejected(configuration: Configuration): boolean {
  const { mfa, userNameAsSessionName, sourceIdentity, externalId, organizationId, principalTags } = configuration;
  const required = sourceIdentity === 'optional' ? undefined : sourceIdentity;
  const isAskedOfIdentities = [required, externalId, organizationId, principalTags].some((condition) => condition !== undefined);
  if (isAskedOfIdentities && scopesOf(configuration).every(({ kind }) => kind === 'accountAccessManager')) {
    return true;
  }
  const isAskedOfUsers = mfa === 'required' || typeof mfa === 'number' || userNameAsSessionName || sourceIdentity === 'userName';
  return isAskedOfUsers && !scopesOf(configuration).some(mayHaveUsers);
}

/** Whether a caller can assume the role in an account: the promise, of one request. */
export function getsIn(configuration: Configuration, caller: Caller, trusting = B): boolean {
  return promised(configuration, factsOf(caller), trusting);
}

function factsOf(caller: Caller): AssumeRoleFacts<boolean> {
  const { kind, path, name, account, organizationPath, sourceIdentity, ownTags, signIn } = caller;
  const isService = kind === 'service';
  const isUser = kind === 'user';
  return {
    logic: BOOLEANS,
    user: text(isUser ? `${path}${name}` : undefined),
    role: text(kind === 'session' ? `${path}${name}` : undefined),
    service: text(isService ? serviceOf(caller) : undefined),
    source: text(isService ? caller.application : undefined),
    account: text(isService ? undefined : account),
    organizationPath: text(isService ? undefined : organizationPath),
    mfaAge: number(isUser && typeof signIn === 'number' ? signIn : undefined),
    isFrom: ({ family, bits }) => {
      const source = caller.sourceIp === undefined ? undefined : addressBits(caller.sourceIp);
      return source?.family === family && source.bits.startsWith(bits);
    },
    time: number(caller.time),
    externalId: text(caller.externalId),
    sessionNameIsUserName: isUser && caller.sessionName === name,
    setsSourceIdentity: sourceIdentity?.set !== undefined,
    setsUserNameAsSourceIdentity: isUser && sourceIdentity?.set === name,
    keptSourceIdentity: text(broughtBy(caller)),
    passedTags: Object.entries(caller.passedTags).map(([key, value]) => ({ key: text(key), value: text(value) })),
    // A condition key may end with a tag's key, and IAM ignores the case of condition keys.
    principalTag: (key) => text(Object.entries(ownTags).find(([own]) => own.toLowerCase() === key.toLowerCase())?.[1]),
    ownPoliciesAllow: !isService && caller.ownPolicies === 'everything',
  };
}

/** The source identity that a session has: the credentials of a user have none. */
export function broughtBy({ kind, sourceIdentity }: Caller): string | undefined {
  return kind === 'session' ? sourceIdentity?.brought : undefined;
}

/** The service of a caller that is one. */
export function serviceOf({ service = 'account-access.amazonaws.com' }: Caller): string {
  return service;
}

function text(value: string | undefined): TextFact<boolean> {
  return { present: value !== undefined, in: (language) => value !== undefined && isIn(language, value) };
}

function number(value: number | undefined): NumberFact<boolean> {
  return { atLeast: (least) => value !== undefined && value >= least, atMost: (most) => value !== undefined && value <= most };
}
