import { createHash } from 'crypto';
import * as fc from 'fast-check';
import { access, accessTrusting, accounts, MALICIOUS_NAMES, maliciousAccess, trust, withoutProfile, withProfile } from '../../../../e2e/guide/samples';
import { AccountStage, SwitchRoleColor } from '../../../../src';
import { AccessDescription, AccountDescription } from '../../../../src/sign-in/guide/access-description';
import { guideDiagram, diagramFile } from '../../../../src/sign-in/guide/diagram';
import { NARROW } from '../../../../src/sign-in/guide/diagram-layout';
import { truncate, wrap } from '../../../../src/sign-in/guide/diagram-text';
import { escapeMarkdown } from '../../../../src/sign-in/guide/escape-markdown';
import { switchRoleChecks } from '../../../../src/sign-in/guide/help';
import { escapeHtml, Html, html } from '../../../../src/sign-in/guide/html';
import { guideMarkdown } from '../../../../src/sign-in/guide/markdown';
import { guidePage } from '../../../../src/sign-in/guide/page';
import { PROFILE_FILES } from '../../../../src/sign-in/guide/profile-files';
import { TrustDescription } from '../../../../src/sign-in/guide/trust-description';
import { HEX_OF_COLOR } from '../../../../src/sign-in/switch-role/console-colors';

/** The tags and the attributes of some markup, in order: what its text cannot be allowed to change. */
function skeleton(markup: string): string[] {
  return (markup.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
}

describe('markup', () => {
  test('escapes each value, and leaves markup as it is', () => {
    expect(html`<b title="${'"x" & \'y\''}">${'<i>'}</b>${html`<hr>`}${[html`<p>`, html`</p>`]}${undefined}${7}`.toString())
      .toBe('<b title="&#34;x&#34; &#38; &#39;y&#39;">&#60;i&#62;</b><hr><p></p>7');
  });

  test.each([
    ['what turns the text around', 'a\u202Eb\u2066c\u200Fd', 'a\uFFFDb\uFFFDc\uFFFDd'],
    ['controls, but no line breaks and tabs', 'a\u0000b\u001Bc\nd\te\u0085', 'a\uFFFDb\uFFFDc\nd\te\uFFFD'],
    ['half a character', 'a\uD83D', 'a\uFFFD'],
    ['and nothing that people write', 'ünïcödé 日本語 عربي 😀', 'ünïcödé 日本語 عربي 😀'],
  ])('replaces %s', (_, text, shown) => {
    expect(escapeHtml(text)).toBe(shown);
  });
});

describe('the page', () => {
  const page = guidePage('Who may assume which role', [access({ notes: ['a note'] })]);

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

  test('has a style for each colour, and a script that shows what needs it', () => {
    for (const [name, hex] of Object.entries(HEX_OF_COLOR)) {
      expect(page).toContain(`.switch.${name} { background: #${hex}; }\n`);
      expect(diagramFile([access()])).toContain(`.picture .edge.${name} { fill: #${hex}; }\n`);
    }
    expect(page).toContain('document.documentElement.classList.add(\'js\');');
    expect(page).toContain('.js button { display: inline-block;');
    expect(page).toContain('.tools { display: none;');
  });

  test('has no style or handler in an attribute, and no address but of links', () => {
    const tags = page.match(/<[a-z][^>]*>/g)!;
    expect(tags.filter((tag) => /\s(style|on\w+|src|srcset|action|data)=/.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /\shref=/.test(tag)).filter((tag) => !/^<a [^>]*href="(https:\/\/|#[a-z-]+"|[a-z-]+\.(ini|spc)")/.test(tag))).toEqual([]);
  });

  const rowOf = (account: Partial<AccountDescription>) =>
    /<tbody class="chunk"[^>]*>\n(.*)\n<\/tbody>/s.exec(guidePage('x', [access({ accounts: [{ ...accounts(1)[0], ...account }] })]))![1];
  const CELLS = '<tr class="account" data-profile="team-0" data-template="0"><th scope="row"><bdi class="name">Team 0 production</bdi>'
    + ' <span class="tag stage">production</span></th><td class="id">200000000000</td><td class="go">';
  const ARN = '</td><td class="arn">arn:aws:iam::200000000000:role/SecurityReadOnlyRole</td></tr>';

  test.each<[string, Partial<AccountDescription>, string]>([
    ['a link', { url: 'https://example.com/?a=1&b=2' },
      `${CELLS}<a class="switch red" href="https://example.com/?a=1&#38;b=2" target="_blank" rel="noopener" `
      + `aria-label="Switch role: Team 0 production, 200000000000">Switch role</a>${ARN}`],
    ['the reason why there is no link', { url: undefined, urlUnavailableReason: 'no link' }, `${CELLS}<bdi>no link</bdi>${ARN}`],
    ['no link that leads elsewhere', { url: 'javascript:alert(1)', urlUnavailableReason: 'no link' }, `${CELLS}<bdi>no link</bdi>${ARN}`],
    ['no link that hides where it leads', { url: 'x https://example.com', urlUnavailableReason: 'no link' }, `${CELLS}<bdi>no link</bdi>${ARN}`],
    ['its owner, and what the owner does', { url: undefined, urlUnavailableReason: 'no link', owner: 'team-<a>', ownerInstructions: 'T/instructions.md' },
      `${CELLS.replace('</span></th>', '</span> <span class="of">Owner: <bdi>team-&#60;a&#62;</bdi></span> <a class="of" href="T/instructions.md">Template for the owner</a></th>')}<bdi>no link</bdi>${ARN}`],
    ['a field for an account that the user chooses',
      { name: 'all accounts', stage: undefined, id: undefined, url: undefined, urlParts: ['https://example.com/?account=', '&b'], urlUnavailableReason: 'by hand' },
      '<tr class="account" data-profile="team-0" data-template="0"><th scope="row"><bdi class="name">all accounts</bdi></th><td class="id">any</td>'
      + '<td class="go"><span class="by-hand">by hand</span><label class="choice">Account id (all accounts) '
      + '<input inputmode="numeric" maxlength="20" autocomplete="off" data-url="[&#34;https://example.com/?account=&#34;,&#34;&#38;b&#34;]"></label> '
      + `<a class="switch" target="_blank" rel="noopener" hidden>Switch role</a>${ARN}`],
    ['no field whose link leads elsewhere', { url: undefined, urlParts: ['http://example.com/', ''], urlUnavailableReason: 'no link' }, `${CELLS}<bdi>no link</bdi>${ARN}`],
  ])('has in the row of an account %s', (_, account, row) => {
    expect(rowOf(account)).toBe(row);
  });

  test.each<[string, AccountDescription['profiles'], string]>([
    ['one', [{ name: 'a', caller: 'IAM user', text: '[a]' }], '<code data-ending="" data-caller="0">[<var class="name">NAME</var>]</code>\n\n'],
    ['one for each kind of caller', [{ name: 'a', caller: 'IAM user', text: 'p' }, { name: 'a-role', caller: 'session of a role', text: 'q' }],
      '<code data-ending="" data-caller="0">p</code>\n\n<code data-ending="-role" data-caller="1">q</code>\n\n'],
    ['the reason why there is none', withoutProfile('no profile').profiles, '<code data-ending=""># no profile</code>\n\n'],
  ])('has a template of the profiles of an account: %s', (_, profiles, markup) => {
    const text = guidePage('x', [access({ accounts: [{ ...accounts(1)[0], profiles }] })]);
    expect(/<div id="profile-templates".*?<pre>(.*?)<\/pre>/s.exec(text)![1]).toBe(markup);
  });

  test('has the templates of profiles once for all accounts that have them, and says for which if there are several', () => {
    const templates = (all: AccountDescription[]) => {
      const text = guidePage('x', [access({ accounts: all })]);
      return [[...text.matchAll(/ data-template="(\d+)"/g)].map(([, i]) => Number(i)), [...text.matchAll(/<p><bdi>([^<]*)<\/bdi>:<\/p>\n<pre>/g)].map(([, names]) => names)];
    };
    const [first, second, third] = accounts(3);
    expect(templates([first, second, third])).toEqual([[0, 0, 0], []]);
    expect(templates([first, { ...second, ...withProfile('another') }, third])).toEqual([[0, 1, 0], ['Team 0 production and Team 2 development', 'Team 1 staging']]);
  });

  test('names in the row of an account what differs: the access, and what is declared', () => {
    const [one, other] = accounts(2);
    const mixed = access({ accounts: [one, { ...other, trust: trust({ declared: 'elsewhere' }) }] });
    const tags = (text: string) => [...text.matchAll(/<span class="tag(?: stage)?">(\w+)/g)].map(([, tag]) => tag);
    expect(tags(guidePage('x', [mixed]))).toEqual(['production', 'staging', 'declared']);
    expect(tags(guidePage('x', [accessTrusting({ declared: 'elsewhere' })]))).toEqual(['production', 'staging']);
    expect(guidePage('x', [mixed])).not.toContain('<bdi class="of title">');
    expect(guidePage('x', [mixed, access({ title: 'Bills' })])).toContain('<bdi class="of title">Bills</bdi>');
  });

  test.each<[string, Partial<AccessDescription>, string[], string[]]>([
    ['conditions', accessTrusting({ conditions: ['has signed in'] }), ['<dt>Conditions</dt><dd><ul><li><bdi>the caller has signed in</bdi></li></ul></dd>'], ['<dd>none</dd>']],
    ['without conditions', accessTrusting({ conditions: [] }), ['<dt>Conditions</dt><dd>none</dd>'], []],
    ['with its description', { description: 'audits' }, ['</h3>\n<p><bdi>audits</bdi></p>\n<dl>'], []],
    ['without a description', { description: undefined }, ['</h3>\n\n<dl>'], []],
    ['who may assume the role', {}, [
      '<dt>Sign in to account</dt><dd>111111111111</dd>',
      '<dt>Permission to assume the role</dt><dd><ul><li><bdi>members of the group Auditors: ann and bob</bdi></li><li><bdi>the role Scanner</bdi></li></ul></dd>',
      '<dt>Trusted by the role</dt><dd><ul><li><bdi>the users ann and bob</bdi></li><li><bdi>the role Scanner</bdi></li></ul></dd>',
    ], []],
    ['what the roles of its accounts trust, once where it is the same', accessTrusting({ trusted: ['x'] }), ['<dt>Trusted by the role</dt><dd><ul><li><bdi>x</bdi></li></ul></dd>'], ['Trusted by the role<bdi>', 'Declared', 'others added']],
    ['what the roles of its accounts trust, each where it differs',
      { accounts: accounts(2).map((one, i) => ({ ...one, name: `n${i}`, trust: trust({ trusted: [`x${i}`] }) })) },
      ['<dt>Trusted by the role<bdi> in n0</bdi></dt><dd><ul><li><bdi>x0</bdi></li></ul></dd>', '<dt>Trusted by the role<bdi> in n1</bdi></dt><dd><ul><li><bdi>x1</bdi></li></ul></dd>'], []],
    ['what the roles of its accounts trust, once, where only another fact differs',
      { accounts: accounts(2).map((one, i) => ({ ...one, name: `n${i}`, trust: trust({ trusted: ['x'], ...i === 1 && { declared: 'elsewhere' } }) })) },
      [
        '<dt>Trusted by the role</dt><dd><ul><li><bdi>x</bdi></li></ul></dd>',
        '<dt>Declared, not decided by this app<bdi> in n1</bdi></dt><dd><ul><li><bdi>elsewhere</bdi></li></ul></dd>',
      ], ['Trusted by the role<bdi>', 'Conditions<bdi>']],
    ['what others added, what is granted for one role, and what is declared', accessTrusting({ addedStatements: ['Allow x'], alsoAllowed: ['the role t'], declared: 'made elsewhere' }), [
      '<dt>Statements that others added to the trust policy</dt><dd><ul><li><bdi>Allow x</bdi></li></ul></dd>',
      '<dt>Permission to assume this role only</dt><dd><ul><li><bdi>the role t</bdi></li></ul></dd>',
      '<dt>Declared, not decided by this app</dt><dd><ul><li><bdi>made elsewhere</bdi></li></ul></dd>',
    ], []],
  ])('describes an access: %s', (_, props, told, untold) => {
    const text = guidePage('x', [access(props)]);
    told.forEach((each) => expect(text).toContain(each));
    untold.forEach((each) => expect(text).not.toContain(each));
  });

  test('numbers its sections, so that each refers to its heading', () => {
    const text = guidePage('x', [access({ title: 'first', permissions: 'all' }), access({ title: 'second', permissions: 'all' })]);
    ['first', 'second'].forEach((title, i) => {
      expect(text).toContain(`<section class="access" aria-labelledby="access-${i}" data-role="SecurityReadOnlyRole" data-level="all">\n<h3 id="access-${i}"><bdi>${title}</bdi></h3>`);
    });
  });

  test('tells of renamed profiles at the end of their access, where there are any', () => {
    expect(guidePage('x', [access({ notes: ['one', 'two'] })])).toContain(
      '<dt>Construct</dt><dd><bdi>Identity/SecurityReadOnly</bdi></dd>\n<dt>Renamed profiles</dt><dd><ul><li><bdi>one</bdi></li><li><bdi>two</bdi></li></ul></dd>\n</dl>');
    expect(guidePage('x', [access()])).not.toContain('Renamed');
  });

  test('has a filter where there is a choice', () => {
    const filters = (accesses: AccessDescription[]) => [...guidePage('x', accesses).matchAll(/<select id="(\w+)">(.*?)<\/select>/g)]
      .map(([, id, options]) => [id, ...[...options.matchAll(/<option value="([^"]*)">([^<]*)/g)].map(([, value, text]) => `${value}: ${text}`)]);
    expect(filters([access({ accounts: accounts(1) })])).toEqual([]);
    const role = accounts(4).map((each) => ({ ...each, profiles: [{ name: 'r', caller: 'session of a role', text: 'p' }] }));
    expect(filters([access({ permissions: 'one' }), access({ permissions: 'two', accounts: role }), access({ permissions: 'one' })])).toEqual([
      ['stage', ': All stages', 'production: production', 'staging: staging', 'development: development', 'other: other'],
      ['level', ': All levels', 'one: one', 'two: two'],
      ['caller', '0: IAM user', '1: session of a role'],
    ]);
  });

  test('has the first visits of all accesses, each once', () => {
    const [first, second] = access().firstVisits;
    const text = guidePage('x', [access(), access({ firstVisits: [second] })]);
    expect([...text.matchAll(/<h3><bdi>([^<]*)<\/bdi><\/h3><ol>/g)].map(([, heading]) => heading)).toEqual([first.caller, second.caller]);
    first.steps.forEach((step) => expect(text).toContain(`<li>${step}</li>`));
  });

  test('names the accesses of first visits that differ for one kind of caller', () => {
    const [first, second] = access().firstVisits;
    const text = guidePage('x', [access(), access({ title: 'Tagged', firstVisits: [{ ...first, steps: ['Ask.'] }, second] })]);
    expect([...text.matchAll(/<h3><bdi>([^<]*)<\/bdi><\/h3><ol>/g)].map(([, heading]) => heading)).toEqual([
      `${first.caller}: Security read only`, second.caller, `${first.caller}: Tagged`,
    ]);
  });

  test.each<[string, Partial<AccessDescription>, string[], string[]]>([
    ['MFA and other conditions', accessTrusting({ conditions: ['has signed in with MFA', 'calls from x'] }), ['You signed in with MFA', 'Every condition'], []],
    ['MFA only', accessTrusting({ conditions: ['has signed in with MFA'] }, { accounts: accounts(1) }), ['You signed in with MFA'], ['Every condition']],
    ['no condition', accessTrusting({ conditions: [] }), ['You have signed in to account 111111111111'], ['MFA', 'Every condition']],
  ])('says what to check when the console does not switch: %s', (_, props, told, untold) => {
    const [, problem] = /<section id="problem"(.*?)<\/section>/s.exec(guidePage('x', [access(props)]))!;
    expect(problem).toContain('Invalid information in one or more fields');
    told.forEach((each) => expect(problem).toContain(each));
    untold.forEach((each) => expect(problem).not.toContain(each));
  });

  test('shows every text of the model', () => {
    const { description, permissions, roleName, allowed, longestSession, accounts: [account] } = access();
    const { name, id, roleArn, trust: told } = account;
    const { trusted, conditions } = told;
    const texts = [
      description!, permissions, roleName,
      ...allowed, ...trusted, ...conditions, longestSession, name, id!, roleArn, 'a note', 'Who may assume which role',
    ];
    for (const text of texts) {
      expect(page).toContain(escapeHtml(text));
    }
  });
});

describe.each([
  ['the page', (name: string) => guidePage(name, [maliciousAccess(name)])],
  ['the picture', (name: string) => diagramFile([maliciousAccess(name)])],
])('in %s, names are text', (_, render) => {
  const harmless = skeleton(render('x'));

  test.each(MALICIOUS_NAMES)('%j', (name) => {
    // A picture has as many lines as its texts need.
    expect(tagsOf(skeleton(render(name)))).toEqual(tagsOf(harmless));
  });

  test('any', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
      expect(tagsOf(skeleton(render(name)))).toEqual(tagsOf(harmless));
    }), { numRuns: 200 });
  });

  /** Without the titles of names that are cut, and the values in profiles, which an empty text has not. */
  function tagsOf(tags: string[]): Set<string> {
    return new Set(tags.filter((tag) => !/^<\/?(title|var)\b/.test(tag)).map((tag) => tag.replace(/\sd=""/, '')));
  }
});

describe('the picture', () => {
  test.each([
    [1, 1], [8, 8], [9, 4], [50, 4], [1000, 4],
  ])('of %i accounts has %i boxes for them', (count, boxes) => {
    expect(guideDiagram([access({ accounts: accounts(count) })]).toString().match(/class="edge/g)).toHaveLength(boxes);
  });

  const little = (count: number, props: Partial<TrustDescription> = {}) => accessTrusting({ trusted: ['bob'], conditions: [], ...props }, {
    allowed: ['ann'], permissions: 'all', roleName: 'Role', accounts: accounts(count).map((each, i) => ({ ...each, name: `n${i}` })),
  });
  /** The upper left corners of the boxes. */
  const corners = (picture: Html) => [...picture.toString().matchAll(/<rect class="box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g)].map(([, ...numbers]) => numbers.map(Number));

  test('of one account has users on the left, an arrow with the name of the role, and the account with its level on the right', () => {
    expect(guideDiagram([little(1)]).toString()).toBe([
      '<svg xmlns="http://www.w3.org/2000/svg" class="picture wide" role="img" aria-labelledby="picture-title picture-text" width="960" height="98" viewBox="0 0 960 98">',
      '\n<title id="picture-title">Who can read which accounts</title>\n<desc id="picture-text">ann may assume the role Role in n0. The role may read all.</desc>\n<g>',
      '<rect class="box" x="1" y="1" width="330" height="96" rx="6"/>',
      '<text class="strong" x="13" y="26.5">Account 111111111111</text><text class="" x="13" y="44.5">ann</text>',
      '<text class="small" x="13" y="62.5">Trusted by the role:</text><text class="small" x="13" y="80.5">bob</text>',
      '<path class="arrow" d="M337 49H508"/><path class="head" d="M506 43l10 6l-10 6z"/><text class="small" x="343" y="39">Role</text>',
      '<text class="small" x="530" y="14.5">all</text>',
      '<rect class="box" x="530" y="25" width="429" height="46" rx="6"/><rect class="edge red" x="530" y="25" width="8" height="46" rx="3"/>',
      '<text class="strong" x="550" y="44">n0</text><text class="small" x="550" y="62">200000000000</text></g>\n</svg>',
    ].join(''));
  });

  const USERS = [1, 1, 330];
  test.each([
    ['two accounts under each other', 2, [[530, 25, 429], [530, 81, 429]]],
    ['three in two columns', 3, [[530, 25, 209.5], [749.5, 25, 209.5], [530, 81, 209.5]]],
    ['eight too', 8, [25, 81, 137, 193].flatMap((y) => [[530, y, 209.5], [749.5, y, 209.5]])],
    ['nine by their four stages, under each other', 9, [25, 81, 137, 193].map((y) => [530, y, 429])],
  ])('has %s', (_, count, boxes) => {
    expect(corners(guideDiagram([little(count)]))).toEqual([USERS, ...boxes]);
  });

  test.each([
    ['people', 1, 98],
    ['accounts', 8, 240],
  ])('is as high as its %s', (_, count, height) => {
    const picture = guideDiagram([little(count)]).toString();
    expect(picture).toContain(`width="960" height="${height}" viewBox="0 0 960 ${height}"`);
    expect(picture).toContain('<path class="arrow" d="M337 49H508"/>');
  });

  test('points from the middle of both sides where the right one is lower', () => {
    const conditions = Array.from({ length: 4 }, () => 'x');
    const picture = guideDiagram([little(1, { conditions })]).toString();
    expect(picture).toContain('height="168" rx="6"/>');
    expect(picture).toContain('<path class="arrow" d="M337 85H508"/>');
    expect(picture.match(/class="small"[^>]*>if the caller x</g)).toHaveLength(4);
  });

  test('has several constructs under each other', () => {
    const picture = guideDiagram([little(1), little(1)]);
    expect(corners(picture)).toEqual([USERS, [530, 25, 429], [1, 125, 330], [530, 149, 429]]);
    expect(picture.toString()).toContain('height="222" viewBox="0 0 960 222"');
    expect(picture.toString()).toContain('in n0. The role may read all. ann may assume');
  });

  test('shows what others added after the conditions, which do not apply to it', () => {
    const picture = guideDiagram([little(1, { trusted: ['x'], conditions: ['has signed in with MFA'], addedStatements: ['Allow y'] })]).toString();
    expect([...picture.matchAll(/class="small" x="13"[^>]*>([^<]*)</g)].map(([, text]) => text)).toEqual([
      'Trusted by the role:', 'x', 'if the caller has signed in with MFA', 'added by others: Allow y',
    ]);
  });

  test('shows up to three trusts that differ, what others added, and what is declared', () => {
    const { accounts: several, ...rest } = little(4);
    const changed = { addedStatements: ['Allow y'], declared: 'elsewhere' };
    const differing = several.map((one, i) => ({ ...one, trust: trust({ trusted: [`x${i}`], conditions: [], ...i === 1 && changed }) }));
    const picture = guideDiagram([{ ...rest, accounts: differing }]).toString();
    expect([...picture.matchAll(/class="small" x="13"[^>]*>([^<]*)</g)].map(([, text]) => text)).toEqual([
      'Trusted by the role in n0:', 'x0', 'Trusted by the role in n1, as declared:', 'x1', 'added by others: Allow y', 'Trusted by the role in n2:', 'x2',
    ]);
  });

  test('truncates long lists of users and conditions, and long lines', () => {
    const many = Array.from({ length: 20 }, (_, i) => `x${i}`);
    const picture = guideDiagram([{ ...little(1, { trusted: many, conditions: many }), allowed: many, permissions: 'many words '.repeat(50), roleName: 'r'.repeat(64) }]).toString();
    const shown = [...picture.matchAll(/<text class="\w*" x="([\d.]+)" y="[\d.]+">(?:<title>[^<]*<\/title>)?([^<]*)</g)].map(([, x, text]) => [x, text]);
    expect(shown.filter(([x]) => x === '13').map(([, text]) => text)).toEqual([
      'Account 111111111111', ...many.slice(0, 6), 'Trusted by the role:', ...many.slice(0, 5), ...many.slice(0, 8).map((text) => `if the caller ${text}`),
    ]);
    expect(shown.filter(([x]) => x === '530').map(([, text]) => text)).toEqual([...Array(2).fill(expect.stringMatching(/^(many|words)( many| words)+$/)), expect.stringMatching(/…$/)]);
    expect(shown.filter(([x]) => x === '343').map(([, text]) => text)).toEqual([`${'r'.repeat(29)}…`]);
  });

  test('cuts names where their boxes end', () => {
    const long = 'n'.repeat(100);
    const picture = guideDiagram([{ ...little(1), allowed: [long], accounts: [{ ...accounts(1)[0], name: long, id: long }] }]).toString();
    const cut = [...picture.matchAll(/<text class="(\w*)" [^>]*>(?:<title>n{100}<\/title>)?(n+)…</g)].map(([, style, text]) => [style, text.length]);
    expect(cut).toEqual([['', 36], ['strong', 41], ['small', 47]]);
    expect(picture.match(/<title>n{100}<\/title>/g)).toHaveLength(2);
  });

  test('on a phone has the accounts below the users, in one column', () => {
    const picture = guideDiagram([little(3)], NARROW, 'narrow');
    expect(corners(picture)).toEqual([[1, 1, 298], [1, 165, 298], [1, 221, 298], [1, 277, 298]]);
    expect(picture.toString()).toContain('<path class="arrow" d="M19 101V127"/>');
    expect(picture.toString()).toContain('class="picture narrow" role="img" aria-labelledby="narrow-title narrow-text" width="300"');
  });

  test('has the stages in one order, and a colour where all accounts of a stage have it', () => {
    const [first, ...others] = accounts(12).reverse();
    const differing = { ...first, stage: AccountStage.STAGING, color: SwitchRoleColor.RED };
    const picture = guideDiagram([access({ accounts: [differing, ...others] })]).toString();
    expect([...picture.matchAll(/class="strong" x="550" y="\d+">([^<]*)</g)].map(([, text]) => text)).toEqual([
      '3 production accounts', '4 staging accounts', '3 development accounts', '2 other accounts',
    ]);
    expect([...picture.matchAll(/class="edge (\w*)"/g)].map(([, color]) => color)).toEqual(['red', '', 'green', '']);
  });

  test('in words counts accounts, and names all who come', () => {
    expect(guideDiagram([{ ...little(2), allowed: ['ann', 'bob'] }]).toString())
      .toContain('<desc id="picture-text">ann, bob may assume the role Role in 2 accounts. The role may read all.</desc>');
  });

  test('as a file has a style of its own', () => {
    expect(diagramFile([little(1)])).toMatch(/<\/desc>\n<style>[^<]+<\/style><g>[^]*<\/svg>\n$/);
    expect(guideDiagram([little(1)]).toString()).not.toContain('<style>');
  });

  test('shows an account of an organization, and accounts without stage and colour', () => {
    const [one] = accounts(1);
    const organization = { ...one, id: undefined, color: undefined };
    expect(guideDiagram([access({ accounts: [organization] })]).toString()).toMatch(/class="edge "[^]*>any account</);
    const others = accounts(9).map((each, i) => i === 0 ? each : { ...each, stage: undefined });
    const picture = guideDiagram([access({ accounts: others })]).toString();
    expect([...picture.matchAll(/class="edge (\w*)"/g)].map(([, color]) => color)).toEqual(['red', '']);
    expect([...picture.matchAll(/class="(?:strong|small)" x="550" y="\d+">([^<]*)</g)].map(([, text]) => text)).toEqual([
      '1 production account', 'Team 0 production', '8 other accounts', 'Team 1 staging, Team 2 development, Team 3 shared, …',
    ]);
  });

  test('names all accounts of a stage that has three', () => {
    expect(guideDiagram([little(12)]).toString()).toContain('>n0, n4, n8<');
  });

  test('counts the accounts of a stage, and names a few', () => {
    const picture = guideDiagram([access({ accounts: accounts(1000) })]).toString();
    ['250 production accounts', '250 staging accounts', '250 development accounts', '250 other accounts', 'Team 0 production'].forEach((text) => {
      expect(picture).toContain(text);
    });
  });

  test.each([
    ['short', 'short'],
    ['a text that is rather too long for it', 'a text that is rath…'],
    ['日本語日本語日本語日本語', '日本語日本語日本…'],
  ])('cuts a line where it would not fit: %s', (text, shown) => {
    expect(truncate(text, 140)).toBe(shown);
  });

  test.each([[40, 'nnnnn'], [39, 'nnn…'], [10, '…']])('a line of five characters of eight pixels, in %d pixels', (width, shown) => {
    expect(truncate('nnnnn', width)).toBe(shown);
  });

  test.each([
    ['one two', 1, ['one two']],
    ['one  two', 1, ['one two']],
    ['one two three four five six seven', 2, ['one two three', 'four five six…']],
    ['n'.repeat(60), 2, [`${'n'.repeat(10)}…`]],
    ['', 2, ['']],
  ])('wraps a text into a few lines: %s', (text, lines, shown) => {
    expect(wrap(text, 100, lines)).toEqual(shown);
  });
});

describe('Markdown', () => {
  const CHECKS = switchRoleChecks([accessTrusting({ conditions: [] })]).map((check, i) => `${i + 1}. ${check}`).join('\n');
  const FILES = Object.entries(PROFILE_FILES).map(([file, tool]) => `- [${file}](${file}): ${escapeMarkdown(tool)}`).join('\n');

  test('has a table of accounts with links, and the profiles', () => {
    const { accounts: [account] } = access();
    const text = guideMarkdown('Who may assume which role', [access()]);
    expect(text).toContain('# Who may assume which role\n');
    expect(text).toContain(`| Team 0 production (production) | ${account.id} | [Switch role](<${account.url}>) | team\\-0 \\(IAM user\\) |`);
    expect(text).toContain(`\`\`\`ini\n${account.profiles[0].text}\n`);
    expect(text).toContain('![Who can read which accounts](picture.svg)');
  });

  test('is, of one access', () => {
    const [first, chosen] = accounts(2);
    const linked = { ...first, owner: 'ops' };
    const without = { ...chosen, stage: undefined, id: undefined, url: undefined, urlUnavailableReason: 'by hand', ...withoutProfile('no profile') };
    const withNotes = accessTrusting({ conditions: [] }, { accounts: [linked, without], notes: ['a note', 'another'] });
    expect(guideMarkdown('Who', [withNotes])).toBe(`# Who

## Security read only

Security reads all accounts.

| account | id | console | profile |
| --- | --- | --- | --- |
| Team 0 production (production), owner: ops | 200000000000 | [Switch role](<${linked.url}>) | team\\-0 \\(IAM user\\) |
| Team 1 staging | any | by hand | no profile \\(IAM user\\) |

- Sign in to account: 111111111111
- The role may read: everything that AWS classifies as read\\-only, including data \\(AWS's ReadOnlyAccess\\)
- Longest session: 4 hours
- Permission to assume the role: members of the group Auditors: ann and bob; the role Scanner
- Trusted by the role: the users ann and bob; the role Scanner
- Conditions: none
- The role may read, in detail: the policy ReadOnlyAccess
- Role: SecurityReadOnlyRole
- Construct: Identity/SecurityReadOnly
- Renamed profiles: a note; another

\`\`\`ini
${linked.profiles[0].text}
\`\`\`

## First visit

IAM user:

1. Register an MFA device.
2. Sign in again.
3. Choose Switch role.

Role:

1. Sign in.
2. Choose Switch role.

## If *Switch role* fails

The console says only *Invalid information in one or more fields*. Check in this order:

${CHECKS}

## Files for command-line tools

${FILES}

## Diagram

![Who can read which accounts](picture.svg)
`);
  });

  test('has no profiles where there are none, and no link that leads elsewhere', () => {
    const text = guideMarkdown('x', [access({ description: undefined, accounts: [{ ...accounts(1)[0], url: 'javascript:alert(1)', ...withoutProfile('none') }] })]);
    expect(text).toContain('## Security read only\n\n| account');
    expect(text).toContain('| Team 0 production (production) | 200000000000 |  | none \\(IAM user\\) |\n');
    expect(text).toContain('- Construct: Identity/SecurityReadOnly\n\n## First visit');
  });

  test('names the conditions of an access, and its window', () => {
    const text = guideMarkdown('x', [access({ window: { from: '2026-01-01T00:00:00Z', until: '2026-03-31T23:59:59Z' } })]);
    expect(text).toContain('\n- Conditions: the caller has signed in with MFA, if an IAM user; the caller calls from 203.0.113.0/24\n');
    expect(text).toContain('\n- Can be used: from 2026\\-01\\-01T00:00:00Z until 2026\\-03\\-31T23:59:59Z\n');
  });

  test('has the profiles of several accounts behind each other', () => {
    const [one, other] = accounts(2);
    expect(guideMarkdown('x', [access()])).toContain(`\`\`\`ini\n${one.profiles[0].text}\n\n${other.profiles[0].text}\n\`\`\`\n`);
  });

  /** Without what is escaped, and without the profiles. */
  const unescaped = (text: string) => text.replace(/^(`{3,})ini\n[^]*?\n\1$/gm, '').replace(/\\[^]/g, '');

  test.each([
    ...MALICIOUS_NAMES, '| a | b |', '# heading', '- list', '* list', '1. list', '> quote', '`code`', '```\nfence\n```', '[link](https://example.com)', '![image](x)',
    '**bold** _it_ ~~no~~', 'line\nbreak', '\\', '<!-- comment -->', '&amp;', '$x$', '---',
  ])('takes %j for text', (name) => {
    const shown = unescaped(guideMarkdown(name, [maliciousAccess(name)]));
    const usual = unescaped(guideMarkdown('x', [maliciousAccess('x')]));
    const structure = (text: string) => text.replace(/<https:[^>]*>/g, '').replace(/[^\n|#*_`<>[\]!~$&=]/g, '');
    expect(structure(shown)).toBe(structure(usual));
  });

  test('a fence in a profile does not end the profiles', () => {
    const [account] = accounts(1);
    const text = guideMarkdown('x', [access({ accounts: [{ ...account, ...withProfile('````\n# heading') }] })]);
    expect(text).toContain('`````ini\n````\n# heading\n`````\n');
  });

  test.each([
    ['a mention', '@everyone', '@\u2060everyone'],
    ['an address', 'https://example.com', 'https\u2060://example.com'],
    ['an address without TLS', 'http://example.com', 'http\u2060://example.com'],
    ['a site', 'www.example.com', 'www\u2060.example.com'],
    ['several lines and spaces', 'a \n  b', 'a b'],
  ])('does not make a link of %s', (_, name, shown) => {
    expect(guideMarkdown(name, []).split('\n')[0]).toBe(`# ${shown}`);
  });
});
