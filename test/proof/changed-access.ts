import { callerOf } from './caller';
import { Formula, not } from './formula';
import { mayAssume, tagKeysOf } from './prove';
import { AssumeRoleRequest } from './request';
import { Solver } from './solver';
import { Caller } from '../properties/who-may-assume/callers';

/** Who can assume a role after a change and could not before, and the other way round: undefined if nobody. */
export interface ChangedAccess {
  readonly gained?: Caller;
  readonly lost?: Caller;
}

/** Compares two trust policies of a role in an account, without any promise. */
export async function changedAccess(before: object, after: object, trusting: string): Promise<ChangedAccess> {
  const request = new AssumeRoleRequest(tagKeysOf(before, after));
  const [was, is] = await Promise.all([before, after].map(async (policy) => mayAssume(request, policy, trusting)));
  return Solver.with(request.theory, async (solver) => {
    const found = async (...formulas: Formula[]) => {
      const model = await solver.modelOf(...formulas);
      return model && callerOf(request, model);
    };
    return { gained: await found(is, not(was)), lost: await found(was, not(is)) };
  });
}
