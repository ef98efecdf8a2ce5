import { runSimulation } from '@cloud-copilot/iam-simulate';

export type Decision = 'allowed' | 'denied';

/** Condition keys and their values; a key without a value is one that AWS does not set. */
export type Context = Readonly<Record<string, string | string[] | undefined>>;

/** One call, with every policy that AWS would consult for it. */
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
 * What an engine that knows nothing of this library decides.
 *
 * A malformed request is not a denial: neither an error nor a context key that the engine leaves out is taken for one.
 */
export async function decide(call: Call): Promise<Decision> {
  const result = await runSimulation({
    request: {
      principal: call.principal,
      action: call.action,
      resource: { resource: call.resource, accountId: call.account },
      contextVariables: whatIsSet(call.context),
    },
    identityPolicies: call.identityPolicies.map((policy, i) => ({ name: `identity-${i}`, policy })),
    permissionBoundaryPolicies: call.boundary && [{ name: 'boundary', policy: call.boundary }],
    resourcePolicy: call.resourcePolicy,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {});
  if (result.resultType !== 'single') {
    throw new Error(`no decision on ${call.action} of ${call.resource} by ${call.principal}: ${JSON.stringify(result)}`);
  }
  if (result.result.ignoredContextKeys?.length) {
    throw new Error(`decided on ${call.action} without regard to ${result.result.ignoredContextKeys.join(', ')}`);
  }
  return result.overallResult === 'Allowed' ? 'allowed' : 'denied';
}

function whatIsSet(context: Context): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(context).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));
}
