import { createHash } from 'crypto';
import * as fc from 'fast-check';
import { access, accounts, HOSTILE, hostileAccess } from '../../../e2e/guide/samples';
import { escaped, html } from '../../../src/hand-off/guide/html';
import { guideMarkdown } from '../../../src/hand-off/guide/markdown';
import { guidePage } from '../../../src/hand-off/guide/page';
import { guidePicture, pictureFile } from '../../../src/hand-off/guide/picture';
import { fitted, wrapped } from '../../../src/hand-off/guide/picture-text';

/** The tags and the attributes of some markup, in order: what its text cannot be allowed to change. */
function skeleton(markup: string): string[] {
  return (markup.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
}

describe('markup', () => {
  test('escapes whatever is put in, and leaves markup as it is', () => {
    expect(html`<b title="${'"x" & \'y\''}">${'<i>'}</b>${html`<hr>`}${[html`<p>`, html`</p>`]}${undefined}${7}`.toString())
      .toBe('<b title="&#34;x&#34; &#38; &#39;y&#39;">&#60;i&#62;</b><hr><p></p>7');
  });

  test.each([
    ['what turns the text around', 'a\u202Eb\u2066c\u200Fd', 'a\uFFFDb\uFFFDc\uFFFDd'],
    ['controls, but no line breaks and tabs', 'a\u0000b\u001Bc\nd\te\u0085', 'a\uFFFDb\uFFFDc\nd\te\uFFFD'],
    ['half a character', 'a\uD83D', 'a\uFFFD'],
    ['and nothing that people write', 'ünïcödé 日本語 عربي 😀', 'ünïcödé 日本語 عربي 😀'],
  ])('replaces %s', (_, text, shown) => {
    expect(escaped(text)).toBe(shown);
  });
});

describe('the page', () => {
  const page = guidePage('Who may look where', [access()], ['a note']);

  test('allows its own style and script by their hashes, and loads nothing', () => {
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)!;
    const hash = (element: string) => {
      const [, content] = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(page)!;
      return `${element}-src 'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    };
    expect(policy.split('; ').sort()).toEqual([
      'base-uri \'none\'', 'default-src \'none\'', 'form-action \'none\'', hash('script'), hash('style'),
    ]);
  });

  test('has no style or handler in an attribute, and no address but of links', () => {
    const tags = page.match(/<[a-z][^>]*>/g)!;
    expect(tags.filter((tag) => /\s(style|on\w+|src|srcset|action|data)=/.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /\shref=/.test(tag)).filter((tag) => !/^<a [^>]*href="(https:\/\/|#accounts")/.test(tag))).toEqual([]);
  });

  test('tells everything that there is to tell', () => {
    const { description, permissions, roleName, allowed, trusted, conditions, longestSession, accounts: [{ name, id, profile }] } = access();
    for (const text of [description!, permissions, roleName, ...allowed, ...trusted, ...conditions, longestSession, name, id!, profile!, 'a note', 'Who may look where']) {
      expect(page).toContain(escaped(text));
    }
  });
});

describe.each([
  ['the page', (name: string) => guidePage(name, [hostileAccess(name)], [name])],
  ['the picture', (name: string) => pictureFile([hostileAccess(name)])],
])('in %s, names are text', (_, render) => {
  const harmless = skeleton(render('x'));

  test.each(HOSTILE)('%j', (name) => {
    // A picture has as many lines as its texts need.
    expect(new Set(skeleton(render(name)).map(withoutPlace))).toEqual(new Set(harmless.map(withoutPlace)));
  });

  test('any', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
      expect(new Set(skeleton(render(name)).map(withoutPlace))).toEqual(new Set(harmless.map(withoutPlace)));
    }), { numRuns: 200 });
  });

  function withoutPlace(tag: string): string {
    return tag.replace(/\sd=""/, '');
  }
});

describe('the picture', () => {
  test.each([
    [1, 1], [8, 8], [9, 4], [50, 4], [1000, 4],
  ])('of %i accounts has %i boxes for them', (count, boxes) => {
    expect(guidePicture([access({ accounts: accounts(count) })]).toString().match(/class="edge/g)).toHaveLength(boxes);
  });

  test('counts the accounts of a stage, and names a few', () => {
    const picture = guidePicture([access({ accounts: accounts(1000) })]).toString();
    ['250 production accounts', '250 staging accounts', '250 development accounts', '250 other accounts', 'Team 0 production'].forEach((text) => {
      expect(picture).toContain(text);
    });
  });

  test.each([
    ['short', 'short'],
    ['a text that is rather too long for it', 'a text that is rath…'],
    ['日本語日本語日本語日本語', '日本語日本語日本…'],
  ])('cuts a line where it would not fit: %s', (text, shown) => {
    expect(fitted(text, 140)).toBe(shown);
  });

  test.each([
    ['one two', 1, ['one two']],
    ['one two three four five six seven', 2, ['one two three', 'four five six…']],
    ['n'.repeat(60), 2, [`${'n'.repeat(10)}…`]],
    ['', 2, ['']],
  ])('wraps a text into a few lines: %s', (text, lines, shown) => {
    expect(wrapped(text, 100, lines)).toEqual(shown);
  });
});

describe('Markdown', () => {
  test('has a table of accounts with links, and the profiles', () => {
    const { accounts: [account] } = access();
    const text = guideMarkdown('Who may look where', [access()], ['a note']);
    expect(text).toContain('# Who may look where\n');
    expect(text).toContain(`| Team 0 production (production) | ${account.id} | [Switch role](<${account.url}>) | team\\-0 |`);
    expect(text).toContain(`\`\`\`ini\n${account.profile}\n`);
    expect(text).toContain('![Who reaches what](picture.svg)');
  });

  /** Without what is escaped, and without the profiles. */
  const unescaped = (text: string) => text.replace(/^(`{3,})ini\n[^]*?\n\1$/gm, '').replace(/\\[^]/g, '');

  test.each([
    ...HOSTILE, '| a | b |', '# heading', '- list', '* list', '1. list', '> quote', '`code`', '```\nfence\n```', '[link](https://example.com)', '![image](x)',
    '**bold** _it_ ~~no~~', 'line\nbreak', '\\', '<!-- comment -->', '&amp;', '$x$', '---',
  ])('takes %j for text', (name) => {
    const shown = unescaped(guideMarkdown(name, [hostileAccess(name)], [name]));
    const usual = unescaped(guideMarkdown('x', [hostileAccess('x')], ['x']));
    const structure = (text: string) => text.replace(/<https:[^>]*>/g, '').replace(/[^\n|#*_`<>[\]!~$&=]/g, '');
    expect(structure(shown)).toBe(structure(usual));
  });

  test('a fence in a profile does not end the profiles', () => {
    const [account] = accounts(1);
    const text = guideMarkdown('x', [access({ accounts: [{ ...account, profile: '````\n# heading' }] })], []);
    expect(text).toContain('`````ini\n````\n# heading\n`````\n');
  });

  test.each([
    ['a mention', '@everyone', '@\u2060everyone'],
    ['an address', 'https://example.com', 'https\u2060://example.com'],
    ['a site', 'www.example.com', 'www\u2060.example.com'],
  ])('does not make a link of %s', (_, name, shown) => {
    expect(guideMarkdown(name, [], []).split('\n')[0]).toBe(`# ${shown}`);
  });
});
