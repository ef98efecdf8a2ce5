import { FAULTS } from './faults';
import { prove } from './prove';
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
});
