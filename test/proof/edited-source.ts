import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const ROOT = join(__dirname, '..', '..');
const load = createRequire(__filename);
const FOLDERS = ['src', 'test', 'tools'].map((folder) => join(ROOT, folder, '/'));

/** An edit of one file of the library. */
export interface SourceEdit {
  readonly file: string;
  readonly edit: (source: string) => string;
}

/** Loads a module of this repository by its path. */
export type Load = (path: string) => any;

/**
 * Uses a second copy of the library, in which one file is edited. The copy has its own modules, also of the tests; other tests that run in
 * this process get the ones that they had.
 */
export function withEditedSource<T>({ file, edit }: SourceEdit, use: (load: Load) => T): T {
  const original = takeModules();
  const compileUnedited = require.extensions['.ts']!;
  require.extensions['.ts'] = (module, name) => name === join(ROOT, file) ? compile(module, name, edit) : compileUnedited(module, name);
  try {
    return use((path) => load(join(ROOT, path)));
  } finally {
    require.extensions['.ts'] = compileUnedited;
    takeModules();
    Object.assign(require.cache, original);
  }
}

/** Removes the modules of this repository from those that Node.js has loaded. */
function takeModules(): typeof require.cache {
  const modules = Object.entries(require.cache).filter(([name]) => FOLDERS.some((folder) => name.startsWith(folder)));
  modules.forEach(([name]) => delete require.cache[name]);
  return Object.fromEntries(modules);
}

function compile(module: NodeModule, name: string, edit: SourceEdit['edit']): void {
  const source = readFileSync(name, 'utf8');
  const edited = edit(source);
  if (edited === source) {
    throw new Error(`the edit changes nothing in ${name}; adapt it to the file`);
  }
  const { outputText } = transpileModule(edited, {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, experimentalDecorators: true, esModuleInterop: true },
  });
  (module as NodeModule & { _compile(code: string, name: string): void })._compile(outputText, name);
}
