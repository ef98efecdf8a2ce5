import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { messagesOfSources } from '../support/messages';

const ROOT = join(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'troubleshooting.md'), 'utf8');
const [, AT_SYNTH] = /^## At synth\n([^]*?)^## /m.exec(PAGE)!;

/** The first cell of each row of the tables. */
const ROWS = [...AT_SYNTH.matchAll(/^\| `(.*?)` \|/gm)].map(([, message]) => message);

/** The ids of all warnings. */
function warnings(): string[] {
  const files = (readdirSync(join(ROOT, 'src'), { recursive: true }) as string[]).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => [...readFileSync(join(ROOT, 'src', file), 'utf8').matchAll(/addWarningV2\('cdk-cross-account-read-only-access:(\w+)'/g)].map(([, id]) => id));
}

test('the page has every message of the library, and no other', () => {
  expect(messagesOfSources().length).toBeGreaterThan(80);
  expect([...ROWS].sort()).toEqual(messagesOfSources().sort());
});

test('the page has every warning by its id', () => {
  expect(warnings().length).toBeGreaterThan(5);
  warnings().forEach((id) => expect(AT_SYNTH).toMatch(new RegExp(`warning \`${id}\``)));
});
