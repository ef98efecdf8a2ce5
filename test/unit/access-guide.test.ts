import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { App, Aspects, Aws, CfnOutput, CfnParameter, Lazy, Stack, Stage } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { AccessGuide, AccessGuideProps, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, TrustingRole, TrustingTarget } from '../../src';
import { ACCESS, BadInput, Input, rejects } from '../support/invalid-props';
import { A, B, C, TwoAccounts } from '../support/two-accounts';

const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function newApp(): App {
  const outdir = mkdtempSync(join(tmpdir(), 'guide-'));
  folders.push(outdir);
  return new App({ outdir });
}

function stackIn(scope: App | Stage, id: string, account: string): Stack {
  return new Stack(scope, id, { env: { account, region: 'eu-west-1' } });
}

function accessIn(stack: Stack, id: string, props: Partial<CrossAccountReadOnlyAccessProps> = {}): CrossAccountReadOnlyAccess {
  return new CrossAccountReadOnlyAccess(stack, id, { trusting: [TrustingTarget.account(B, { name: 'Workload' })], ...props });
}

const FILES = [
  'access.json', 'aws-cli.ini', 'aws-vault.ini', 'extend-switch-roles-by-base-account.ini', 'extend-switch-roles.ini', 'granted.ini', 'guide.md', 'index.html',
  'picture.svg', 'steampipe.spc',
];

describe('at synth', () => {
  let app: App;

  beforeEach(() => {
    app = newApp();
  });

  test('the guide is written into the cloud assembly, and makes no resources', () => {
    const a = stackIn(app, 'Identity', A);
    const access = accessIn(a, 'Access');
    const { directory, page, cliProfiles } = new AccessGuide(a, 'Guide', { accesses: [access] });
    expect(existsSync(page)).toBe(false);
    const withGuide = app.synth().getStackByName('Identity').template.Resources;

    expect(relative(app.outdir, directory)).toMatch(/^Identity-Guide-[0-9A-F]{8}$/);
    expect(readdirSync(directory).sort()).toEqual(FILES);
    expect(page).toBe(join(directory, 'index.html'));
    expect(readFileSync(join(directory, 'aws-cli.ini'), 'utf8')).toBe(cliProfiles.awsCli);

    const without = newApp();
    accessIn(stackIn(without, 'Identity', A), 'Access');
    expect(withGuide).toEqual(without.synth().getStackByName('Identity').template.Resources);
  });

  test('the page, the Markdown and the picture show every account', () => {
    const a = stackIn(app, 'Identity', A);
    const access = accessIn(a, 'Access', { trusting: [TrustingTarget.account(B, { name: 'Workload' }), TrustingTarget.account(C, { name: 'Payments' })] });
    const { directory } = new AccessGuide(a, 'Guide', { accesses: [access], title: 'Who may assume which role' });
    app.synth();
    for (const file of ['index.html', 'guide.md', 'picture.svg']) {
      const text = readFileSync(join(directory, file), 'utf8');
      ['Workload', 'Payments', B, C].forEach((part) => expect(text).toContain(part));
    }
    expect(readFileSync(join(directory, 'index.html'), 'utf8')).toContain('Who may assume which role');
  });

  test('what is granted after the guide is made is in it', () => {
    const a = stackIn(app, 'Identity', A);
    const access = accessIn(a, 'Access');
    const { page } = new AccessGuide(a, 'Guide', { accesses: [access] });
    access.grantAssumeRole(Role.fromRoleName(a, 'Tool', 'ScannerOfOurs'));
    app.synth();
    expect(readFileSync(page, 'utf8')).toContain('ScannerOfOurs');
  });

  test('no file shows a token', () => {
    const a = stackIn(app, 'Identity', A);
    const externalId = new CfnParameter(a, 'ExternalId').valueAsString;
    new CfnOutput(a, 'GivenId', { value: externalId });
    const { directory } = new AccessGuide(a, 'Guide', { accesses: [accessIn(a, 'Access', { externalId, trusting: [TrustingTarget.account(B)] })] });
    app.synth();
    for (const file of FILES) {
      expect(readFileSync(join(directory, file), 'utf8')).not.toMatch(/Token\[|#\{|undefined|\[object/);
    }
    expect(readFileSync(join(directory, 'aws-cli.ini'), 'utf8')).toContain('external_id = ${ExternalId}');
  });

  test('in a stage, the guide is in that stage\'s assembly', () => {
    const stage = new Stage(app, 'Prod');
    const inStage = stackIn(stage, 'Identity', A);
    const { page } = new AccessGuide(inStage, 'Guide', { accesses: [accessIn(inStage, 'Access')] });
    app.synth();
    expect(page.startsWith(join(app.outdir, 'assembly-Prod'))).toBe(true);
    expect(existsSync(page)).toBe(true);
  });

  test('one guide describes roles in several stages', () => {
    const made = ['Dev', 'Prod'].map((id) => {
      const stage = new Stage(app, id);
      return accessIn(stackIn(stage, 'Identity', A), 'Access', { trusting: [TrustingTarget.scope(stackIn(stage, 'Shop', B))] });
    });
    const { page } = new AccessGuide(app, 'Guide', { accesses: made });
    app.synth();
    ['Dev-Shop', 'Prod-Shop', '<title>Read-only access</title>'].forEach((text) => expect(readFileSync(page, 'utf8')).toContain(text));
  });

  test.each<[string, (inStage: Stack, app: App) => Stack | App, boolean]>([
    ['in the stage before the stage of a role, is warned of', (inStage) => inStage, true],
    ['in the app, is not', (_, root) => root, false],
  ])('a guide %s', (_, scopeOf, isWarned) => {
    const [early, late] = ['Early', 'Late'].map((id) => new Stage(app, id));
    const inStage = stackIn(early, 'Identity', A);
    const access = accessIn(inStage, 'Access', { trusting: [TrustingTarget.scope(stackIn(late, 'Shop', B))] });
    const { node } = new AccessGuide(scopeOf(inStage, app), 'Guide', { accesses: [access] });
    const messages = [node, access.node].flatMap(({ metadata }) => metadata.map(({ data }) => data));
    expect(messages).toEqual([
      ...isWarned ? [expect.stringContaining('accesses has the role Late/Shop/TrustingRole-SecurityReadOnlyRole, which aspects can still change')] : [],
      expect.stringContaining('the guide is written to '),
    ]);
  });

  test('what an aspect adds to the trust of a role is in every file that people read', () => {
    const [a, b] = [stackIn(app, 'Identity', A), stackIn(app, 'Workload', B)];
    const access = accessIn(a, 'Access', { trusting: [TrustingTarget.scope(b), TrustingTarget.account(C, { name: 'Payments' })] });
    const { directory } = new AccessGuide(a, 'Guide', { accesses: [access] });
    const principals = [new AccountPrincipal('999999999999')];
    Aspects.of(app).add({
      visit: (node) => {
        if (node instanceof TrustingRole) {
          node.assumeRolePolicy!.addStatements(new PolicyStatement({ actions: ['sts:AssumeRole'], principals }));
        }
      },
    });
    app.synth();
    const [workload, payments] = JSON.parse(readFileSync(join(directory, 'access.json'), 'utf8')).accesses[0].accounts;
    expect(workload).toMatchObject({ declared: false, addedStatements: ['Allow sts:AssumeRole to arn:aws:iam::999999999999:root'] });
    expect(payments).toMatchObject({ declared: true, addedStatements: [] });
    expect(readFileSync(join(directory, 'guide.md'), 'utf8')).toContain('Statements that others added to the trust policy in Workload: Allow sts:AssumeRole to');
    expect(readFileSync(join(directory, 'index.html'), 'utf8')).toContain('Declared, not decided by this app<bdi> in Payments</bdi>');
    expect(readFileSync(join(directory, 'picture.svg'), 'utf8')).toContain('>Trusted by the role in Payments, as<');
  });

  describe('outputDirectory', () => {
    const outputIn = (name: string) => join(newApp().outdir, name);

    test.each<[string, (root: App) => App | Stage]>([
      ['in the app', (root) => root],
      ['in a stage', (root) => new Stage(root, 'Prod')],
      ['in a stage of a stage', (root) => new Stage(new Stage(root, 'Europe'), 'Prod')],
    ])('has the same files as the cloud assembly: %s', (_, scopeOf) => {
      const a = stackIn(scopeOf(app), 'Identity', A);
      const output = outputIn('docs/access');
      const { directory, node } = new AccessGuide(a, 'Guide', { accesses: [accessIn(a, 'Access')], outputDirectory: output });
      app.synth();
      expect(readdirSync(output).sort()).toEqual(FILES);
      FILES.forEach((file) => expect(readFileSync(join(output, file), 'utf8')).toBe(readFileSync(join(directory, file), 'utf8')));
      expect(node.metadata.map(({ type, data }) => [type, data])).toEqual([
        ['aws:cdk:info', `${node.path}: the guide is written to ${relative('', output)}; open index.html there`],
      ]);
    });

    test('keeps other files of the folder, and links to the instructions of owners from there', () => {
      const a = stackIn(app, 'Identity', A);
      const output = newApp().outdir;
      writeFileSync(join(output, 'notes.txt'), 'mine');
      const { directory } = new AccessGuide(a, 'Guide', { accesses: [accessIn(a, 'Access', { trusting: [TrustingTarget.template(B)] })], outputDirectory: output });
      app.synth();
      expect(readFileSync(join(output, 'notes.txt'), 'utf8')).toBe('mine');
      for (const folder of [output, directory]) {
        const [, link] = /<a class="of" href="([^"]*)">Template/.exec(readFileSync(join(folder, 'index.html'), 'utf8'))!;
        expect(existsSync(join(folder, link))).toBe(true);
      }
    });

    test('the path of a guide in the working directory is told from there', () => {
      const inRepository = new App();
      const a = stackIn(inRepository, 'Identity', A);
      const { node } = new AccessGuide(a, 'Guide', { accesses: [accessIn(a, 'Access')], outputDirectory: './docs/access/' });
      expect(node.metadata.map(({ data }) => data)).toEqual([expect.stringContaining('the guide is written to docs/access; open')]);
    });
  });

  test.each<[string, (root: App, a: Stack) => App | Stack, string]>([
    ['a stack, at the guide', (_, a) => a, 'Identity/Guide'],
    ['the app, at the first access: the CDK shows messages of stacks only', (root) => root, 'Identity/Access'],
  ])('a guide in %s, tells its path', (_, scopeOf, place) => {
    const a = stackIn(app, 'Identity', A);
    const access = accessIn(a, 'Access');
    const { directory } = new AccessGuide(scopeOf(app, a), 'Guide', { accesses: [access] });
    const { messages } = app.synth().getStackByName('Identity');
    expect(messages.filter(({ entry }) => String(entry.data).includes('the guide is written to')).map(({ id, entry }) => [id, entry.data])).toEqual([
      [`/${place}`, expect.stringContaining(`the guide is written to ${relative('', directory)}; open index.html there`)],
    ]);
  });

  describe('titles', () => {
    const titlesIn = (page: string) => [...readFileSync(page, 'utf8').matchAll(/<h3 id="access-\d+"><bdi>([^<]*)/g)].map(([, title]) => title);

    test.each<[string, string, Partial<CrossAccountReadOnlyAccessProps>, string]>([
      ['the words of the id', 'SecurityReadOnly', {}, 'Security read only'],
      ['with abbreviations', 'AWSAuditOfEU', {}, 'AWS audit of EU'],
      ['with separators', 'security-read_only', {}, 'Security read only'],
      ['of signs only', '---', {}, '---'],
      ['the given title', 'SecurityReadOnly', { title: 'Audit 2026' }, 'Audit 2026'],
      ['a title that is known late', 'SecurityReadOnly', { title: Lazy.string({ produce: () => 'Audit' }) }, 'Audit'],
    ])('are %s', (_, id, props, title) => {
      const a = stackIn(app, 'Identity', A);
      const { page } = new AccessGuide(a, 'Guide', { accesses: [accessIn(a, id, props)] });
      app.synth();
      expect(titlesIn(page)).toEqual([title]);
    });

    test('have the path where the words are the same', () => {
      const accesses = ['Dev', 'Prod', 'Test'].map((id) => accessIn(stackIn(app, id, A), 'Access', id === 'Test' ? { title: 'Access', roleName: 'Test' } : {}));
      const { page } = new AccessGuide(app, 'Guide', { accesses });
      app.synth();
      expect(titlesIn(page)).toEqual(['Access (Dev/Access)', 'Access (Prod/Access)', 'Access']);
    });
  });

  test('two guides of one app have separate folders, and may be synthesized again', () => {
    const a = stackIn(app, 'Identity', A);
    const guides = ['One', 'Two'].map((id) => new AccessGuide(a, id, { accesses: [accessIn(a, `Access${id}`, { roleName: id })] }));
    app.synth();
    app.synth({ force: true });
    expect(new Set(guides.map(({ directory }) => directory)).size).toBe(2);
    guides.forEach(({ page }) => expect(existsSync(page)).toBe(true));
  });

  test('case 2026-11-21: a further access gets another name, with a message at synth and a note on the page, and the first keeps its name', () => {
    const a = stackIn(app, 'Identity', A);
    const two = ['Auditor', 'Billing'].map((roleName) => accessIn(a, roleName, { roleName }));
    const names = ['Workload', `Workload-${B}`];
    expect(two.map(({ cliProfiles }) => cliProfiles.names[0])).toEqual(names);
    const { cliProfiles, page, node } = new AccessGuide(a, 'Guide', { accesses: two });
    app.synth();
    const [one, other] = names;
    expect(cliProfiles.names).toEqual([one, `${one}-session`, other, `${other}-session`]);
    expect(node.metadata.map(({ data }) => data)).toEqual([
      expect.stringMatching(/^Identity\/Guide: .*Workload.*; give the accounts different names, or set a different profileName$/), expect.stringContaining('is written to'),
    ]);
    [one, other].forEach((name) => expect(readFileSync(page, 'utf8')).toContain(name));
  });
});

describe('bad input', () => {
  const GUIDE = 'Identity/Guide';
  const guide = (props: (accounts: TwoAccounts) => AccessGuideProps): Input => (accounts) => new AccessGuide(accounts.a, 'Guide', props(accounts));
  const good = guide(({ a }) => ({ accesses: [accessIn(a, 'Access')] }));
  const title = (text: string) => guide(({ a }) => ({ accesses: [accessIn(a, 'Access')], title: text }));
  const OUTPUT = newApp().outdir;
  const file = () => {
    writeFileSync(join(OUTPUT, 'file'), '');
    return join(OUTPUT, 'file');
  };
  const output = (outputDirectory: string) => guide(({ a }) => ({ accesses: [accessIn(a, 'Access')], outputDirectory }));
  const twoOutputs = (...directories: string[]): Input => ({ a }) => {
    const accesses = [accessIn(a, 'Access')];
    directories.forEach((outputDirectory, i) => new AccessGuide(a, ['Guide', 'Other'][i], { accesses, outputDirectory }));
  };
  const once = (accounts: TwoAccounts, times: number) => {
    const access = accessIn(accounts.a, 'Access');
    return { accesses: Array.from({ length: times }, () => access) };
  };
  rejects([
    ['no access', GUIDE, 'accesses is an empty list', guide(() => ({ accesses: [] })), good],
    ['an access of another app', GUIDE, `accesses has ${ACCESS}, which is in another app`, guide(() => ({ accesses: [accessIn(new TwoAccounts().a, 'Access')] })), good],
    ['one of another app behind one of this', GUIDE, `accesses has ${ACCESS}, which is in another app`,
      guide(({ a }) => ({ accesses: [accessIn(a, 'Access'), accessIn(new TwoAccounts().a, 'Access')] })),
      guide(({ a }) => ({ accesses: [accessIn(a, 'Access'), accessIn(a, 'Other', { roleName: 'Other' })] }))],
    ['an access twice', GUIDE, `accesses has ${ACCESS} more than once`, guide((accounts) => once(accounts, 2)), guide((accounts) => once(accounts, 1))],
    ['an empty title', GUIDE, 'title ""', title(''), title('Who?')],
    ['a blank title', GUIDE, '" "', title(' '), title('W')],
    ['a title of two lines', GUIDE, '"Who\\nmay"', title('Who\nmay'), title('Who may')],
    ['a title of 101 characters', GUIDE, 'tttt', title('t'.repeat(101)), title('t'.repeat(100))],
    ['an access with an empty title', ACCESS, 'title ""', ({ a }) => accessIn(a, 'Access', { title: '' }), ({ a }) => accessIn(a, 'Access', { title: '1' })],
    ['an access with a title that is too long, which is known late', ACCESS, 'tttt',
      ({ a }) => accessIn(a, 'Access', { title: Lazy.string({ produce: () => 't'.repeat(101) }) }), ({ a }) => accessIn(a, 'Access', { title: Lazy.string({ produce: () => 't' }) })],
    ['an empty outputDirectory', GUIDE, 'outputDirectory ""', output(''), output(join(OUTPUT, 'one'))],
    ['an outputDirectory with a control character', GUIDE, 'outputDirectory "a\\u0000b"', output('a\u0000b'), output(join(OUTPUT, 'a b'))],
    ['an outputDirectory that is known at deployment', GUIDE, 'outputDirectory is a token', output(Aws.STACK_NAME), output(join(OUTPUT, 'two'))],
    ['an outputDirectory that is a file', GUIDE, 'cannot be written: EEXIST', output(file()), output(join(OUTPUT, 'three'))],
    ['an outputDirectory in a file', GUIDE, 'cannot be written: ENOTDIR', output(join(file(), 'access')), output(join(OUTPUT, 'four'))],
    ['an outputDirectory that another guide has', 'Identity/Other', '/./same/" is that of Identity/Guide', twoOutputs(`${OUTPUT}/same`, `${OUTPUT}/./same/`), twoOutputs(`${OUTPUT}/same`, `${OUTPUT}/same/other`)],
  ] satisfies BadInput[]);
});
