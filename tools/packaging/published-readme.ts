/**
 * The README of the package. In the repository its links are relative, so that they work in each fork and mirror. Sites that show packages
 * need absolute addresses: they are of the repository that package.json names, at the tag of the version.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadAssemblyFromFile } from '@jsii/spec';
import markdown from '@textlint/textlint-plugin-markdown';
import { addressesOf } from './repository';

interface Manifest {
  readonly version: string;
  readonly repository: { readonly url: string };
}

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly range: [number, number];
  readonly children?: Node[];
}

const ABSOLUTE = /^([a-z][a-z0-9+.-]*:|#|\/\/)/i;
const UNRELEASED = '0.0.0';

/** What stands before the address of a link or image, and of a definition. */
const BEFORE = ['](', ']: '];

/** The README with absolute links and images. */
export function withAbsoluteLinks(readme: string, manifest: Manifest): string {
  const { page, file } = addresses(manifest);
  return relativeLinks(readme)
    .sort((one, other) => other.at - one.at)
    .reduce((text, { at, url, image }) => `${text.slice(0, at)}${image ? file : page}/${url}${text.slice(at + url.length)}`, readme);
}

/** The reverse of `withAbsoluteLinks`. */
export function withRelativeLinks(readme: string, manifest: Manifest): string {
  const places = Object.values(addresses(manifest)).flatMap((address) => BEFORE.map((before) => [`${before}${address}/`, before]));
  return places.reduce((text, [absolute, before]) => text.replaceAll(absolute, before), readme);
}

function addresses({ version, repository }: Manifest) {
  return addressesOf(repository.url, version === UNRELEASED ? 'HEAD' : `v${version}`);
}

/** The places of relative addresses. */
function relativeLinks(readme: string): { readonly at: number; readonly url: string; readonly image: boolean }[] {
  const { preProcess } = new markdown.Processor().processor('.md');
  return descendants(preProcess(readme) as unknown as Node)
    .filter(({ type, url }) => ['Link', 'Image', 'Definition'].includes(type) && url && !ABSOLUTE.test(url))
    .map(({ type, url, range: [start, end] }) => {
      const before = BEFORE[type === 'Definition' ? 1 : 0];
      const at = readme.slice(start, end).lastIndexOf(`${before}${url}`);
      if (at < 0) {
        throw new Error(`The README writes the link to ${url} in a form that cannot be replaced; write it as [text](${url})`);
      }
      return { at: start + at + before.length, url: url!, image: type === 'Image' };
    });
}

function descendants(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(descendants)];
}

/** jsii has copied the README of the repository into its assembly, from which hubs and the packages of other languages take it. */
function updateAssembly(manifest: Manifest): void {
  const { fingerprint: _, ...assembly } = loadAssemblyFromFile('.jsii', false);
  const published = { ...assembly, readme: { markdown: withAbsoluteLinks(assembly.readme!.markdown, manifest) } };
  // as jsii computes it
  const fingerprint = createHash('sha256').update(JSON.stringify(published)).digest('base64');
  writeFileSync('.jsii', JSON.stringify({ ...published, fingerprint }, null, 2));
}

/** Without these two steps the package works, but a hub would show other links and broken examples. */
function expectPrepared(manifest: Manifest): void {
  const readme = loadAssemblyFromFile('.jsii', false).readme!.markdown;
  if (!existsSync('.jsii.tabl.json') || withAbsoluteLinks(readme, manifest) !== readme) {
    throw new Error('The package is not complete; run `npx projen post-compile` before you pack it');
  }
}

/** npm packs the README.md of this folder, so that it has absolute links while npm packs it. */
function main([command]: string[]): void {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const update = (change: typeof withAbsoluteLinks) => writeFileSync('README.md', change(readFileSync('README.md', 'utf8'), manifest));
  const commands: Record<string, () => void> = {
    assembly: () => updateAssembly(manifest),
    prepack: () => {
      expectPrepared(manifest);
      update(withAbsoluteLinks);
    },
    postpack: () => update(withRelativeLinks),
  };
  commands[command]();
}

if (require.main === module) {
  main(process.argv.slice(2));
}
