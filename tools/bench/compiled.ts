import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { convertCompilerOptionsFromJson, ModuleKind, transpileModule } from 'typescript';
import { bundle } from '../packaging/bundle';

const ROOT = join(__dirname, '../..');

/** The options that the library is compiled with. Each file is transpiled alone, so CommonJS must be explicit. */
const { options } = convertCompilerOptionsFromJson(JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')).compilerOptions, ROOT);
const compilerOptions = { ...options, module: ModuleKind.CommonJS };

/** Passes a temporary folder with library and benchmark as JavaScript, as users run them. Compiling while loading would take time too. */
export async function withJavaScript<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    for (const part of ['src', 'tools/bench']) {
      cpSync(join(ROOT, part), join(folder, part), { recursive: true });
      compile(join(folder, part));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await bundle(join(folder, 'src'));
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compile(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
  for (const file of files) {
    const { outputText } = transpileModule(readFileSync(file, 'utf8'), { compilerOptions, fileName: basename(file) });
    writeFileSync(file.replace(/\.ts$/, '.js'), outputText);
  }
}
