/** What MiniStack decides on the cases of docs/policy-semantics.md. Other tests ask the engine of all tests, and the solver. */
import { callOf } from './case-calls';
import { MiniStackIam } from './ministack-iam';
import { MINISTACK, ministackMissing, MiniStackServer } from './ministack-server';
import { CASES } from '../proof/semantics/cases';
import { B } from '../support/two-accounts';

const ROLE = `arn:aws:iam::${B}:role/Rule`;

// Without MiniStack, the decision tables say so, and fail in CI.
describe.skipIf(ministackMissing())(MINISTACK, () => {
  let server: MiniStackServer;
  beforeAll(async () => {
    server = await MiniStackServer.start();
  });
  afterAll(() => server.stop());

  const calls = CASES.flatMap((each) => {
    const asked = callOf(each);
    return typeof asked === 'string' ? [] : [{ ...each, ...asked }];
  });
  test.each(calls)('$rule', async ({ statements, caller, call, aws, ministack = aws }) => {
    await server.reset();
    const iam = new MiniStackIam(server.endpoint);
    await iam.createRole(ROLE, { Version: '2012-10-17', Statement: statements });
    expect(await iam.mayAssume(caller, ROLE, call)).toBe(ministack);
  });
});
