import { validateIdentityPolicy } from '@cloud-copilot/iam-policy';
import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { ACCOUNT } from './resources';
import { decide } from '../../test/support/policy-engine';
import { validatedIdentityPolicy, validatedResourcePolicy } from '../../test/support/validated-policies';

/** The policies of a role. */
export interface RolePolicies {
  readonly identity: object[];
  readonly boundary: object;
  /** The policy of every resource; by default, resources have no policy. */
  readonly resourcePolicy?: ResourcePolicy;
}

/** A resource policy that allows some principals everything. */
export interface ResourcePolicy {
  readonly Version: string;
  readonly Statement: PrincipalStatement[];
}

interface PrincipalStatement {
  readonly Effect: 'Allow';
  readonly Principal: unknown;
  readonly Action: '*';
  readonly Resource: '*';
  readonly Condition?: object;
}

/** The values of condition keys. */
export type Context = Readonly<Record<string, string>>;

/** The engine has special rules for these services, so it decides each of their actions separately. */
export const SERVICES_WITH_RULES = ['iam', 'kms', 's3', 'sts'];

export const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/SecurityReadOnlyRole/ann`;

/**
 * A role's policies allow access to a KMS key only if the key policy permits it, as the default key policy does.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

const ALLOW_ALL = { name: 'all', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } };

/** Asks the engine whether a session of the role may use an action with a resource. */
export async function isAllowed(policiesOfRole: RolePolicies, action: string, resource: string, context: Context): Promise<boolean> {
  const { identity, boundary, resourcePolicy } = policiesOfRole;
  if (isKey(resource)) {
    const keyPolicy = { ...KEY_POLICY, Statement: [...KEY_POLICY.Statement, ...resourcePolicy?.Statement ?? []] };
    const policies = { identityPolicies: identity, boundary, resourcePolicy: keyPolicy };
    return await decide({ principal: SESSION, action, resource, account: ACCOUNT, context, ...policies }) === 'allowed';
  }
  const simulation = {
    request: { principal: SESSION, action, resource: { resource, accountId: ACCOUNT }, contextVariables: context },
    identityPolicies: identity.map((policy, i) => ({ name: `identity-${i}`, policy: validatedIdentityPolicy(policy) })),
    permissionBoundaryPolicies: [{ name: 'boundary', policy: validatedIdentityPolicy(boundary) }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
  if (resourcePolicy) {
    const result = await runSimulation({ ...simulation, resourcePolicy: validatedResourcePolicy(resourcePolicy) }, {});
    // The engine cannot tell the type of some ARNs. The resource policy allows everything, so only a denial matters.
    return result.resultType === 'single' ? result.overallResult === 'Allowed' : await runUnsafeSimulation({
      ...simulation, identityPolicies: [...simulation.identityPolicies, ALLOW_ALL], permissionBoundaryPolicies: undefined,
    }, {}) === 'Allowed';
  }
  // Already checked: the policies are valid, and the resource has the action's type. Checking each time would take many times as long.
  return runUnsafeSimulation(simulation, {}) === 'Allowed';
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
