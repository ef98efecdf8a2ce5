import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { eventRuler } from './installed';
import { sourcesInside } from '../../src/monitoring/source-ip-patterns';
import { NOW, RULES } from '../../test/support/events/cases';
import { patternOf } from '../../test/support/events/monitored-role';
import { matches } from '../../test/support/events/pattern';

interface Asked {
  readonly pattern: any;
  readonly event: any;
}

const CLASSES = eventRuler();
const given = CLASSES ? describe : describe.skip;

/** What the engine that AWS runs in EventBridge, and has published, decides. */
function decided(asked: Asked[]): boolean[] {
  const program = join(__dirname, 'event-ruler', 'Decide.java');
  const { status, stdout, stderr } = spawnSync('java', ['-cp', join(CLASSES!, '*'), program], {
    input: asked.map((one) => JSON.stringify(one)).join('\n'), encoding: 'utf8', maxBuffer: 2 ** 28,
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout.trim().split('\n').map((line) => line === 'true');
}

given('the engine of EventBridge decides likewise', () => {
  test('of every case of every rule', () => {
    vi.useFakeTimers({ now: new Date(NOW), toFake: ['Date'] });
    const asked = RULES.flatMap(({ what, options, props, cases }) => {
      const pattern = patternOf(options, props);
      return cases.map(([which, event, fires]) => ({ what: `${what}: ${which}`, pattern, event, fires }));
    });
    vi.useRealTimers();
    const answers = decided(asked);
    expect(asked.map(({ what }, i) => [what, answers[i]])).toEqual(asked.map(({ what, fires }) => [what, fires]));
  });

  test('of addresses and networks by the thousand', () => {
    const numbers = fc.array(fc.constantFrom(0, 1, 9, 10, 19, 99, 100, 127, 128, 255), { minLength: 4, maxLength: 4 });
    const pairs = fc.sample(fc.tuple(numbers, fc.integer({ min: 1, max: 32 }), numbers, fc.nat(4)), 5000)
      .map(([network, length, other, alike]) => [`${network.join('.')}/${length}`, [...network.slice(0, alike), ...other.slice(alike)].join('.')]);
    const asked = pairs.map(([network, address]) => ({
      pattern: { address: [{ 'anything-but': { wildcard: sourcesInside([network]) } }] },
      event: { address },
    }));
    expect(decided(asked)).toEqual(asked.map(({ pattern, event }) => matches(pattern, event)));
  });
});
