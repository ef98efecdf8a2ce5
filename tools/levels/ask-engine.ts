import { validateIdentityPolicy } from '@cloud-copilot/iam-policy';
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { ACCOUNT } from './resources';
import { decide } from '../../test/support/policy-engine';

/** The policies of a role. */
export interface RolePolicies {
  readonly identity: object[];
  readonly boundary: object;
}

/** The values of condition keys. */
export type Context = Readonly<Record<string, string>>;

const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/SecurityReadOnlyRole/ann`;

/**
 * A role's policies allow access to a KMS key only if the key policy permits it, as the default key policy does.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

/** Asks the engine whether a session of the role may use an action with a resource. */
export async function isAllowed({ identity, boundary }: RolePolicies, action: string, resource: string, context: Context): Promise<boolean> {
  if (isKey(resource)) {
    const policies = { identityPolicies: identity, boundary, resourcePolicy: KEY_POLICY };
    return await decide({ principal: SESSION, action, resource, account: ACCOUNT, context, ...policies }) === 'allowed';
  }
  // Already checked: the policies are valid, and the resource has the action's type. Checking each time would take many times as long.
  return runUnsafeSimulation({
    request: { principal: SESSION, action, resource: { resource, accountId: ACCOUNT }, contextVariables: context },
    identityPolicies: identity.map((policy, i) => ({ name: `identity-${i}`, policy })),
    permissionBoundaryPolicies: [{ name: 'boundary', policy: boundary }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {}) === 'Allowed';
}

/** A decision on a key needs its key policy. */
export function isKey(resource: string): boolean {
  return resource.startsWith('arn:aws:kms:');
}

/** For each condition key of some statements, a value that meets a condition, so that conditional permissions count as allowed. */
export function contextThatMeets(statements: any[]): Context {
  const conditions = statements.flatMap(({ Condition = {} }) => Object.values<any>(Condition));
  return Object.fromEntries(conditions.flatMap((keys) => Object.entries<any>(keys).map(([key, values]) => [key, [values].flat()[0]])));
}

export function assertValid(policy: object): void {
  const errors = validateIdentityPolicy(policy);
  if (errors.length > 0) {
    throw new Error(`a malformed policy: ${JSON.stringify(errors)}`);
  }
}
