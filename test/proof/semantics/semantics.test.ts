import { Case, CASES } from './cases';
import { Caller } from '../../properties/who-may-assume/callers';
import { decide } from '../../properties/who-may-assume/engine';
import { callOf } from '../../second-engine/case-calls';
import { page } from '../../support/pages';
import { Decision } from '../../support/policy-engine';
import { A, B } from '../../support/two-accounts';
import { isOf } from '../caller';
import { and, not } from '../formula';
import { mayAssume, tagKeysOf } from '../prove';
import { AssumeRoleRequest } from '../request';
import { Solver } from '../solver';

const ANN: Caller = {
  kind: 'user', account: A, path: '/', name: 'ann', signIn: 'access key', sourceIp: '192.0.2.1', time: 0, sessionName: 'session', passedTags: {}, ownTags: {}, ownPolicies: 'everything',
};

async function solverDecision(trustPolicy: object, caller: Caller): Promise<Decision> {
  const tags = tagKeysOf(trustPolicy);
  const request = new AssumeRoleRequest({ ...tags, passed: [...tags.passed, ...Object.keys(caller.passedTags)] });
  const [allowed, itself] = [await mayAssume(request, trustPolicy, B), isOf(request, caller)];
  return Solver.with(request.theory, async (solver) => {
    const [isAllowed, isDenied] = [await solver.modelOf(and(itself, allowed)), await solver.modelOf(and(itself, not(allowed)))];
    expect(Boolean(isAllowed)).not.toBe(Boolean(isDenied));
    return isAllowed ? 'allowed' : 'denied';
  });
}

describe('the judges decide as AWS\'s documentation says', () => {
  test.each(CASES)('$rule: $aws', async ({ statement, caller: changes, aws, engine = aws }) => {
    const trustPolicy = { Version: '2012-10-17', Statement: [statement] };
    const caller = { ...ANN, ...changes };
    expect(await solverDecision(trustPolicy, caller)).toBe(aws);
    const { getsIn } = await decide({ caller, roleArn: `arn:aws:iam::${B}:role/SecurityReadOnlyRole`, trustPolicy });
    expect(getsIn ? 'allowed' : 'denied').toBe(engine);
  });

  test('as docs/policy-semantics.md says', () => {
    const cell = (decision: Decision, { aws }: Case) => decision === aws ? decision : `**${decision}**`;
    const ministack = (each: Case) => callOf(each) ? cell(each.ministack ?? each.aws, each) : 'not asked';
    const row = (each: Case) => [
      `[${each.rule}](https://docs.aws.amazon.com/IAM/latest/UserGuide/${each.page}.html)`, each.aws, cell(each.engine ?? each.aws, each), each.aws, ministack(each),
    ].join(' | ');
    CASES.map(row).forEach((line) => expect(page('docs/policy-semantics.md')).toContain(`| ${line} |`));
  });
});
