import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import * as fc from 'fast-check';
import { eventRuler } from './installed';
import { matches } from '../../emulator/services/eventbridge/event-pattern';
import { freezeClock, restoreClock } from '../../emulator/testing/clock';
import { wildcardsOfNetworks } from '../../src/monitoring/source-ip-patterns';
import { NOW, RULES } from '../../test/support/events/cases';
import { patternOf } from '../../test/support/events/monitored-role';

interface MatchRequest {
  readonly pattern: any;
  readonly event: any;
}

afterAll(() => CloudAssembly.cleanupTemporaryDirectories());

const CLASSES = eventRuler();
const describeIfInstalled = CLASSES ? describe : describe.skip;

/** The matches according to event-ruler, the open-source engine of EventBridge. */
function ruledMatches(requests: MatchRequest[]): boolean[] {
  const program = join(__dirname, 'event-ruler', 'Decide.java');
  const { status, stdout, stderr } = spawnSync('java', ['-cp', join(CLASSES!, '*'), program], {
    input: requests.map((one) => JSON.stringify(one)).join('\n'), encoding: 'utf8', maxBuffer: 2 ** 28,
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout.trim().split('\n').map((line) => line === 'true');
}

describeIfInstalled('event-ruler agrees with our matcher', () => {
  test('on every case of every rule', () => {
    freezeClock(NOW);
    const requests = RULES.flatMap(({ what, options, props, cases }) => {
      const pattern = patternOf(options, props);
      return cases.map(([which, event, fires]) => ({ what: `${what}: ${which}`, pattern, event, fires }));
    });
    restoreClock();
    const answers = ruledMatches(requests);
    expect(requests.map(({ what }, i) => [what, answers[i]])).toEqual(requests.map(({ what, fires }) => [what, fires]));
  });

  test('on 5,000 pairs of address and network', () => {
    const numbers = fc.array(fc.constantFrom(0, 1, 9, 10, 19, 99, 100, 127, 128, 255), { minLength: 4, maxLength: 4 });
    const pairs = fc.sample(fc.tuple(numbers, fc.integer({ min: 1, max: 32 }), numbers, fc.nat(4)), 5000)
      .map(([network, length, other, alike]) => [`${network.join('.')}/${length}`, [...network.slice(0, alike), ...other.slice(alike)].join('.')]);
    const requests = pairs.map(([network, address]) => ({
      pattern: { address: [{ 'anything-but': { wildcard: wildcardsOfNetworks([network]) } }] },
      event: { address },
    }));
    expect(ruledMatches(requests)).toEqual(requests.map(({ pattern, event }) => matches(pattern, event)));
  });
});
