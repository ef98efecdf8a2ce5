import { notAskable } from './askable';
import { DIFFERENCES } from './differences';
import { MiniStackIam } from './ministack-iam';
import { MINISTACK, ministackMissing, MiniStackServer } from './ministack-server';
import { Access } from '../support/access-table';
import { DeployedIam } from '../support/deployed-iam';

/**
 * Deploys each entry to MiniStack, an independent emulator with its own policy engine, and lets each caller assume the role there. The
 * decision is that of the table. Where MiniStack is known to deny what AWS allows, it denies, so that its other denials of this kind show
 * nothing. Cases that a call on MiniStack cannot have are skipped.
 */
export function testWithMiniStack(table: Access[], roleName: string): void {
  const problem = ministackMissing();
  if (problem) {
    console.warn(`SKIPPED: no decisions by ${MINISTACK}, a second engine: ${problem}`);
    if (process.env.CI) {
      throw new Error(`${MINISTACK}: ${problem}`);
    }
    test.skip(`${MINISTACK} is not here`, () => undefined);
    return;
  }
  const counts: Record<string, number> = {};
  const count = (what: string) => counts[what] = (counts[what] ?? 0) + 1;

  let server: MiniStackServer;
  beforeAll(async () => {
    server = await MiniStackServer.start();
  });
  afterAll(async () => {
    await server.stop();
    console.log(`${MINISTACK}: ${Object.entries(counts).map(([what, number]) => `${number} ${what}`).join(', ')}`);
  });

  describe.each(table)('$trusts, $conditions', ({ deploy, cases }) => {
    let iam: DeployedIam;
    let ministack: MiniStackIam;
    beforeAll(async () => {
      iam = deploy();
      await server.reset();
      ministack = new MiniStackIam(server.endpoint);
      await ministack.deploy(iam.templates);
    });

    test.for(cases)('%s', async ([, caller, call, decision], { skip }) => {
      const roleArn = iam.roleArn(roleName);
      const reason = notAskable(caller, call, [iam.trustOf(roleArn)!, ...iam.policiesOf(caller)]);
      if (reason) {
        count(`not asked, without ${reason}`);
        skip(`${MINISTACK} has no ${reason}`);
      }
      const difference = DIFFERENCES.find(({ applies }) => applies(caller, iam.trustOf(roleArn)!));
      count(difference ? `${decision} and denied in any case, as ${difference.what}` : `agreements that a call is ${decision}`);
      expect(await ministack.mayAssume(caller, roleArn, call)).toBe(difference ? 'denied' : decision);
    });
  });
}
