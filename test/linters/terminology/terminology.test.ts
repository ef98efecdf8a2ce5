import { lint } from './lint';
import { hasMessages, pathWithin, sources } from './sources';
import { TERMS } from './terms';

/** What is found in a text, by line and column. */
async function found(path: string, ...lines: string[]): Promise<string[]> {
  const findings = await lint(path, lines.join('\n'));
  return findings.map(({ line, column, message }) => `${line}:${column} ${message.replace(/ → write .*/, '')}`);
}

describe.each(TERMS.map(({ row, inCode }) => ({ find: row.find, row, inCode })))('the row $find', ({ row, inCode }) => {
  async function isFound(text: string): Promise<boolean> {
    return (await lint('docs/page.md', text)).some(({ message }) => message.includes(`→ write "${row.write}"`));
  }

  test.each(row.bad)('finds: %s', async (bad) => {
    expect(await isFound(bad)).toBe(true);
  });

  test.each(row.bad)(inCode ? 'finds in code too: %s' : 'does not find in code: %s', async (bad) => {
    expect(await isFound(`~~~ts\n${bad}\n~~~`)).toBe(inCode);
  });

  test('finds nothing in its good example, nor does another row', async () => {
    expect(await lint('docs/page.md', row.good)).toEqual([]);
  });
});

describe('in Markdown', () => {
  test.each([
    ['a paragraph', ['# Page', '', 'People of account A look at account B.'], ['3:21 "look at"'], ['# Page', '', 'People in account A read account B.']],
    ['a heading', ['## Hand it over'], ['1:4 "Hand it over"'], ['## Sign in']],
    ['a phrase across lines', ['the stacks know each', 'other by name only'], ['1:12 "know each other by name only"'], ['no cross-stack', 'references']],
    ['a phrase across emphasis', ['They *look* at it.'], ['1:7 "look* at"'], ['They *read* it.']],
    ['a phrase around code', ['The policy lets `userA` in.'], ['1:12 "lets `userA` in"'], ['`userA` can assume the role.']],
    ['a cell of a table', ['| a | b |', '| --- | --- |', '| x | whoever |'], ['3:7 "whoever"'], ['| a | b |', '| --- | --- |', '| x | caller |']],
    ['a quote', ['> Each one is', '> none.'], ['1:12 "is > none"'], ['> Each one is', '> wrong.']],
    ['the words for a picture', ['![It asks for MFA.](a.png)'], ['1:6 "asks for MFA"'], ['![It requires MFA.](a.png)']],
    ['an old public name in a block of code', ['```ts', 'access.grantAssume(tool);', '```'], ['2:8 "grantAssume"'], ['```ts', 'access.grantAssumeRole(tool);', '```']],
    ['an old public name within a sentence', ['See `switchRoleNote`.'], ['1:6 "switchRoleNote"'], ['See `switchRoleUnavailableReason`.']],
    ['an old path', ['[quotas](../src/private/quotas.ts)'], ['1:13 "src/private"'], ['[quotas](../src/core/quotas.ts)']],
  ])('%s', async (_, relapse, places, right) => {
    expect(await found('docs/page.md', ...relapse)).toEqual(places);
    expect(await found('docs/page.md', ...right)).toEqual([]);
  });

  test.each([
    ['a word in code', ['Not `anew`, and not', '', '```', 'beside', '```']],
    ['words of two paragraphs', ['They know each', '', 'other by name only.']],
    ['what a command writes into the page', ['<!-- numbers -->', '| anew |', '<!-- /numbers -->']],
  ])('finds nothing in %s', async (_, lines) => {
    expect(await found('docs/page.md', ...lines)).toEqual([]);
  });

  test('finds what follows what a command writes, at its place', async () => {
    expect(await found('README.md', '<!-- a -->', 'anew', '<!-- /a -->', 'Do it anew.')).toEqual(['4:7 "anew"']);
  });
});

describe('in TypeScript', () => {
  test.each([
    ['a docstring of a line', ['/** Whoever comes. */'], ['1:5 "Whoever"'], ['/** The caller. */']],
    ['a docstring, across lines', ['/**', ' * They look', ' * at it.', ' */'], ['2:9 "look at"'], ['/**', ' * They read', ' * it.', ' */']],
    ['an example', ['/**', ' * @example', ' *', ' * a.grantAssume(b);', ' */'], ['4:6 "grantAssume"'], ['/**', ' * @example', ' *', ' * a.grantAssumeRole(b);', ' */']],
    ['a default', ['/** @default - beside it */'], ['1:16 "beside"'], ['/** @default - next to it */']],
    ['a comment behind code', ['const a = 1; // is none'], ['1:17 "is none"'], ['const a = 1; // is 1']],
    ['comments that follow each other', ['  // They know each', '  // other by name only.'], ['1:11 "know each other by name only"'], ['  // They know each', '  // other.']],
    ['an error message', ['fail(`${a}`, \'lets them in\');'], ['1:15 "lets them in"'], ['fail(`${a}`, \'can assume the role\');']],
    ['a message with values', ['fail(`roleName has ${a.b(\'c\')} characters`);'], ['1:16 "has … characters"'], ['fail(`roleName is ${a.b(\'c\')} characters long`);']],
    ['a message that is joined', ['fail(\'they look \' +', '  \'at it\');'], ['1:12 "look at"'], ['fail(\'they read \' +', '  \'it\');']],
    ['an old name in a message', ['fail(\'homePermissions are wrong\');'], ['1:7 "homePermissions"'], ['fail(\'groupPermissions are wrong\');']],
  ])('%s', async (_, relapse, places, right) => {
    expect(await found('src/file.ts', ...relapse)).toEqual(places);
    expect(await found('src/file.ts', ...right)).toEqual([]);
  });

  test.each([
    ['code', ['const anew = beside(whoever);']],
    ['code within a docstring', ['/** See `anew` and {@link beside}. */']],
    ['names of modules and types', ['import { a } from \'./beside\';', 'const b: \'anew\' = c[\'whoever\'];']],
    ['comments with code between', ['// They know each', 'const a = 1;', '// other by name only.']],
    ['messages next to each other', ['f(\'they look \', \'at it\');']],
    ['the paragraphs of a docstring', ['/**', ' * They look', ' *', ' * at it.', ' */']],
  ])('finds nothing in %s', async (_, lines) => {
    expect(await found('src/file.ts', ...lines)).toEqual([]);
  });

  test('what looks like a comment in a string is one of no file', async () => {
    expect(await found('test/file.ts', 'const a = \'/* anew */\'; const b = `// anew`; const c = /\\/* anew/;')).toEqual([]);
  });

  test('outside of the source and the commands, comments are for readers, and strings are not', async () => {
    expect(await found('test/file.ts', 'f(\'anew\'); // beside')).toEqual(['1:15 "beside"']);
  });
});

describe('in other files', () => {
  test.each([
    ['a form', '.github/ISSUE_TEMPLATE/a.yml', ['anew:', '  - label: Who is let in'], ['2:19 "let in"']],
    ['a schema', 'docs/a.schema.json', ['{ "beside": { "description": "in words" } }'], ['1:31 "in words"']],
    ['a picture', 'docs/a.svg', ['<svg class="beside"><text>It asks for MFA</text></svg>'], ['1:30 "asks for MFA"']],
  ])('%s: what a reader sees', async (_, path, lines, places) => {
    expect(await found(path, ...lines)).toEqual(places);
  });
});

describe('what is linted', () => {
  test.each(['README.md', 'CONTRIBUTING.md', 'src/index.ts', '.projenrc.ts', '.github/ISSUE_TEMPLATE/bug.yml', 'docs/two-accounts.svg', __filename])('%s', (path) => {
    expect(sources()).toContain(pathWithin(path));
  });

  test.each(['API.md', 'LICENSE', 'package.json', 'docs/levels.md', 'docs/benchmarks.md'])('not %s', (path) => {
    expect(sources()).not.toContain(path);
  });

  test.each(['src/a.ts', 'demo/a.ts', 'tools/a.ts', '.projenrc.ts'])('the messages of %s', (path) => {
    expect(hasMessages(path)).toBe(true);
  });
});
