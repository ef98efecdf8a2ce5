import * as fc from 'fast-check';
import {
  APPLICATIONS, Configuration, EXTERNAL_IDS, NETWORKS, ORGANIZATION_PATHS, ORGANIZATIONS, PATHS, PATTERNS, PERMISSION_SETS, PRINCIPAL_TAGS,
  RESERVED_PATHS, RESERVED_ROLES, ROLES, Scope, SESSION_TAGS, TAG_VALUES, USERS,
} from './configuration';
import { A, B, C } from '../../support/two-accounts';

/** A caller who tries to assume a role, as data. */
export interface Caller {
  /** A session is of a role, or of a permission set. To a service, most of the rest does not apply. */
  readonly kind: 'user' | 'session' | 'service';
  /** The default is account access manager. */
  readonly service?: string;
  /** The application for which the service calls. */
  readonly application?: string;
  readonly account: string;
  /** The name of the user or role. */
  readonly path: string;
  readonly name: string;
  /** The account's path in an organization, from the organization's id down; undefined outside of any organization. */
  readonly organizationPath?: string;
  /** How a user signed in; a number is the seconds since the MFA code. It has no effect for role sessions. */
  readonly signIn: 'access key' | 'password only' | number;
  /** Undefined if the call comes through a VPC endpoint. */
  readonly sourceIp?: string;
  /** Seconds after `NOW`. */
  readonly time: number;
  readonly externalId?: string;
  readonly sessionName: string;
  /** Set in this call, or in an earlier one. */
  readonly sourceIdentity?: { readonly set?: string; readonly brought?: string };
  readonly passedTags: Record<string, string>;
  readonly ownTags: Record<string, string>;
  /** Whether the caller's own policies allow everything, or nothing. */
  readonly ownPolicies: 'everything' | 'nothing';
}

/**
 * How to make a caller who can assume a role, and what then differs, which may or may not lead to a denial.
 *
 * It is separate from the configuration, so that each shrinks independently.
 */
export interface Recipe {
  readonly scope: number;
  readonly choice: number;
  readonly twist: keyof typeof TWISTS;
  readonly differences: Partial<Caller>;
}

/** Near misses: of name and path, and of required and unexpected parameters. */
const TWISTS = {
  'none': () => ({}),
  'other case': ({ name }) => ({ name: /[a-z]$/.test(name) ? name.toUpperCase() : name.toLowerCase() }),
  'longer name': ({ name }) => ({ name: `${name}0` }),
  'shorter name': ({ name }) => ({ name: name.slice(0, -1) }),
  'more before the name': ({ name }) => ({ name: `x${name}` }),
  'more inside the name': ({ name }) => ({ name: name.replace(/_(?=[^_]*$)/, 'x_') }),
  // Only AWS creates roles below this path, which has at most a Region after it.
  'longer path': ({ path }) => ({ path: path.startsWith('/aws-reserved/') ? path : `${path}eu/` }),
  'more before the path': ({ path }) => ({ path: `/x${path}` }),
  'other case of the path': ({ path }) => ({ path: path.toUpperCase() }),
  'no path': () => ({ path: '/' }),
  'first tags only': ({ ownTags, passedTags }) => ({ ownTags: part(ownTags, 0, 1), passedTags: part(passedTags, 0, 1) }),
  'all but the first tags': ({ ownTags, passedTags }) => ({ ownTags: part(ownTags, 1), passedTags: part(passedTags, 1) }),
  'one more tag': ({ passedTags }) => ({ passedTags: { ...passedTags, Other: 'red' } }),
  'own name as source identity': ({ name }) => ({ sourceIdentity: { set: name } }),
  'kept source identity': () => ({ sourceIdentity: { brought: 'ann' } }),
  'other source identity': () => ({ sourceIdentity: { set: 'mallory' } }),
  'other kind': ({ kind }) => ({ kind: kind === 'user' ? 'session' : 'user' }),
} satisfies Record<string, (caller: Caller) => Partial<Caller>>;

function part(all: Record<string, string>, start: number, end?: number): Record<string, string> {
  return Object.fromEntries(Object.entries(all).slice(start, end));
}

/** The organization paths of accounts: all that a scope trusts. */
const PLACES = [...ORGANIZATION_PATHS.filter((path) => path.endsWith('/')), ...ORGANIZATIONS.map((id) => `${id}/r-zz99/`)];

const SUFFIXES = ['0123456789abcdef', '0123456789abcde', '0123456789abcdef0'];
const NAMES = [...USERS, ...ROLES, ...RESERVED_ROLES, ...PERMISSION_SETS.flatMap((set) => SUFFIXES.map((suffix) => `AWSReservedSSO_${set}_${suffix}`))];
const ADDRESSES = [...Object.values(NETWORKS), '203.0.113.127', '203.0.114.7', '198.51.100.63', '198.51.100.128', '2001:db9::1', '2001:db8:2::7'];
const TIMES = [0, -3601, -3600, 1799, 1800, 3600, 3601, 86400, 86401];

function tags(keys: string[]): fc.Arbitrary<Record<string, string>> {
  return fc.uniqueArray(fc.tuple(fc.constantFrom(...keys, 'Other'), fc.constantFrom(...TAG_VALUES)), { maxLength: 2, selector: ([key]) => key.toLowerCase() })
    .map(Object.fromEntries);
}

const people = fc.constantFrom('ann', 'Ann', 'bob', 'session');

const attributes: { [name in keyof Caller]-?: fc.Arbitrary<Caller[name]> } = {
  kind: fc.constantFrom('user', 'session', 'service'),
  service: fc.constantFrom(undefined, 'cloudformation.amazonaws.com'),
  application: fc.constantFrom(...APPLICATIONS, undefined),
  account: fc.constantFrom(A, B, C),
  path: fc.constantFrom(...PATHS, ...RESERVED_PATHS),
  name: fc.constantFrom(...NAMES),
  organizationPath: fc.constantFrom(...PLACES, undefined),
  signIn: fc.constantFrom<Caller['signIn'][]>('access key', 'password only', 0, 899, 900, 901, 3600, 3601, 129600),
  sourceIp: fc.constantFrom(...ADDRESSES, undefined),
  time: fc.constantFrom(...TIMES),
  externalId: fc.constantFrom(...EXTERNAL_IDS, undefined),
  sessionName: people,
  sourceIdentity: fc.oneof(people.map((set) => ({ set })), people.map((brought) => ({ brought })), fc.constant(undefined)),
  passedTags: tags(SESSION_TAGS),
  ownTags: tags(PRINCIPAL_TAGS),
  ownPolicies: fc.constantFrom('everything', 'nothing'),
};

const oneDifference: fc.Arbitrary<Partial<Caller>> = fc.oneof(
  ...Object.entries(attributes).map(([name, values]) => (values as fc.Arbitrary<unknown>).map((value) => ({ [name]: value }))));

export const recipes: fc.Arbitrary<Recipe> = fc.record({
  scope: fc.nat(11),
  choice: fc.nat(11),
  twist: fc.oneof({ arbitrary: fc.constant('none'), weight: 2 }, { arbitrary: fc.constantFrom(...Object.keys(TWISTS)), weight: 1 }) as fc.Arbitrary<Recipe['twist']>,
  differences: fc.oneof(
    { arbitrary: fc.constant({}), weight: 3 },
    { arbitrary: oneDifference, weight: 5 },
    { arbitrary: fc.tuple(oneDifference, oneDifference).map(([one, other]) => ({ ...one, ...other })), weight: 4 },
    { arbitrary: fc.record(attributes), weight: 3 },
  ),
});

/** The caller that a recipe makes for a configuration. */
export function callerFor(configuration: Configuration, { scope, choice, twist, differences }: Recipe): Caller {
  const scopes: Scope[] = configuration.scopes.length > 0 ? configuration.scopes : [{ kind: 'account' }];
  const insider = { ...STRANGER, ...memberOf(scopes[scope % scopes.length], choice) };
  const welcome = { ...insider, ...whatIsAskedOf(insider, configuration, choice) };
  return { ...welcome, ...TWISTS[twist](welcome), ...differences };
}

const STRANGER: Caller = {
  kind: 'user',
  account: A,
  path: '/',
  name: 'ann',
  signIn: 'access key',
  sourceIp: '192.0.2.1',
  time: 0,
  sessionName: 'session',
  passedTags: {},
  ownTags: {},
  ownPolicies: 'everything',
};

/** A principal of a scope: a different one for each choice. */
function memberOf(scope: Scope, choice: number): Partial<Caller> {
  const account = 'inAccount' in scope && scope.inAccount ? scope.inAccount : A;
  switch (scope.kind) {
    case 'account': return { account };
    case 'anyRole': return { account, kind: 'session', path: picked(PATHS, choice), name: picked(ROLES, choice) };
    case 'rolesMatching': return { account, kind: 'session', ...PATTERNS[picked(scope.patterns, choice)] };
    case 'users':
    case 'roles': {
      const { path, name } = picked(scope.names, choice);
      return { account, kind: scope.kind === 'users' ? 'user' : 'session', path, name };
    }
    case 'permissionSets':
      return { account, kind: 'session', path: picked(RESERVED_PATHS, choice), name: `AWSReservedSSO_${picked(scope.names, choice)}_${SUFFIXES[0]}` };
    case 'organization':
      return { account: picked([A, C], choice), organizationPath: `${scope.id}/r-ab12/` };
    case 'organizationPaths':
      return { account: picked([A, C], choice), organizationPath: below(picked(scope.paths, choice)) };
    case 'accountAccessManager':
      return { kind: 'service', application: scope.application };
  }
}

/** An account's path that a trusted path matches. */
function below(path: string): string {
  return path.replace(/^([^/]+\/)\*$/, '$1r-ab12/').replace(/ou-\*$/, 'ou-ab12-33333333/').replace(/\*$/, '');
}

/** The parameters with which a principal of a scope meets the conditions. */
function whatIsAskedOf({ kind, name, organizationPath }: Caller, configuration: Configuration, choice: number): Partial<Caller> {
  const { mfa, externalId, organizationId, sourceIps, accessWindow, userNameAsSessionName, sourceIdentity } = configuration;
  const { sessionTags = [], principalTags = {} } = configuration;
  const own = kind === 'user' ? name : undefined;
  return {
    signIn: mfa === 'none' ? 'access key' : typeof mfa === 'number' ? mfa : 30,
    externalId,
    ...(organizationId && { organizationPath: organizationPath ?? `${organizationId}/r-ab12/` }),
    ...(sourceIps && { sourceIp: NETWORKS[picked(sourceIps, choice)] }),
    time: accessWindow?.until ?? accessWindow?.from ?? 0,
    ...(userNameAsSessionName && own && { sessionName: own }),
    sourceIdentity: kind === 'service' ? undefined : sourceIdentity === 'required' ? { set: 'anybody' } : sourceIdentity === 'userName' && own ? { set: own } : undefined,
    passedTags: Object.fromEntries(sessionTags.filter(({ required }) => required).map(({ key, values }) => [key, picked(values.length > 0 ? values : ['anything'], choice)])),
    ownTags: Object.fromEntries(Object.entries(principalTags).map(([key, values]) => [key, picked(values, choice)])),
  };
}

function picked<T>(list: T[], choice: number): T {
  return list[choice % list.length];
}
