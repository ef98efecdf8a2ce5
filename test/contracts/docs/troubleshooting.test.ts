import { page } from '../../support/pages';
import { messagesOfSources, warningsOfSources } from '../../support/source-messages';

const [, AT_SYNTH] = /^## At synth\n([^]*?)^## /m.exec(page('docs/troubleshooting.md'))!;

/** The first cell of each row of the tables. */
const ROWS = [...AT_SYNTH.matchAll(/^\| `(.*?)` \|/gm)].map(([, message]) => message);

test('the page lists every message of the library, and no others', () => {
  expect(messagesOfSources().length).toBeGreaterThan(80);
  expect([...ROWS].sort()).toEqual(messagesOfSources().sort());
});

test('the page lists the id of every warning', () => {
  expect(warningsOfSources().length).toBeGreaterThan(5);
  warningsOfSources().forEach((id) => expect(AT_SYNTH).toMatch(new RegExp(`warning \`${id}\``)));
});
