import { ActionRequest } from './action-request';
import { Formula, not } from './formula';
import { identityAllows } from './policy';
import { Model, Solver } from './solver';
import { Context, decide, Decision } from '../support/policy-engine';

/** Calls of one action by one principal, and what its policies are promised to allow. */
export interface PromisedAction {
  readonly action: string;
  readonly request: ActionRequest;
  readonly policies: object[];
  readonly boundary?: object;
  /** When the policies are promised to allow the call. */
  readonly promised: Formula;
  /** For the engine. */
  readonly principal: string;
  readonly resourcePolicy?: object;
}

/** A call of the action that a model stands for. */
export interface ConcreteCall {
  readonly resource: string;
  readonly context: Context;
}

/** The result of a proof: no counterexample, and for each decision a call that has it. */
export interface ActionProof {
  readonly counterexamples: { readonly call: ConcreteCall; readonly promised: boolean }[];
  readonly allowed?: ConcreteCall;
  readonly denied?: ConcreteCall;
}

/** Proves that policies allow exactly the calls that are promised. */
export async function proveAction(promise: PromisedAction): Promise<ActionProof> {
  const { action, request, policies, boundary, promised } = promise;
  const allowed = identityAllows(policies, { action, keys: request.keys }, request.resource, boundary);
  return Solver.with(request.theory, async (solver) => {
    const found = async (...formulas: Formula[]) => {
      const model = await solver.modelOf(...formulas);
      return model && callOf(request, model);
    };
    const wrongly = [[true, await found(promised, not(allowed))], [false, await found(allowed, not(promised))]] as const;
    return {
      counterexamples: wrongly.flatMap(([isPromised, call]) => call ? [{ call, promised: isPromised }] : []),
      allowed: await found(allowed),
      denied: await found(not(allowed)),
    };
  });
}

/** What is wrong: each call on which policies and promise differ, and each witness that is missing, or that the policy engine decides otherwise. */
export async function faultsOfAction(promise: PromisedAction): Promise<string[]> {
  const { action, promised } = promise;
  const { counterexamples, ...witnesses } = await proveAction(promise);
  const disagreements = await Promise.all((['allowed', 'denied'] as const).map(async (expected) => {
    const call = witnesses[expected];
    if (!call) {
      return expected === 'denied' || promised !== 'false' ? [`${action} is never ${expected}`] : [];
    }
    const decision = await engineDecision(promise, call);
    return decision === expected ? [] : [`${action}: the proof says ${expected}, the engine ${decision}, of ${JSON.stringify(call)}`];
  }));
  return [
    ...counterexamples.map(({ call, promised: isPromised }) =>
      `${action} is ${isPromised ? 'promised, and not allowed' : 'allowed, and not promised'}: ${JSON.stringify(call)}`),
    ...disagreements.flat(),
  ];
}

export function callOf(request: ActionRequest, model: Model): ConcreteCall {
  const isTrue = (variable: Formula) => model.get(variable) === true;
  return { resource: request.resourceArn(isTrue), context: request.contextOf(isTrue, (variable) => Number(model.get(variable) ?? 0n)) };
}

export function engineDecision(
  { action, policies, boundary, principal, resourcePolicy }: PromisedAction, { resource, context }: ConcreteCall,
): Promise<Decision> {
  return decide({
    principal,
    action,
    resource,
    boundary,
    resourcePolicy,
    context,
    identityPolicies: policies,
    account: resource.split(':')[4] ?? principal.split(':')[4],
  });
}
