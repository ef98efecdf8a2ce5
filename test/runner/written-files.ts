/** Records the files and folders that this process creates, to find tests that leave some behind. */
import fs, { existsSync, readdirSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

/** The functions of `node:fs` that create something, and the position of the path in their arguments. */
const MAKING: Record<string, number> = {
  appendFile: 0, copyFile: 1, cp: 1, createWriteStream: 0, link: 1, mkdir: 0, mkdtemp: 0, open: 0, rename: 1, symlink: 1, writeFile: 0,
};

/** Paths, and prefixes of temporary folders. */
const made = new Set<string>();
let watching = false;

/** Starts to record, once in a process. */
export function watchWrittenFiles(): void {
  if (!watching) {
    watching = true;
    Object.entries(MAKING).forEach(([name, argument]) => {
      [[fs, `${name}Sync`], [fs, name], [fs.promises, name]].forEach(([owner, method]) => watch(owner, method as string, argument));
    });
    syncBuiltinESMExports();
  }
}

function watch(owner: any, name: string, argument: number): void {
  const original = owner[name];
  if (original) {
    owner[name] = Object.assign(function (this: unknown, ...args: unknown[]) {
      const path = args[argument];
      // What is there already is read or written, not created.
      if (typeof path === 'string' && !existsSync(path)) {
        made.add(resolve(path));
      }
      return original.apply(this, args);
    }, original);
  }
}

/** Returns what was created since the last call, still exists, and is outside of the folders. */
export function leftBehind(allowed: string[]): string[] {
  const paths = [...made].filter((path) => !allowed.some((folder) => path === folder || path.startsWith(join(folder, '/'))));
  made.clear();
  return paths.flatMap((path) => existsSync(path) ? [path] : temporaryFolders(path));
}

/** The folders that `mkdtemp` has created: it appends six characters to the prefix. */
function temporaryFolders(prefix: string): string[] {
  const [folder, name] = [dirname(prefix), basename(prefix)];
  const inFolder = existsSync(folder) ? readdirSync(folder) : [];
  return inFolder.filter((other) => other.length === name.length + 6 && other.startsWith(name)).map((other) => join(folder, other));
}
