import { matches } from '../../../emulator/services/eventbridge/event-pattern';
import { NOW, RULES } from '../../support/events/cases';
import { patternOf } from '../../support/events/monitored-role';

beforeAll(() => vi.useFakeTimers({ now: new Date(NOW), toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

describe.each(RULES)('a rule for assumptions: $what', ({ options, props, cases }) => {
  test.each(cases)('%s', (_, event, fires) => {
    expect(matches(patternOf(options, props), event)).toBe(fires);
  });
});
