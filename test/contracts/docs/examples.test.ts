/**
 * Runs the examples of README, docs and docstrings, and keeps their templates for the linters.
 */
import { EXAMPLES, run, stacksOf } from '../../support/examples';
import { templateOf } from '../../support/two-accounts';

afterEach(() => vi.restoreAllMocks());

test('the examples are found', () => {
  expect(EXAMPLES.length).toBeGreaterThan(50);
});

test.each(EXAMPLES)('$name', ({ snippet }) => {
  const stacks = run(snippet).flatMap(stacksOf);
  expect(stacks.length).toBeGreaterThan(0);
  stacks.forEach(templateOf);
});
