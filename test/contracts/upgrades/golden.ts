import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { NAMES, Templates, templatesOf } from './apps';

const FOLDER = join(__dirname, 'golden');

/** The releases in the golden set, the newest last. */
export const RELEASES = existsSync(FOLDER) ? readdirSync(FOLDER).sort((one, other) => one.localeCompare(other, 'en', { numeric: true })) : [];

/** The apps of a release. */
export function appsOf(release: string): string[] {
  return readdirSync(join(FOLDER, release)).map((file) => JSON.parse(readFileSync(join(FOLDER, release, file), 'utf8')).app);
}

export function golden(release: string, app: string): Templates {
  return JSON.parse(readFileSync(fileOf(release, app), 'utf8')).stacks;
}

/** Writes the current templates of all apps as those of a release. */
export function writeGolden(release: string): void {
  rmSync(join(FOLDER, release), { recursive: true, force: true });
  mkdirSync(join(FOLDER, release), { recursive: true });
  NAMES.forEach((app) => writeFileSync(fileOf(release, app), `${JSON.stringify({ app, stacks: templatesOf(app) }, undefined, 1)}\n`));
}

function fileOf(release: string, app: string): string {
  return join(FOLDER, release, `${app.replace(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '')}.json`);
}
