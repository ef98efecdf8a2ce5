import * as fc from 'fast-check';
import { A, C } from '../../support/two-accounts';

/** Who may assume a role, and under which conditions, as data that is independent of the library. */
export interface Configuration {
  /** Empty stands for the library's default. */
  readonly scopes: Scope[];
  /** A number is the maximum age in seconds. */
  readonly mfa: 'default' | 'none' | 'required' | number;
  readonly externalId?: string;
  readonly organizationId?: string;
  readonly sourceIps?: string[];
  readonly accessWindow?: Limits;
  readonly userNameAsSessionName: boolean;
  readonly sourceIdentity?: 'optional' | 'required' | 'userName';
  /** What roles may keep if users must set their names; undefined for anything. */
  readonly acceptedFromRoles?: string[];
  readonly sessionTags?: Tag[];
  /** Whether tags that are not listed are accepted, too. */
  readonly anyTag: boolean;
  readonly principalTags?: Record<string, string[]>;
  /** The role's own account. */
  readonly path: string;
  /** Whether the CDK merges statements. */
  readonly minimized: boolean;
}

export type Scope =
  | { readonly kind: 'account' | 'anyRole' } & Movable
  | { readonly kind: 'users' | 'roles'; readonly names: Named[] } & Movable
  | { readonly kind: 'rolesMatching'; readonly patterns: string[] } & Movable
  | { readonly kind: 'permissionSets'; readonly names: string[] } & Movable
  | { readonly kind: 'organization'; readonly id: string }
  | { readonly kind: 'organizationPaths'; readonly paths: string[] }
  | { readonly kind: 'accountAccessManager'; readonly application: string };

export interface Movable {
  /** Another account than the assuming one. */
  readonly inAccount?: string;
}

/** A user or role, and the notation for it. */
export interface Named {
  readonly path: string;
  readonly name: string;
  readonly writtenAs: 'path and name' | 'without the first slash' | 'ARN';
}

/** Seconds after `NOW`. */
export interface Limits {
  readonly from?: number;
  readonly until?: number;
}

export interface Tag {
  readonly key: string;
  readonly required: boolean;
  /** Any value if it is empty. */
  readonly values: string[];
}

/** The start of the process: windows must end in the future, and IAM counts in seconds. */
export const NOW = Math.floor(performance.timeOrigin / 1000) * 1000;

// Small pools, in which names differ only in case, path, start or end, so that near misses are frequent.
export const USERS = ['ann', 'Ann', 'anna', 'joann', 'bob'];
export const ROLES = ['Ci', 'ci', 'Ci2', 'ann'];
/** Roles of permission sets, which have another path in Identity Center. */
export const RESERVED_ROLES = ['AWSReservedSSO_Audit_0123456789abcdef'];
/** Patterns, with a role that matches each. */
export const PATTERNS: Record<string, { path: string; name: string }> = {
  'Ci*': { path: '/', name: 'Ci2' },
  '/team/*': { path: '/team/eu/', name: 'Ci' },
  '/*/ann': { path: '/team/', name: 'ann' },
  '?i': { path: '/', name: 'Ci' },
  '*i2': { path: '/team/', name: 'Ci2' },
  'Ci': { path: '/', name: 'Ci' },
  '*_Audit_*': { path: '/aws-reserved/sso.amazonaws.com/', name: 'AWSReservedSSO_Audit_0123456789abcdef' },
};
export const PATHS = ['/', '/team/', '/Team/', '/team/eu/'];
export const RESERVED_PATHS = ['/aws-reserved/sso.amazonaws.com/', '/aws-reserved/sso.amazonaws.com/eu-west-1/'];
export const PERMISSION_SETS = ['Audit', 'audit', 'Auditor', 'NoAudit', 'Audit_x', 'AWSReservedSSO_Audit'];
export const ORGANIZATIONS = ['o-a1b2c3d4e5', 'o-a1b2c3d4e5f6', 'o-z9y8x7w6v5'];
const [ORGANIZATION, LONGER_ORGANIZATION] = ORGANIZATIONS;
export const ORGANIZATION_PATHS = [
  `${ORGANIZATION}/*`,
  `${LONGER_ORGANIZATION}/*`,
  `${ORGANIZATION}/r-ab12/`,
  `${ORGANIZATION}/r-ab12/*`,
  `${ORGANIZATION}/r-ab12/ou-*`,
  `${ORGANIZATION}/r-ab12/ou-ab12-11111111/`,
  `${ORGANIZATION}/r-ab12/ou-ab12-11111111/*`,
  `${ORGANIZATION}/r-ab12/ou-ab12-11111111/ou-*`,
  `${ORGANIZATION}/r-ab12/ou-ab12-11111111/ou-ab12-22222222/`,
  `${ORGANIZATION}/r-ab12/ou-ab12-111111112/`,
];
/** Applications of account access manager: in two accounts, and one whose id begins like another. */
export const APPLICATIONS = [`${C}:application/app-1`, `${C}:application/app-12`, `${A}:application/app-1`].map((rest) => `arn:aws:account-access:eu-west-1:${rest}`);
export const EXTERNAL_IDS = ['agreed/id:1', 'Agreed/id:1', 'agreed/id:12'];

/** Networks, with an address in each. */
export const NETWORKS: Record<string, string> = {
  '203.0.113.0/24': '203.0.113.7',
  '203.0.113.7': '203.0.113.7',
  '203.0.113.128/25': '203.0.113.255',
  '198.51.100.64/26': '198.51.100.64',
  '198.51.100.1/32': '198.51.100.1',
  '2001:db8::/32': '2001:db8:ffff::1',
  '2001:db8:1::/48': '2001:db8:1::7',
  '2001:db8::7': '2001:db8::7',
};
export const SESSION_TAGS = ['Project', 'project', 'Reason'];
export const PRINCIPAL_TAGS = ['Team', 'team', 'Site'];
export const TAG_VALUES = ['red', 'Red', 'reddish', ''];

export function someOf<T>(pool: T[], maxLength = 3): fc.Arbitrary<T[]> {
  return fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength });
}

function named(names: string[], paths: string[]): fc.Arbitrary<Named[]> {
  return fc.array(fc.record<Named>({
    path: fc.constantFrom(...paths),
    name: fc.constantFrom(...names),
    writtenAs: fc.constantFrom('path and name', 'without the first slash', 'ARN'),
  }), { minLength: 1, maxLength: 3 });
}

/** A scope of the assuming account, or moved to another. */
function inAnyAccount<T extends object>(scope: fc.Arbitrary<T>): fc.Arbitrary<T & Movable> {
  return fc.oneof({ arbitrary: scope, weight: 3 }, { arbitrary: scope.map((one) => ({ ...one, inAccount: C })), weight: 1 });
}

const scopes = fc.array(fc.oneof<fc.Arbitrary<Scope>[]>(
  inAnyAccount(fc.constant({ kind: 'account' })),
  inAnyAccount(fc.record({ kind: fc.constant('users'), names: named(USERS, PATHS) })),
  inAnyAccount(fc.record({ kind: fc.constant('roles'), names: named(ROLES, [...PATHS, ...RESERVED_PATHS]) })),
  inAnyAccount(fc.record({ kind: fc.constant('roles'), names: named(RESERVED_ROLES, RESERVED_PATHS) })),
  inAnyAccount(fc.constant({ kind: 'anyRole' })),
  inAnyAccount(fc.record({ kind: fc.constant('rolesMatching'), patterns: someOf(Object.keys(PATTERNS)) })),
  inAnyAccount(fc.record({ kind: fc.constant('permissionSets'), names: someOf(PERMISSION_SETS) })),
  fc.record({ kind: fc.constant('organization'), id: fc.constantFrom(...ORGANIZATIONS) }),
  fc.record({ kind: fc.constant('organizationPaths'), paths: someOf(ORGANIZATION_PATHS) }),
  fc.record({ kind: fc.constant('accountAccessManager'), application: fc.constantFrom(...APPLICATIONS) }),
), { maxLength: 4 });

const accessWindow: fc.Arbitrary<Limits> = fc.constantFrom(
  { until: 3600 }, { until: 86400 }, { from: -3600 }, { from: 1800 }, { from: -3600, until: 3600 }, { from: 1800, until: 86400 });

/** AWS treats tags whose keys differ only in case as the same. */
function differentKeys<T>(keys: string[], values: fc.Arbitrary<T>): fc.Arbitrary<[string, T][]> {
  return fc.uniqueArray(fc.tuple(fc.constantFrom(...keys), values), { minLength: 1, maxLength: 2, selector: ([key]) => key.toLowerCase() });
}

const sessionTags = differentKeys(SESSION_TAGS, fc.option(fc.subarray(TAG_VALUES, { maxLength: 2 })))
  .map((tags) => tags.map(([key, values]): Tag => ({ key, required: values !== null, values: values ?? [] })));

/** Set in one of `outOf` configurations, so that several conditions often occur together, but rarely all. */
function maybe<T>(value: fc.Arbitrary<T>, outOf = 3): fc.Arbitrary<T | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: outOf - 1 }, { arbitrary: value, weight: 1 });
}

/** A scope of another organization than the required one is an error. */
function withoutContradiction(configuration: Configuration): Configuration {
  const organizations = configuration.scopes.flatMap((scope) =>
    scope.kind === 'organization' ? [scope.id] : scope.kind === 'organizationPaths' ? scope.paths.map((path) => path.split('/')[0]) : []);
  const isPossible = organizations.every((id) => id === configuration.organizationId);
  return isPossible ? configuration : { ...configuration, organizationId: undefined };
}

export const configurations: fc.Arbitrary<Configuration> = fc.record({
  scopes,
  mfa: fc.constantFrom('default', 'none', 'none', 'required', 900, 3600) as fc.Arbitrary<Configuration['mfa']>,
  externalId: maybe(fc.constantFrom(...EXTERNAL_IDS)),
  organizationId: maybe(fc.constantFrom(...ORGANIZATIONS), 5),
  sourceIps: maybe(someOf(Object.keys(NETWORKS))),
  accessWindow: maybe(accessWindow),
  userNameAsSessionName: maybe(fc.constant(true), 4).map(Boolean),
  sourceIdentity: maybe(fc.constantFrom<Required<Configuration>['sourceIdentity'][]>('optional', 'required', 'userName'), 2),
  acceptedFromRoles: maybe(fc.constantFrom<string[][]>(['ann'], ['?nn', 'b*']), 2),
  sessionTags: maybe(sessionTags, 2),
  anyTag: maybe(fc.constant(true), 4).map(Boolean),
  principalTags: maybe(differentKeys(PRINCIPAL_TAGS, someOf(TAG_VALUES, 2)).map(Object.fromEntries)),
  path: fc.constantFrom('/', '/security/'),
  minimized: fc.boolean(),
}).map(withoutContradiction);

/** A name as users of the library write it. */
export function written({ path, name, writtenAs }: Named, type: 'user' | 'role', account = A): string {
  switch (writtenAs) {
    case 'path and name': return `${path}${name}`;
    case 'without the first slash': return `${path}${name}`.slice(1);
    case 'ARN': return `arn:aws:iam::${account}:${type}${path}${name}`;
  }
}
