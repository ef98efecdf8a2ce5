import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join, relative } from 'path';

export const ROOT = join(__dirname, '..', '..');

/** The paths of all documentation pages. */
export const PAGES = [
  'README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md', 'emulator/README.md', 'test/runner/README.md', 'tools/README.md',
  ...(readdirSync(join(ROOT, 'docs'), { recursive: true }) as string[]).filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
];

/** Pages whose examples use the library. */
export const PAGES_OF_USERS = PAGES.filter((path) => !/^(emulator|test|tools)\//.test(path));

export function page(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The cells of each table row, without header rows. */
export function rows(text: string): string[][] {
  return [...text.matchAll(/^\|.*\|\n\|[ |:-]+\|\n((?:\|.*\|\n?)*)/gm)]
    .flatMap(([, body]) => body.trim().split('\n'))
    .map((row) => row.replace(/^\| | \|$/g, '').split(' | ').map((cell) => cell.trim()));
}

/** The targets of a page's links and images, without those in code. */
export function links(path: string): string[] {
  return [...page(path).replace(/^```[^]*?^```/gm, '').replace(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, address]) => address);
}

const REPOSITORY = /^https:\/\/(?:github|raw\.githubusercontent)\.com\/cdk-cross-account-read-only-access\/cdk-cross-account-read-only-access\/(?:(?:blob|tree)\/)?(?:main|HEAD)\//;

/** The problem with a page's link into this repository, if it is broken. */
export function brokenLink(path: string, address: string): string | undefined {
  const inRepository = REPOSITORY.test(address) ? join(ROOT, address.replace(REPOSITORY, '')) : join(ROOT, dirname(path), address);
  if (/^https?:/.test(address) && !REPOSITORY.test(address)) {
    return undefined;
  }
  const [file, anchor] = address.startsWith('#') ? [join(ROOT, path), address.slice(1)] : inRepository.split('#');
  if (!existsSync(file)) {
    return `${path} links to ${relative(ROOT, file)}, which does not exist`;
  }
  return anchor && !headings(file).includes(anchor) ? `${path} links to ${relative(ROOT, file)}#${anchor}, which is not a heading` : undefined;
}

/** Headings as GitHub turns them into anchors. */
function headings(file: string): string[] {
  return [...readFileSync(file, 'utf8').replace(/^```[^]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)]
    .map(([, heading]) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));
}
