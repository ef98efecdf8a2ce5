import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { DECISION_TABLE } from './decision-table';
import { faultsOf } from './judges';
import { prove } from './prove';
import { configurations } from '../properties/who-may-assume/configuration';
import { make } from '../properties/who-may-assume/library';
import { isRejected } from '../properties/who-may-assume/oracle';
import { COMPLETE } from '../support/complete';

/** The number of random configurations, and their seed; without one, the complete run takes another each time. */
const PROOFS = numberOf('PROOFS') ?? (COMPLETE ? 1000 : 10);
const SEED = numberOf('SEED') ?? (COMPLETE ? Date.now() % 2 ** 31 : 29);

describe('the trust policy allows exactly what is promised, of all requests there can be', () => {
  test.each(DECISION_TABLE)('$trusts, $conditions', async ({ configuration }) => {
    const role = make(configuration);
    expect(await faultsOf(configuration, role, await prove(configuration, role.trustPolicy))).toEqual([]);
  });

  test(`for ${PROOFS} random configurations of seed ${SEED}`, async () => {
    const random = fc.sample(configurations.filter((configuration) => !isRejected(configuration)), { numRuns: PROOFS, seed: SEED });
    const started = performance.now();
    for (const configuration of random) {
      const role = make(configuration);
      expect(await faultsOf(configuration, role, await prove(configuration, role.trustPolicy))).toEqual([]);
    }
    if (process.env.PROOFS ?? COMPLETE) {
      const { rss } = process.memoryUsage();
      console.log(`${PROOFS} proofs of seed ${SEED}: ${Math.round((performance.now() - started) / PROOFS)} ms each with the role and the witnesses, ${Math.round(rss / 2 ** 20)} MiB`);
    }
  }, 60_000 + 1000 * PROOFS);
});

test.each(['who-may-assume', 'who-may-assume-further'])('every entry of test/decisions/%s.test.ts is proven', (table) => {
  const source = readFileSync(join(__dirname, '..', 'decisions', `${table}.test.ts`), 'utf8');
  const titles = [...source.matchAll(/^ {2}access\('(.*?)', '((?:\\'|[^'])*)'/gm)].map(([, trusts, conditions]) => `${trusts}, ${conditions.replace(/\\'/g, '\'')}`);
  expect(titles.length).toBeGreaterThan(20);
  expect(titles.filter((title) => !DECISION_TABLE.some(({ trusts, conditions }) => `${trusts}, ${conditions}` === title))).toEqual([]);
});

function numberOf(variable: string): number | undefined {
  const text = process.env[variable];
  if (text !== undefined && !/^\d+$/.test(text)) {
    throw new Error(`${variable} is ${text}; set it to a whole number`);
  }
  return text === undefined ? undefined : Number(text);
}
