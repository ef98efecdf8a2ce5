import * as fc from 'fast-check';
import { FAULTS } from './faults';
import { prove } from './prove';
import { callerFor, recipes } from '../properties/who-may-assume/callers';
import { decide } from '../properties/who-may-assume/engine';
import { make } from '../properties/who-may-assume/library';
import { getsIn } from '../properties/who-may-assume/oracle';
import { COMPLETE } from '../support/complete';

const wronglyDecided = FAULTS.map(({ wrongly }) => wrongly);

describe('the proof sees planted edits of trust policies', () => {
  test('at least fifty faults, and harmless edits', () => {
    expect(wronglyDecided.filter((wrongly) => wrongly !== 'nobody').length).toBeGreaterThanOrEqual(50);
    expect(wronglyDecided.filter((wrongly) => wrongly === 'nobody').length).toBeGreaterThanOrEqual(5);
  });

  // The quick run has a fourth of them.
  test.each(FAULTS.filter((_, i) => COMPLETE || i % 4 === 0))('$what: $wrongly', async ({ configuration, edit, wrongly }) => {
    const { arn: roleArn, trustPolicy } = make(configuration);
    const text = JSON.stringify(trustPolicy);
    expect(edit(text)).not.toBe(text);
    const edited = JSON.parse(edit(text));

    const { counterexamples } = await prove(configuration, edited, { withoutWitnesses: true });
    const found = counterexamples.map(({ promised }) => promised ? 'denied' : 'allowed');
    expect(found.length === 2 ? 'both' : found[0] ?? 'nobody').toBe(wrongly);
    for (const { caller, promised } of counterexamples) {
      expect(getsIn(configuration, caller)).toBe(promised);
      expect((await decide({ caller, roleArn, trustPolicy: edited })).getsIn).toBe(!promised);
    }
  });

  // Docs/decisions/044-proof.md has the result. The quick run does without: it is a measurement of the other test.
  (COMPLETE ? test : () => undefined)('more of them than random callers do', async () => {
    const made = fc.sample(recipes, { numRuns: 500, seed: 7 });
    const unseen = [];
    for (const { what, configuration, edit, wrongly } of FAULTS.filter((fault) => fault.wrongly !== 'nobody')) {
      const { arn: roleArn, trustPolicy } = make(configuration);
      const edited = JSON.parse(edit(JSON.stringify(trustPolicy)));
      let isSeen = false;
      for (const caller of made.map((recipe) => callerFor(configuration, recipe))) {
        isSeen ||= (await decide({ caller, roleArn, trustPolicy: edited })).getsIn !== getsIn(configuration, caller);
      }
      if (!isSeen) {
        unseen.push(`${what}: ${wrongly}`);
      }
    }
    console.log(`${unseen.length} faults that 500 random callers do not see: ${unseen.join('; ')}`);
    expect(unseen.length).toBeGreaterThan(0);
  }, 600_000);
});
