/** Which files and folders this process makes, so that a test which leaves one behind can be named. */
import fs, { existsSync, readdirSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

/** The functions of `node:fs` that make something, and which of their arguments says where. */
const MAKING: Record<string, number> = {
  appendFile: 0, copyFile: 1, cp: 1, createWriteStream: 0, link: 1, mkdir: 0, mkdtemp: 0, open: 0, rename: 1, symlink: 1, writeFile: 0,
};

/** A path, or how the paths of temporary folders begin. */
const made = new Set<string>();
let watching = false;

/** Begins to watch, once in a process. */
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
      const reads = name.startsWith('open') && [undefined, 'r', fs.constants.O_RDONLY].includes(args[1] as any);
      if (typeof args[argument] === 'string' && !reads) {
        made.add(resolve(args[argument]));
      }
      return original.apply(this, args);
    }, original);
  }
}

/** What was made since this was asked before, is still there, and is in none of the folders. */
export function leftBehind(allowed: string[]): string[] {
  const paths = [...made].filter((path) => !allowed.some((folder) => path === folder || path.startsWith(join(folder, '/'))));
  made.clear();
  return paths.flatMap((path) => existsSync(path) ? [path] : temporaryFolders(path));
}

/** Folders that `mkdtemp` has made: it puts six characters behind what it is given. */
function temporaryFolders(prefix: string): string[] {
  const [folder, name] = [dirname(prefix), basename(prefix)];
  const inFolder = existsSync(folder) ? readdirSync(folder) : [];
  return inFolder.filter((other) => other.length === name.length + 6 && other.startsWith(name)).map((other) => join(folder, other));
}
