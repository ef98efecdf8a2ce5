import { BlockList, isIPv4 } from 'net';
import { Caller } from './callers';
import { Configuration, Scope } from './configuration';
import { A, B } from '../../support/two-accounts';

// The library's promises, independent of its code: written from its docstrings and AWS's documentation, without policies.

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

/** Whether a caller can assume the role: a scope trusts it, and it meets the conditions for that scope. */
export function getsIn(configuration: Configuration, caller: Caller): boolean {
  if (caller.kind === 'service') {
    return serviceGetsIn(configuration, caller);
  }
  return caller.ownPolicies === 'everything'
    && scopesOf(configuration).some((scope) => holds(scope, caller) && (!mayHaveUsers(scope) || meetsWhatUsersCan(configuration, caller)))
    && meetsWhatEverybodyCan(configuration, caller)
    && passesTagsAsAsked(configuration, caller)
    && setsSourceIdentityAsAsked(configuration, caller);
}

/** It calls for one application, and needs no policies that allow it to assume the role. */
function serviceGetsIn(configuration: Configuration, caller: Caller): boolean {
  return scopesOf(configuration).some((scope) => scope.kind === 'accountAccessManager' && scope.application === caller.application)
    && isFromNetwork(configuration, caller)
    && isInWindow(configuration, caller)
    && passesTagsAsAsked(configuration, caller)
    && caller.sourceIdentity === undefined;
}

function scopesOf({ scopes }: Configuration): Scope[] {
  return scopes.length > 0 ? scopes : [{ kind: 'account' }];
}

/** Sessions of roles and permission sets, and services, have no MFA and no user name. A scope of such callers requires neither. */
function mayHaveUsers({ kind }: Scope): boolean {
  return !['roles', 'rolesMatching', 'anyRole', 'permissionSets', 'accountAccessManager'].includes(kind);
}

function holds(scope: Scope, caller: Caller): boolean {
  const { account, organizationPath } = caller;
  const isInAccount = account === ('inAccount' in scope && scope.inAccount ? scope.inAccount : A);
  switch (scope.kind) {
    case 'account':
      return isInAccount;
    case 'anyRole':
      return isInAccount && caller.kind === 'session';
    case 'rolesMatching':
      return isInAccount && caller.kind === 'session' && scope.patterns.some((pattern) => isLike(`${caller.path}${caller.name}`.slice(1), pattern.replace(/^\//, '')));
    case 'users':
      return isInAccount && caller.kind === 'user' && scope.names.some(({ path, name }) => caller.path === path && caller.name === name);
    case 'roles':
      return isInAccount && caller.kind === 'session' && scope.names.some(({ path, name }) => caller.path === path && caller.name === name);
    case 'permissionSets':
      return isInAccount && caller.kind === 'session' && scope.names.some((name) => isOfPermissionSet(caller, name));
    case 'organization':
      return account !== B && organizationPath?.split('/')[0] === scope.id;
    case 'organizationPaths':
      return account !== B && organizationPath !== undefined && scope.paths.some((path) => isAtOrBelow(organizationPath, path));
    case 'accountAccessManager':
      return false;
  }
}

/** A wildcard of a pattern stands for any characters, also slashes. A pattern begins at the root of all paths. */
function isLike(value: string, pattern: string): boolean {
  return new RegExp(`^${pattern.replace(/[.+]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`).test(value);
}

/** Identity Center names a role after the permission set with sixteen more characters, under a path that may have a Region. */
function isOfPermissionSet({ path, name }: Caller, permissionSet: string): boolean {
  const start = `AWSReservedSSO_${permissionSet}_`;
  return /^\/aws-reserved\/sso\.amazonaws\.com\/([^/]+\/)?$/.test(path) && name.startsWith(start) && name.length === start.length + 16;
}

/** `ou/` matches accounts directly in the unit, `ou/*` also those below it, and `ou/ou-*` only those below it. */
function isAtOrBelow(place: string, path: string): boolean {
  if (path.endsWith('ou-*')) {
    const above = path.slice(0, -'ou-*'.length);
    return place.startsWith(above) && place !== above;
  }
  return path.endsWith('*') ? place.startsWith(path.slice(0, -1)) : place === path;
}

function meetsWhatUsersCan({ mfa, userNameAsSessionName, sourceIdentity }: Configuration, caller: Caller): boolean {
  const isUser = caller.kind === 'user';
  const mfaAge = isUser && typeof caller.signIn === 'number' ? caller.signIn : undefined;
  return (mfa === 'none' || mfaAge !== undefined && (typeof mfa !== 'number' || mfaAge <= mfa))
    && (!userNameAsSessionName || isUser && caller.sessionName === caller.name)
    && (sourceIdentity !== 'userName' || isUser && setInThisCall(caller) === caller.name);
}

function meetsWhatEverybodyCan(configuration: Configuration, caller: Caller): boolean {
  const { externalId, organizationId, sourceIdentity, principalTags = {} } = configuration;
  return (externalId === undefined || caller.externalId === externalId)
    && (organizationId === undefined || caller.organizationPath?.split('/')[0] === organizationId)
    && isFromNetwork(configuration, caller)
    && isInWindow(configuration, caller)
    && (sourceIdentity !== 'required' || setInThisCall(caller) !== undefined)
    && Object.entries(principalTags).every(([key, values]) => values.includes(valueOf(caller.ownTags, key)!));
}

function isFromNetwork({ sourceIps }: Configuration, { sourceIp }: Caller): boolean {
  return sourceIps === undefined || sourceIp !== undefined && isIn(sourceIps, sourceIp);
}

function isInWindow({ accessWindow: { from = -Infinity, until = Infinity } = {} }: Configuration, { time }: Caller): boolean {
  return time >= from && time <= until;
}

function isIn(networks: string[], address: string): boolean {
  const family = (ip: string) => isIPv4(ip) ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  networks.map((network) => network.split('/')).forEach(([base, bits]) => bits === undefined
    ? list.addAddress(base, family(base))
    : list.addSubnet(base, Number(bits), family(base)));
  return list.check(address, family(address));
}

/** A condition key may end with a tag's key, and IAM ignores the case of condition keys. */
function valueOf(tags: Record<string, string>, key: string): string | undefined {
  return Object.entries(tags).find(([own]) => own.toLowerCase() === key.toLowerCase())?.[1];
}

/**
 * Unknown tags are refused, unless any is accepted, and required tags must be present. The keys of the listed tags are compared as values,
 * with case; without that comparison, only as a part of a condition key, whose case IAM ignores.
 */
function passesTagsAsAsked({ sessionTags = [], anyTag }: Configuration, { passedTags }: Caller): boolean {
  return Object.keys(passedTags).every((passed) => anyTag || sessionTags.some(({ key }) => key === passed))
    && sessionTags.filter(({ required }) => required).every(({ key, values }) => {
      const passed = valueOf(passedTags, key);
      return passed !== undefined && (values.length === 0 || values.includes(passed));
    });
}

/**
 * To set or keep a source identity is refused, unless the configuration allows it. If it must be the user's name, users can set no other
 * value, and roles none, but keep one that is accepted.
 */
function setsSourceIdentityAsAsked({ sourceIdentity, acceptedFromRoles }: Configuration, caller: Caller): boolean {
  const { set, brought } = caller.sourceIdentity ?? {};
  if (set === undefined && brought === undefined) {
    return true;
  }
  if (sourceIdentity !== 'userName') {
    return sourceIdentity !== undefined;
  }
  return caller.kind === 'user' ? set === caller.name : brought !== undefined && (acceptedFromRoles?.some((pattern) => isLike(brought, pattern)) ?? true);
}

function setInThisCall({ sourceIdentity }: Caller): string | undefined {
  return sourceIdentity?.set;
}
