/**
 * How the engine of all tests, and MiniStack if `SECOND_ENGINE` is set, decide on rules of the policy language that the library relies on.
 */
import { callOf } from './case-calls';
import { MiniStackIam } from './ministack-iam';
import { MINISTACK, ministackMissing, MiniStackServer } from './ministack-server';
import { RULES } from './semantics';
import { CASES } from '../proof/semantics/cases';
import { DeployedIam } from '../support/deployed-iam';
import { B } from '../support/two-accounts';

const ROLE = `arn:aws:iam::${B}:role/Rule`;

describe.each(RULES)('$rule ($see)', ({ cases }) => {
  test.each(cases)('$name: $aws', async ({ statements, caller, call, aws }) => {
    expect(await new DeployedIam().mayAssume(caller, ROLE, call, { Version: '2012-10-17', Statement: statements })).toBe(aws);
  });
});

// Without MiniStack, the decision tables say so, and fail in CI.
if (process.env.SECOND_ENGINE && !ministackMissing()) {
  describe(MINISTACK, () => {
    let server: MiniStackServer;
    beforeAll(async () => {
      server = await MiniStackServer.start();
    });
    afterAll(() => server.stop());

    const calls = CASES.flatMap((each) => {
      const asked = callOf(each);
      return asked ? [{ ...each, ...asked }] : [];
    });
    test.each(calls)('docs/policy-semantics.md: $rule', async ({ statement, caller, call, aws, ministack = aws }) => {
      await server.reset();
      const iam = new MiniStackIam(server.endpoint);
      await iam.createRole(ROLE, { Version: '2012-10-17', Statement: [statement] });
      expect(await iam.mayAssume(caller, ROLE, call)).toBe(ministack);
    });

    describe.each(RULES)('$rule', ({ cases }) => {
      test.each(cases)('$name', async ({ statements, caller, call = {}, aws, ministack = aws }) => {
        await server.reset();
        const iam = new MiniStackIam(server.endpoint);
        await iam.createRole(ROLE, { Version: '2012-10-17', Statement: statements });
        expect(await iam.mayAssume(caller, ROLE, call)).toBe(ministack);
      });
    });
  });
}
