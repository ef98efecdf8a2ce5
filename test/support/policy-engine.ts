import { runSimulation } from '@cloud-copilot/iam-simulate';
import { validatedIdentityPolicy, validatedResourcePolicy } from './validated-policies';

export type Decision = 'allowed' | 'denied';

/** Condition keys and their values; AWS does not set a key without a value. */
export type Context = Readonly<Record<string, string | string[] | undefined>>;

/** A call, with every policy that AWS evaluates for it. */
export interface Call {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** The account that the resource is in. */
  readonly account: string;
  readonly context: Context;
  readonly identityPolicies: object[];
  readonly boundary?: object;
  readonly resourcePolicy?: object;
}

/**
 * Returns the decision of an independent policy engine.
 *
 * A malformed request is not a denial: it throws if the engine reports an error or ignores a context key.
 */
export async function decide(call: Call): Promise<Decision> {
  const result = await runSimulation({
    request: {
      principal: call.principal,
      action: call.action,
      resource: { resource: call.resource, accountId: call.account },
      contextVariables: whatIsSet(call.context),
    },
    identityPolicies: call.identityPolicies.map((policy, i) => ({ name: `identity-${i}`, policy: validatedIdentityPolicy(policy) })),
    permissionBoundaryPolicies: call.boundary && [{ name: 'boundary', policy: validatedIdentityPolicy(call.boundary) }],
    resourcePolicy: call.resourcePolicy && validatedResourcePolicy(call.resourcePolicy),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {});
  if (result.resultType !== 'single') {
    throw new Error(`no decision on ${call.action} of ${call.resource} by ${call.principal}: ${JSON.stringify(result)}`);
  }
  if (result.result.ignoredContextKeys?.length) {
    throw new Error(`the engine ignored context keys for ${call.action}: ${result.result.ignoredContextKeys.join(', ')}`);
  }
  return result.overallResult === 'Allowed' ? 'allowed' : 'denied';
}

function whatIsSet(context: Context): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(context).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));
}
