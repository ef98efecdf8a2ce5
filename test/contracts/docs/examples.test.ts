/**
 * What the README, the docs and the docstrings show does what they say: it runs, and its templates are kept for the judges.
 */
import { EXAMPLES, run, stacksOf } from '../../support/examples';
import { templateOf } from '../../support/two-accounts';

afterEach(() => vi.restoreAllMocks());

test('examples are found where they are', () => {
  expect(EXAMPLES.length).toBeGreaterThan(50);
});

test.each(EXAMPLES)('$name', ({ snippet }) => {
  const stacks = run(snippet).flatMap(stacksOf);
  expect(stacks.length).toBeGreaterThan(0);
  stacks.forEach(templateOf);
});
