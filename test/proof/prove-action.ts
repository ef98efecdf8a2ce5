import { ActionRequest } from './action-request';
import { Formula, not } from './formula';
import { identityAllows } from './policy';
import { Solver } from './solver';
import { Context, decide, Decision } from '../support/policy-engine';

/** A call of one action by one principal, whose policies are to be proven. */
export interface ActionProof {
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

/** What is wrong: each request on which policies and promise differ, and each witness that the policy engine decides otherwise. */
export async function faultsOfAction(proof: ActionProof, isEverAllowed = true): Promise<string[]> {
  const { action, request, policies, boundary, promised } = proof;
  const allowed = identityAllows(policies, { action, keys: request.keys }, request.resource, boundary);
  return Solver.with(request.theory, async (solver) => {
    const faults: string[] = [];
    for (const [what, ...formulas] of [['allowed, and not promised', allowed, not(promised)], ['promised, and not allowed', promised, not(allowed)]]) {
      const model = await solver.modelOf(...formulas);
      if (model) {
        faults.push(`${action} is ${what}: ${JSON.stringify(callOf(proof, model))}`);
      }
    }
    for (const [expected, formula] of [['allowed', allowed], ['denied', not(allowed)]] as const) {
      const model = await solver.modelOf(formula);
      if (!model && (isEverAllowed || expected === 'denied')) {
        faults.push(`${action} is never ${expected}`);
      }
      const call = model && callOf(proof, model);
      const decision = call && await engineDecision(proof, call);
      if (call && decision !== expected) {
        faults.push(`${action}: the proof says ${expected}, the engine ${decision}, of ${JSON.stringify(call)}`);
      }
    }
    return faults;
  });
}

interface ConcreteCall {
  readonly resource: string;
  readonly context: Context;
}

function callOf({ request }: ActionProof, model: ReadonlyMap<string, boolean | bigint>): ConcreteCall {
  const isTrue = (variable: Formula) => model.get(variable) === true;
  return { resource: request.resourceArn(isTrue), context: request.contextOf(isTrue, (variable) => Number(model.get(variable) ?? 0n)) };
}

function engineDecision(
  { action, policies, boundary, principal, resourcePolicy }: ActionProof, { resource, context }: ConcreteCall,
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
