import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printedBy, Program, PROGRAMS, synthesized } from './programs';
import { missingPrograms, Toolchain, TOOLCHAINS } from '../../../tools/packaging/toolchains';

const ROOT = join(__dirname, '../../..');
const [TYPESCRIPT, ...OTHERS] = PROGRAMS;
const PYTHON = PROGRAMS.find(({ target }) => target === 'python')!;
const STACKS = ['AuditIdentity', 'AuditManagement', 'AuditProduction', 'Identity', 'Workload'];

function toolchainOf(target: string): Toolchain {
  return TOOLCHAINS.find((toolchain) => toolchain.target === target)!;
}

/** Tests a program. Without its toolchain the test is skipped, and the report names the language and the reason. */
function testOf({ language, target }: Program, what: string, run: () => void): void {
  const missing = missingPrograms(toolchainOf(target));
  if (missing.length === 0) {
    test(`${language} ${what}`, run);
    return;
  }
  const reason = `SKIPPED: no program uses the package in ${language}, because there is no ${missing.join(' and no ')}`;
  console.warn(reason);
  test.skip(reason, run);
}

/** The trimmed lines. */
function lines(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

let typescript: Record<string, string>;
beforeAll(() => {
  typescript = synthesized(TYPESCRIPT);
});

test('TypeScript synthesizes the README\'s example, and one with more props', () => {
  const [, example] = /```ts[^\n]*\n([^`]*)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
  const body = lines(example).filter((line) => !line.startsWith('import ')).map((line) => line.replace('const access = ', ''));
  expect(lines(readFileSync(join(__dirname, 'typescript/app.ts'), 'utf8')).join('\n')).toContain(body.slice(1).join('\n'));

  const templates = Object.keys(typescript).filter((path) => !path.includes('/'));
  STACKS.forEach((stack) => expect(templates).toContain(`${stack}.template.json`));
  expect(templates.filter((path) => /Operator.*Template/.test(path))).toHaveLength(1);
  expect(Object.keys(typescript).filter((path) => path.endsWith('/index.html'))).toHaveLength(1);
  expect(typescript['Workload.template.json']).toContain(':iam::111111111111:root');
});

OTHERS.forEach((program) => {
  testOf(program, 'synthesizes the same, to the byte', () => {
    const files = synthesized(program);
    expect(Object.keys(files)).toEqual(Object.keys(typescript));
    Object.keys(files).forEach((path) => expect([path, files[path]]).toEqual([path, typescript[path]]));
  });
});

// In the copy of the folder in which the package is installed and the program has run.
[[], ['-O']].forEach((options) => {
  testOf(PYTHON, `refuses values of other types by the name of what they are for: python ${options.join(' ')}`.trim(), () => {
    const refusals: Record<string, [name: string, wrong: string, right: string]> = JSON.parse(printedBy(PYTHON.folder, ['.venv/bin/python', ...options, 'wrong_types.py']));
    expect(Object.keys(refusals).length).toBeGreaterThan(15);
    Object.entries(refusals).forEach(([what, [name, refusal, right]]) => {
      expect([what, right]).toEqual([what, 'accepted']);
      const inTypeScript = name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
      expect([what, refusal]).toEqual([what, expect.stringMatching(new RegExp(`^(Type|Runtime)Error: .*\\b(${name}|${inTypeScript})\\b`, 's'))]);
      // JavaScript's message without the library's check.
      expect([what, refusal]).not.toEqual([what, expect.stringMatching(/Cannot read|is not a function|is not iterable/)]);
    });
  });
});

test('C# code is generated, and built if dotnet is installed', () => {
  const ending = missingPrograms(toolchainOf('dotnet')).length > 0 ? '/CrossAccountReadOnlyAccess.cs' : '.nupkg';
  expect((readdirSync(join(ROOT, 'dist/dotnet'), { recursive: true }) as string[]).filter((path) => path.endsWith(ending))).toHaveLength(1);
});
