import { AssumeRoleCall } from './assume-role-call';
import { Caller } from './callers';
import { atTime } from './clock';
import { deployed } from './decision-tables';
import { DeployedIam } from './deployed-iam';
import { Decision } from './policy-engine';
import { CrossAccountReadOnlyAccessProps } from '../../src';

/** The name of the role in these tables. */
export const ROLE = 'SecurityReadOnlyRole';

export type AccessCase = [who: string, caller: Caller, call: AssumeRoleCall, decision: Decision];

/** Trusted principals and conditions, with callers and the decision on each. */
export interface Access {
  readonly trusts: string;
  readonly conditions: string;
  readonly deploy: () => DeployedIam;
  readonly cases: AccessCase[];
}

/** Both halves with these props, deployed on the first day of 2026. */
export function access(
  trusts: string,
  conditions: string,
  props: Partial<CrossAccountReadOnlyAccessProps>,
  cases: AccessCase[],
  more?: Parameters<typeof deployed>[1],
): Access {
  return { trusts, conditions, cases, deploy: () => atTime('2026-01-01T00:00:00Z', () => deployed(props, more)) };
}

/** Tests each decision, by the engine of all tests or by a second one, and that each allowed caller comes with the nearest caller who is denied. */
export function testAccessTable(table: Access[], leastCases: number): void {
  if (process.env.SECOND_ENGINE) {
    // Loaded only here, with the clients that it needs.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { testWithMiniStack } = require('../second-engine/ministack') as typeof import('../second-engine/ministack');
    return testWithMiniStack(table, ROLE);
  }
  describe.each(table)('$trusts, $conditions', ({ deploy, cases }) => {
    let iam: DeployedIam;
    beforeAll(() => {
      iam = deploy();
    });
    test.each(cases)('%s', async (_, caller, call, decision) => {
      expect(await iam.mayAssume(caller, iam.roleArn(ROLE), call)).toBe(decision);
    });
  });

  describe('the table', () => {
    test(`has at least ${leastCases} cases, no two of one entry the same`, () => {
      const names = table.flatMap(({ trusts, conditions, cases }) => cases.map(([who]) => `${trusts}, ${conditions}: ${who}`));
      expect(names.length).toBeGreaterThanOrEqual(leastCases);
      expect(new Set(names).size).toBe(names.length);
    });

    test('has a denied caller for every allowed one', () => {
      const alone = table.flatMap(({ cases }) => cases.filter(([, , , decision], i) =>
        decision === 'allowed' && ![cases[i - 1], cases[i + 1]].some((neighbour) => neighbour?.[3] === 'denied')));
      expect(alone.map(([who]) => who)).toEqual([]);
    });
  });
}
