/**
 * What resource policies can open to a role, for every action that AWS has. The boundary does not limit them (case 2026-11-08).
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
 */
import { resourcePoliciesFile as shipped } from '../../../src/permissions/data';
import { ResourcePolicy, RolePolicies, SESSION } from '../../../tools/levels/ask-engine';
import { Allowed, decideAll } from '../../../tools/levels/decide';
import { isRead, KnownAction, knownActions } from '../../../tools/levels/known-actions';
import { LEVELS } from '../../../tools/levels/levels';
import { EXEMPTIONS, WITH_RESOURCE_POLICIES, unclassifiedServices, unknownNames } from '../../../tools/levels/resource-policies/services';
import { SynthesizedRole, synthesizedRole } from '../../../tools/levels/role-policies';
import { REASONS } from '../../../tools/levels/survey';
import { COMPLETE } from '../../support/complete';

const ROLE = 'arn:aws:iam::222222222222:role/SecurityReadOnlyRole';

const policyFor = (Principal: unknown, Condition?: object): ResourcePolicy =>
  ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: '*', Resource: '*', ...Condition && { Condition } }] });
const OPEN_TO_ORGANIZATION = policyFor('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-example' } });
const OPEN_TO_SESSION = policyFor({ AWS: SESSION });

let actions: KnownAction[];
/** The actions on a resource: only these can be in a resource policy. */
let onResources: KnownAction[];
beforeAll(async () => {
  actions = await knownActions();
  onResources = actions.filter(({ resourceTypes }) => resourceTypes.length > 0);
});

const lines = (allowed: Allowed) => [...allowed].flatMap(([action, resources]) => resources.map((resource) => ({ action, resource })));
const roleAt = (level: string) => synthesizedRole(LEVELS[level]());
const opened = async ({ policies }: SynthesizedRole, resourcePolicy: ResourcePolicy) =>
  lines(await decideAll(onResources, { ...policies, resourcePolicy }));
const inServiceWithPolicies = ({ resource }: { resource: string }) => WITH_RESOURCE_POLICIES.includes(resource.split(':')[2]);
const isKnownRead = (id: string) => isRead(actions.find((action) => action.id === id)!);

/** The quick run has one level; `test/proof/writes.test.ts` proves the same for the default. */
const RUNS: [level: string, to: string, policy: ResourcePolicy][] = [
  ['support()', 'the organization', OPEN_TO_ORGANIZATION],
  ...COMPLETE ? [
    ...Object.keys(LEVELS).filter((name) => name !== 'support()').map((name): [string, string, ResourcePolicy] => [name, 'the organization', OPEN_TO_ORGANIZATION]),
    ...Object.keys(LEVELS).map((name): [string, string, ResourcePolicy] => [name, 'the session', OPEN_TO_SESSION]),
    ['readOnlyAccess()', 'the role\'s ARN', policyFor('*', { ArnEquals: { 'aws:PrincipalArn': ROLE } })] as [string, string, ResourcePolicy],
  ] : [],
];

describe.each(RUNS)('%s, with resource policies that are open to %s', (level, _, policy) => {
  test('no write on a resource of a service with resource policies', async () => {
    const role = roleAt(level);
    const possible = await opened(role, policy);
    const writes = possible.filter(inServiceWithPolicies).filter(({ action }) => !isKnownRead(action)).map(({ action }) => action);
    expect([...new Set(writes)].filter((id) => !(id in REASONS) && !EXEMPTIONS.includes(id))).toEqual([]);
    expect(possible.map(({ action }) => action).filter((action) => action.startsWith('sts:Assume'))).toEqual([]);
  });
});

describe.each(COMPLETE ? ['support()', 'billing()', 'services(\'s3\', \'ec2\')'] : ['support()'])('%s', (level) => {
  test('nothing that the level does not allow, in any service, except to decrypt', async () => {
    const role = roleAt(level);
    const allowed = await decideAll(actions, role.policies);
    const beyond = (await opened(role, OPEN_TO_ORGANIZATION)).map(({ action }) => action).filter((action) => !allowed.has(action));
    expect([...new Set(beyond)]).toEqual(['kms:Decrypt']);
  });
});

describe('readOnlyAccess() in some services, with resource policies that are open to the organization', () => {
  const SERVICES = ['es', 'execute-api', 'iam', 'lambda', 'sqs', 'sts'];
  const text = ({ action, resource }: { action: string; resource: string }) => `${action} on ${resource}`;
  const possible = async (policies: RolePolicies) =>
    lines(await decideAll(onResources.filter(({ service }) => SERVICES.includes(service)), policies));

  test('writes are denied, and no read that a level allows', async () => {
    const { policies } = roleAt('readOnlyAccess()');
    const identity = policies.identity.filter((policy: any) => !policy.Statement.some(({ NotAction }: any) => NotAction));
    expect(identity).toHaveLength(policies.identity.length - 2);
    const withDenials = new Set((await possible({ ...policies, resourcePolicy: OPEN_TO_ORGANIZATION })).map(text));
    const without = await possible({ ...policies, identity, resourcePolicy: OPEN_TO_ORGANIZATION });
    const denied = without.filter((each) => !withDenials.has(text(each))).map(({ action }) => action);
    expect(denied).toEqual(expect.arrayContaining(['sqs:SendMessage', 'lambda:InvokeFunction', 'es:ESHttpPut', 'execute-api:Invoke', 'sts:AssumeRole']));
    expect(denied.filter(isKnownRead).sort()).toEqual(['es:ESCrossClusterGet']);
    expect((await possible(policies)).map(text).filter((each) => !withDenials.has(each))).toEqual([]);
  });
});

describe('the services with resource policies', () => {
  test('each service with an action that writes a policy is classified in tools/levels/resource-policies/services.json', () => {
    expect(unclassifiedServices(actions)).toEqual([]);
    expect(unknownNames(actions)).toEqual([]);
  });

  test.each<[what: string, name: string, accessLevel: KnownAction['accessLevel'], unclassified: boolean]>([
    ['that writes a resource policy', 'PutResourcePolicy', 'Permissions management', true],
    ['that writes a resource policy, classified as write', 'PutResourcePolicy', 'Write', true],
    ['that adds a permission', 'AddPermission', 'Write', true],
    ['that sets the policies of a thing', 'SetThingPolicies', 'Write', true],
    ['that reads a policy', 'GetResourcePolicy', 'Read', false],
    ['that deletes a policy', 'DeleteResourcePolicy', 'Write', false],
    ['that writes something else', 'PutThing', 'Write', false],
  ])('a service that AWS adds, with an action %s', (_, name, accessLevel, unclassified) => {
    const added: KnownAction = { service: 'new-service', name, id: `new-service:${name}`, accessLevel, description: '', resourceTypes: ['thing'] };
    expect(unclassifiedServices([...actions, added])).toEqual(unclassified ? ['new-service'] : []);
  });

  test('each statement fits into a managed policy, with space for actions that the user asks for', () => {
    shipped().statements.forEach(({ notActions, resources }) =>
      expect(JSON.stringify({ Effect: 'Deny', NotAction: notActions, Resource: resources }).length).toBeLessThan(4800));
    expect(shipped().statements.flatMap(({ resources }) => resources)).toEqual([...WITH_RESOURCE_POLICIES].sort().map((service) => `arn:*:${service}:*:*:*`));
  });

  test('no exemption is a wildcard for a whole service', () => {
    expect(shipped().statements.flatMap(({ notActions }) => notActions).filter((pattern) => !/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+\*?$/.test(pattern))).toEqual([]);
  });
});
