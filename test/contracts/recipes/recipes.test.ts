/** What `npm run recipes` reports when sources of recipes or AWS's data change, and what the scheduled workflow makes of it. */
import { execFile, ExecFileException } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Scanner } from '../../../src';
import { SCANNER_FILES } from '../../../src/permissions/data';
import { AwsData, compareAwsData, shippedAwsData } from '../../../tools/recipes/compare-aws-data';
import { compareRecipes } from '../../../tools/recipes/compare-recipes';
import { record, RECORDED, RecordedSources, recordedSources } from '../../../tools/recipes/recorded-sources';
import { reportOf } from '../../../tools/recipes/report';
import { factsOf } from '../../../tools/recipes/source-facts';

const ROOT = join(__dirname, '../../..');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (command: string, args: string[], env: NodeJS.ProcessEnv = {}, cwd = ROOT) => new Promise<Outcome>((resolve) => {
  execFile(command, args, { cwd, env: { ...process.env, ...env } }, (error: ExecFileException | null, stdout, stderr) =>
    resolve({ code: Number(error?.code ?? 0), stdout, stderr }));
});

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'recipes-'));

describe('facts', () => {
  const FACTS = { actions: ['ec2:Describe*', 'iam:GetRole', 'pricing:*'], policies: ['SecurityAudit', 'job-function/ViewOnlyAccess'], accounts: ['956993596390'] };

  test.each([
    ['JSON', '{"Action": ["iam:GetRole", "ec2:Describe*", "pricing:*"], "Arns": ["arn:aws:iam::aws:policy/SecurityAudit", "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"], "AWS": "arn:aws:iam::956993596390:root"}'],
    ['YAML', '- iam:GetRole\n- ec2:Describe* # all\n- "pricing:*"\n- !Sub "arn:${AWS::Partition}:iam::aws:policy/SecurityAudit"\n- arn:aws:iam::aws:policy/job-function/ViewOnlyAccess\nAWS: "956993596390"'],
    ['Terraform', 'actions = ["iam:GetRole","ec2:Describe*","pricing:*"]\n"${local.arn_prefix}:iam::aws:policy/SecurityAudit"\n"arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"\ndefault = "956993596390"'],
    ['Markdown', 'Grant `iam:GetRole`, `ec2:Describe*` and `pricing:*`, `arn:aws:iam::aws:policy/SecurityAudit`, `arn:aws:iam::aws:policy/job-function/ViewOnlyAccess`, account 956993596390.'],
  ])('%s has the same facts', (_, text) => expect(factsOf(text)).toEqual(FACTS));

  test('resources, condition keys of tags, and other numbers are no facts', () => {
    expect(factsOf('arn:aws:logs:*:*:log-group:* aws:PrincipalArn ec2:ResourceTag/Orca arn:aws:s3:::Bucket https://x:Y 20260420 1234567890123'))
      .toEqual({ actions: [], policies: [], accounts: [] });
  });
});

describe('the records', () => {
  const records = recordedSources(RECORDED);

  test('there is one for each scanner', () => expect([...records.keys()].sort()).toEqual(Object.values(Scanner).sort()));

  test.each([...records])('%s has public sources, or says why not', (_, { sources, note, read }) => {
    expect(sources.every((url) => url.startsWith('https://'))).toBe(true);
    expect(sources.length > 0 || note !== undefined).toBe(true);
    expect(read).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
  });

  /** Reads that a recipe has and its source does not, with the reason. */
  const ADDED: Record<string, Record<string, string>> = {
    steampipe: { 'account:GetContactInformation': 'issue 1793 asks for it' },
    vanta: Object.fromEntries(['DescribeOrganization', 'DescribeOrganizationalUnit', 'ListAccounts', 'ListAccountsForParent', 'ListOrganizationalUnitsForParent', 'ListRoots']
      .map((name) => [`organizations:${name}`, 'Vanta shows it for the management account; SecurityAudit has it'])),
  };

  test.each(Object.values(Scanner))('the recipe of %s has no action that its sources do not have', (scanner) => {
    const { statements, writes } = SCANNER_FILES[scanner]();
    const actions = [...statements.flatMap((statement) => statement.actions), ...writes];
    expect(actions.filter((action) => !records.get(scanner)!.actions.includes(action))).toEqual(Object.keys(ADDED[scanner] ?? {}));
  });
});

describe('npm run recipes', () => {
  const RECORD: RecordedSources = { sources: [], read: '2026-01-02', actions: ['iam:GetRole', 's3:GetObject'], policies: ['SecurityAudit'], accounts: ['956993596390'] };
  const SAME = 'iam:GetRole s3:GetObject arn:aws:iam::aws:policy/SecurityAudit 956993596390';

  let server: Server;
  let texts: Record<string, string>;
  let folder: string;

  beforeAll(() => new Promise<void>((resolve) => {
    server = createServer((request, response) => {
      const text = texts[request.url!];
      response.statusCode = text === undefined ? 404 : text === 'broken' ? 503 : 200;
      response.end(text);
    }).listen(0, '127.0.0.1', resolve);
  }));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    folder = temporaryFolder();
  });

  const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const recipes = (...args: string[]) => run(process.execPath, ['--import', 'tsx', join(ROOT, 'tools/recipes/main.ts'), '--recorded', folder, ...args]);

  /** The same in this process, which takes a tenth of the time. */
  async function compared(...args: string[]): Promise<Outcome> {
    const printed = { stdout: '', stderr: '' };
    const output = { stdout: (text: string) => void (printed.stdout += text), stderr: (text: string) => void (printed.stderr += text) };
    return { code: await compareRecipes(['--recorded', folder, ...args], output), ...printed };
  }

  test('sources that have not changed: exit code 0', async () => {
    texts = { '/a': SAME };
    record(folder, 'vendor', { ...RECORD, sources: [at('/a')] });
    const { code, stdout, stderr } = await compared();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('No difference was found.');
    expect(stdout).toMatch(/## Same\n\nvendor, /);
  });

  test('changed and deleted sources: exit code 1, with each difference, in the file of the issue too', async () => {
    texts = { '/a': 'iam:GetUser s3:GetObject arn:aws:iam::aws:policy/ReadOnlyAccess 111122223333', '/b': SAME };
    record(folder, 'changed', { ...RECORD, sources: [at('/a')] });
    record(folder, 'deleted', { ...RECORD, sources: [at('/gone')] });
    record(folder, 'same', { ...RECORD, sources: [at('/b')] });
    record(folder, 'unpublished', { ...RECORD, note: 'no policy is published' });
    const { code, stdout, stderr } = await recipes('--report', join(folder, 'report.md'));
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain([
      '## changed', '', `Recorded: ${at('/a')}, as of 2026-01-02`, '',
      '- new actions (1): `iam:GetUser`', '- actions not there any more (1): `iam:GetRole`',
      '- new policies (1): `ReadOnlyAccess`', '- policies not there any more (1): `SecurityAudit`',
      '- new accounts (1): `111122223333`', '- accounts not there any more (1): `956993596390`',
    ].join('\n'));
    expect(stdout).toContain(`- ${at('/gone')} is not there any more`);
    expect(stdout).toContain('- unpublished: no policy is published');
    expect(stdout).toMatch(/## Same\n\nsame, /);
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toBe(stdout);
  });

  test('without a network: exit code 2, and it says that nothing was compared', async () => {
    record(folder, 'vendor', { ...RECORD, sources: ['http://127.0.0.1:9/a'] });
    record(folder, 'other', { ...RECORD, sources: ['http://vendor.invalid/a'] });
    const { code, stdout, stderr } = await compared();
    expect(code).toBe(2);
    expect(stderr).toContain('NOT COMPARED: 2 of 2 recipes, because their sources could not be read. Is there a network?');
    expect(stdout).toContain('## Not compared');
    expect(stdout).toContain('- other: http://vendor.invalid/a: ');
    expect(stdout).not.toMatch(/## Same\n\n(vendor|other)/);
  });

  test('a source that cannot be read hides no difference of another recipe', async () => {
    texts = { '/a': SAME, '/b': 'broken', '/c': '' };
    record(folder, 'broken', { ...RECORD, sources: [at('/a'), at('/b')] });
    record(folder, 'empty', { ...RECORD, sources: [at('/c')] });
    const { code, stdout, stderr } = await compared();
    expect(code).toBe(1);
    expect(stdout).toContain('- actions not there any more (2): `iam:GetRole`, `s3:GetObject`');
    expect(stdout).toContain(`- broken: ${at('/b')}: HTTP status 503`);
    expect(stdout).not.toContain('## broken');
    expect(stderr).toContain('NOT COMPARED: 1 of 2 recipes');
  });

  test('--record records a source as it is today; then nothing differs', async () => {
    texts = { '/a': 'iam:GetUser' };
    record(folder, 'vendor', { ...RECORD, sources: [at('/a')], note: 'never compared' });
    expect(await compared('--record', 'vendor')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(recordedSources(folder).get('vendor')).toEqual({ sources: [at('/a')], read: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), actions: ['iam:GetUser'], policies: [], accounts: [] });
    expect((await compared()).code).toBe(0);
  });

  test('--record with a source that is not there changes nothing, and fails', async () => {
    texts = {};
    record(folder, 'vendor', { ...RECORD, sources: [at('/gone')] });
    const before = readFileSync(join(folder, 'vendor.json'), 'utf8');
    const { code, stderr } = await recipes('--record', 'vendor');
    expect([code, readFileSync(join(folder, 'vendor.json'), 'utf8')]).toEqual([3, before]);
    expect(stderr).toContain('/gone: not there; nothing was recorded');
  });

  test('--record with an unknown name fails', async () => {
    record(folder, 'vendor', RECORD);
    await expect(compared('--record', 'vendr')).rejects.toThrow('there is no record of vendr; use one of vendor');
  });
});

describe('AWS\'s policies and actions', () => {
  const shipped = shippedAwsData();
  const reportWith = (installed: AwsData) => reportOf(compareAwsData(shipped, installed));

  test('a new version of a policy is reported with its actions', () => {
    const { SecurityAudit } = shipped.policies;
    const [, ...rest] = SecurityAudit.statements;
    const installed = { ...SecurityAudit, version: 'v999', statements: [{ Effect: 'Allow', Action: ['new:GetThing'], Resource: '*' }, ...rest] };
    const report = reportWith({ ...shipped, policies: { ...shipped.policies, SecurityAudit: installed } });
    expect(report).toContain(`## AWS managed policy SecurityAudit\n\nRecorded: ${SecurityAudit.version} of ${SecurityAudit.date}`);
    expect(report).toContain('- new version (1): `v999`');
    expect(report).toContain('- new actions (1): `new:GetThing`');
    expect(report).toMatch(/- actions not there any more \(\d+\): (`[^`]+`, ){59}`[^`]+`, and \d+ more/);
  });

  test('a new version with other conditions or resources alone is reported too', () => {
    const { ViewOnlyAccess } = shipped.policies;
    const report = reportWith({ ...shipped, policies: { ...shipped.policies, ViewOnlyAccess: { ...ViewOnlyAccess, version: 'v999' } } });
    expect(report).toContain('## AWS managed policy ViewOnlyAccess');
    expect(report).not.toContain('actions not there any more');
  });

  test('new actions, and actions that turn from a read into another one, are reported', () => {
    const { sts } = shipped.actions.services;
    const changed = { reads: [...sts.reads.filter((name) => name !== 'GetCallerIdentity'), 'GetThing'], others: [...sts.others, 'GetCallerIdentity'] };
    const report = reportWith({ ...shipped, actions: { ...shipped.actions, services: { ...shipped.actions.services, sts: changed } } });
    expect(report).toContain([
      '- new reads (1): `sts:GetThing`', '- reads not there any more (1): `sts:GetCallerIdentity`', '- new other actions (1): `sts:GetCallerIdentity`',
    ].join('\n'));
  });
});

describe('the scheduled workflow', () => {
  const { on, jobs } = parse(readFileSync(join(ROOT, '.github/workflows/recipes.yml'), 'utf8'));
  const { steps, permissions } = jobs.compare;
  const step = (name: string) => steps.find((one: any) => one.name === name);

  test('runs once a week, and may write issues, but no code', () => {
    expect(on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \d$/) }]);
    expect(permissions).toEqual({ contents: 'read', issues: 'write' });
  });

  /** Runs a step with programs that write down their arguments, as a runner of GitHub does: `bash -e`. */
  async function runStep(name: string, programs: Record<string, string>) {
    const folder = temporaryFolder();
    Object.entries(programs).forEach(([program, text]) => {
      writeFileSync(join(folder, program), `#!/bin/bash\n${text}\n`);
      chmodSync(join(folder, program), 0o755);
    });
    const files = { GITHUB_OUTPUT: join(folder, 'output'), CALLS: join(folder, 'calls') };
    Object.values(files).forEach((file) => writeFileSync(file, ''));
    const { code } = await run('bash', ['-e', '-c', step(name).run], { PATH: `${folder}:${process.env.PATH}`, ...files }, folder);
    return { code, output: readFileSync(files.GITHUB_OUTPUT, 'utf8'), calls: readFileSync(files.CALLS, 'utf8').split('\n').filter(Boolean) };
  }

  test.each([0, 1, 2, 3])('hands on the exit code %s', async (code) => {
    expect(await runStep('Compare', { npx: `echo "$@" >> $CALLS; exit ${code}` })).toEqual({ code: 0, output: `code=${code}\n`, calls: ['tsx tools/recipes/main.ts --report recipes.md'] });
  });

  test.each([
    ['opens an issue', '', 'issue create --title Scanner recipes or AWS data have aged --label aged-recipes --body-file recipes.md'],
    ['updates the open issue', '17', 'issue edit 17 --body-file recipes.md'],
  ])('%s', async (_, open, expected) => {
    const { code, calls } = await runStep('Open or update the issue', { gh: `echo "$@" >> $CALLS; [ "$1 $2" = "issue list" ] && echo "${open}" || true` });
    expect([code, calls.length, calls[2]]).toEqual([0, 3, expected]);
    expect(step('Open or update the issue').if).toBe('steps.compare.outputs.code == \'1\'');
  });

  test('fails if sources could not be read, or the command fails', async () => {
    expect(step('Fail if sources could not be read').if).toBe('steps.compare.outputs.code != \'0\' && steps.compare.outputs.code != \'1\'');
    expect((await runStep('Fail if sources could not be read', {})).code).toBe(1);
  });
});
