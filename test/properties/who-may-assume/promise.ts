import { Bits, networkBits } from './addresses';
import { Configuration, Scope } from './configuration';
import { Logic } from '../../proof/formula';
import { anyCharacter, anyOf, anything, ignoringCase, Language, literally, oneOf, oneOrMore, optional, sequence, times } from '../../proof/languages';
import { A, B } from '../../support/two-accounts';

// The library's promises, independent of its code: written from its docstrings and AWS's documentation, without policies. They hold of one
// request, whose facts are booleans, and of all requests, whose facts are formulas.

/** A text of a request; no question about it is true of a request without it. */
export interface TextFact<F> {
  readonly present: F;
  readonly in: (language: Language) => F;
}

/** A number of a request; no question about it is true of a request without it. */
export interface NumberFact<F> {
  readonly atLeast: (value: number) => F;
  readonly atMost: (value: number) => F;
}

/** A request to assume the role: all that a promise can be about. */
export interface AssumeRoleFacts<F> {
  readonly logic: Logic<F>;
  /** The caller's path and name, such as `/team/ann`. A caller is a user, the session of a role, or a service. */
  readonly user: TextFact<F>;
  readonly role: TextFact<F>;
  readonly service: TextFact<F>;
  /** The ARN of what a service calls for. */
  readonly source: TextFact<F>;
  readonly account: TextFact<F>;
  /** From the organization's id down to the account's unit. */
  readonly organizationPath: TextFact<F>;
  /** Seconds since the user's MFA code. */
  readonly mfaAge: NumberFact<F>;
  /** Whether the source address begins with these bits; never through a VPC endpoint. */
  readonly isFrom: (network: Bits) => F;
  /** Seconds after `NOW`. */
  readonly time: NumberFact<F>;
  readonly externalId: TextFact<F>;
  readonly sessionNameIsUserName: F;
  readonly setsSourceIdentity: F;
  readonly setsUserNameAsSourceIdentity: F;
  /** The source identity that an earlier role in the chain has set. */
  readonly keptSourceIdentity: TextFact<F>;
  readonly passedTags: readonly { readonly key: TextFact<F>; readonly value: TextFact<F> }[];
  readonly principalTag: (key: string) => TextFact<F>;
  /** Whether the caller's own policies allow everything. */
  readonly ownPoliciesAllow: F;
}

/** Whether a caller can assume the role of an account: a scope trusts it, and it meets the conditions for that scope. */
export function promised<F>(configuration: Configuration, request: AssumeRoleFacts<F>, trusting = B): F {
  return new Promised(configuration, request, trusting).canAssume;
}

export function scopesOf({ scopes }: Configuration): Scope[] {
  return scopes.length > 0 ? scopes : [{ kind: 'account' }];
}

/** Sessions of roles and permission sets, and services, have no MFA and no user name. A scope of such callers requires neither. */
export function mayHaveUsers({ kind }: Scope): boolean {
  return !['roles', 'rolesMatching', 'anyRole', 'permissionSets', 'accountAccessManager'].includes(kind);
}

class Promised<F> {
  private readonly all: Logic<F>['all'];
  private readonly any: Logic<F>['any'];
  private readonly not: Logic<F>['not'];

  constructor(private readonly configuration: Configuration, private readonly request: AssumeRoleFacts<F>, private readonly trusting: string) {
    ({ all: this.all, any: this.any, not: this.not } = request.logic);
  }

  public get canAssume(): F {
    const { all, any, request } = this;
    const scopes = scopesOf(this.configuration);
    const identity = all([
      request.ownPoliciesAllow,
      any(scopes.map((scope) => all([this.trusts(scope), ...mayHaveUsers(scope) ? [this.meetsWhatUsersCan] : []]))),
      this.meetsWhatEverybodyCan,
      this.setsSourceIdentityAsAsked,
    ]);
    return all([any([identity, this.isTrustedService(scopes)]), this.isFromNetwork, this.isInWindow, this.passesTagsAsAsked]);
  }

  /** A service calls for one application, needs no policies that allow it to assume the role, and has no identity to set. */
  private isTrustedService(scopes: Scope[]): F {
    const { service, source, setsSourceIdentity, keptSourceIdentity } = this.request;
    return this.all([
      service.in(literally('account-access.amazonaws.com')),
      this.any(scopes.map((scope) => scope.kind === 'accountAccessManager' ? source.in(literally(scope.application)) : this.never)),
      this.not(setsSourceIdentity),
      this.not(keptSourceIdentity.present),
    ]);
  }

  private trusts(scope: Scope): F {
    const { request: { user, role, organizationPath }, all, any } = this;
    const isInAccount = this.isInAccount('inAccount' in scope && scope.inAccount ? scope.inAccount : A);
    switch (scope.kind) {
      case 'account':
        return isInAccount;
      case 'anyRole':
        return all([isInAccount, role.present]);
      case 'rolesMatching':
        return all([isInAccount, role.in(anyOf(...scope.patterns.map((pattern) => like(pattern.replace(/^\/?/, '/')))))]);
      case 'users':
        return all([isInAccount, user.in(anyOf(...scope.names.map(({ path, name }) => `${path}${name}`)))]);
      case 'roles':
        return all([isInAccount, role.in(anyOf(...scope.names.map(({ path, name }) => `${path}${name}`)))]);
      case 'permissionSets':
        return all([isInAccount, role.in(anyOf(...scope.names.map(roleOfPermissionSet)))]);
      case 'organization':
        return all([this.isForeign, organizationPath.in(sequence(`${scope.id}/`, anything))]);
      case 'organizationPaths':
        return all([this.isForeign, any(scope.paths.map((path) => organizationPath.in(atOrBelow(path))))]);
      case 'accountAccessManager':
        return this.never;
    }
  }

  private isInAccount(id: string): F {
    return this.request.account.in(literally(id));
  }

  private get isForeign(): F {
    return this.not(this.isInAccount(this.trusting));
  }

  private get meetsWhatUsersCan(): F {
    const { configuration: { mfa, userNameAsSessionName, sourceIdentity }, request } = this;
    return this.all([
      ...mfa === 'none' ? [] : [request.mfaAge.atLeast(0)],
      ...typeof mfa === 'number' ? [request.mfaAge.atMost(mfa)] : [],
      ...userNameAsSessionName ? [request.sessionNameIsUserName] : [],
      ...sourceIdentity === 'userName' ? [request.setsUserNameAsSourceIdentity] : [],
    ]);
  }

  private get meetsWhatEverybodyCan(): F {
    const { configuration: { externalId, organizationId, sourceIdentity, principalTags = {} }, request } = this;
    return this.all([
      ...externalId === undefined ? [] : [request.externalId.in(literally(externalId))],
      ...organizationId === undefined ? [] : [request.organizationPath.in(sequence(`${organizationId}/`, anything))],
      ...sourceIdentity === 'required' ? [this.any([request.setsSourceIdentity, request.keptSourceIdentity.present])] : [],
      ...Object.entries(principalTags).map(([key, values]) => request.principalTag(key).in(anyOf(...values))),
    ]);
  }

  private get isFromNetwork(): F {
    const { sourceIps } = this.configuration;
    return sourceIps ? this.any(sourceIps.map((network) => this.request.isFrom(networkBits(network)))) : this.always;
  }

  private get isInWindow(): F {
    const { configuration: { accessWindow: { from, until } = {} }, request: { time } } = this;
    return this.all([...from === undefined ? [] : [time.atLeast(from)], ...until === undefined ? [] : [time.atMost(until)]]);
  }

  /**
   * Unknown tags are refused, unless any is accepted, and required tags must be present. The keys of the listed tags are compared as values,
   * with case; without that comparison, only as a part of a condition key, whose case IAM ignores.
   */
  private get passesTagsAsAsked(): F {
    const { all, any, not, configuration: { sessionTags = [], anyTag }, request: { passedTags } } = this;
    const known = anyOf(...sessionTags.map(({ key }) => key));
    return all([
      ...anyTag ? [] : passedTags.map(({ key }) => any([not(key.present), key.in(known)])),
      ...sessionTags.filter(({ required }) => required).map(({ key, values }) => any(passedTags.map((tag) =>
        all([tag.key.in(ignoringCase(key)), values.length > 0 ? tag.value.in(anyOf(...values)) : tag.value.present])))),
    ]);
  }

  /**
   * To set or keep a source identity is refused, unless the configuration allows it. If it must be the user's name, users can set no other
   * value, and roles none, but keep one that is accepted.
   */
  private get setsSourceIdentityAsAsked(): F {
    const { all, any, not, configuration: { sourceIdentity, acceptedFromRoles }, request } = this;
    const { user, role, setsSourceIdentity, setsUserNameAsSourceIdentity, keptSourceIdentity } = request;
    const hasNone = all([not(setsSourceIdentity), not(keptSourceIdentity.present)]);
    switch (sourceIdentity) {
      case undefined: return hasNone;
      case 'userName': return any([
        hasNone,
        all([user.present, setsUserNameAsSourceIdentity]),
        all([role.present, acceptedFromRoles ? keptSourceIdentity.in(anyOf(...acceptedFromRoles.map(like))) : keptSourceIdentity.present]),
      ]);
      default: return this.always;
    }
  }

  private get always(): F {
    return this.all([]);
  }

  private get never(): F {
    return this.any([]);
  }
}

/** A wildcard of a pattern stands for any characters, also slashes. */
function like(pattern: string): Language {
  return sequence(...[...pattern].map((character) => character === '*' ? anything : character === '?' ? anyCharacter : character));
}

/** Identity Center names a role after the permission set with sixteen more characters, under a path that may have a Region. */
function roleOfPermissionSet(name: string): Language {
  const notSlash = oneOf('!-.0-~');
  return sequence('/aws-reserved/sso.amazonaws.com/', optional(sequence(oneOrMore(notSlash), '/')), `AWSReservedSSO_${name}_`, times(notSlash, 16));
}

/** `ou/` matches accounts directly in the unit, `ou/*` also those below it, and `ou/ou-*` only those below it. */
function atOrBelow(path: string): Language {
  if (path.endsWith('/ou-*')) {
    return sequence(path.slice(0, -'ou-*'.length), oneOrMore(anyCharacter));
  }
  return path.endsWith('*') ? sequence(path.slice(0, -1), anything) : literally(path);
}
