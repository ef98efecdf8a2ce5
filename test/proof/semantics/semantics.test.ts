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
  test.each(CASES)('$rule: $aws', async ({ statements, caller: changes, aws, engine = aws }) => {
    const trustPolicy = { Version: '2012-10-17', Statement: statements };
    const caller = { ...ANN, ...changes };
    expect(await solverDecision(trustPolicy, caller)).toBe(aws);
    const { getsIn } = await decide({ caller, roleArn: `arn:aws:iam::${B}:role/SecurityReadOnlyRole`, trustPolicy });
    expect(getsIn ? 'allowed' : 'denied').toBe(engine);
  });

  test('as docs/policy-semantics.md says', () => {
    const [, listed] = /<!-- cases -->\n([\s\S]*)\n<!-- \/cases -->/.exec(page('docs/policy-semantics.md'))!;
    expect(listed.split('\n').slice(2)).toEqual(CASES.map(row));
  });
});

/** The row of a case in docs/policy-semantics.md; a decision that differs from AWS's is in bold. */
function row(each: Case): string {
  const { rule, page: section, aws, engine = aws, ministack = aws } = each;
  const cell = (decision: Decision) => decision === aws ? decision : `**${decision}**`;
  const asked = callOf(each);
  const cells = [
    `[${rule}](https://docs.aws.amazon.com/IAM/latest/UserGuide/${section})`, aws, cell(engine), aws,
    typeof asked === 'string' ? `not asked: no ${asked}` : cell(ministack),
  ];
  return `| ${cells.join(' | ')} |`;
}
