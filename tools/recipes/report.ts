import { Change, Comparison, differs } from './comparison';

/** So that an issue stays readable, and within GitHub's limit of 65,536 characters. */
const NAMED = 60;

/** The result as Markdown: for the terminal, and as text of an issue. */
export function reportOf(comparisons: Comparison[]): string {
  const aged = comparisons.filter(differs);
  const unread = comparisons.filter((comparison) => comparison.unread.length > 0);
  const same = comparisons.filter((comparison) => !differs(comparison) && comparison.unread.length === 0 && !comparison.skipped);
  const skipped = comparisons.filter((comparison) => comparison.skipped);
  return [
    '# Scanner recipes and AWS\'s policies, compared with their sources',
    aged.length > 0 ? `${aged.length} differ from their sources. For a recipe, compare the source with the recipe in \`src/permissions/data/scanners\`, change the recipe and its version, `
      + 'and run `npm run recipes -- --record NAME`. For AWS\'s data, update the two packages and run `npm run levels`.' : 'No difference was found.',
    ...aged.flatMap(sectionOf),
    ...unread.length > 0 ? ['## Not compared', 'These sources could not be read, so nothing is known about them:', bullets(unread.flatMap(({ name, unread: reasons }) => reasons.map((reason) => `${name}: ${reason}`)))] : [],
    ...skipped.length > 0 ? ['## Without a source', bullets(skipped.map(({ name, skipped: reason }) => `${name}: ${reason}`))] : [],
    ...same.length > 0 ? ['## Same', same.map(({ name }) => name).join(', ')] : [],
  ].join('\n\n') + '\n';
}

function sectionOf({ name, recorded, changes, gone }: Comparison): string[] {
  return [`## ${name}`, `Recorded: ${recorded}`, bullets([
    ...gone.map((url) => `${url} is not there any more`),
    ...changes.flatMap(linesOf),
  ])];
}

function linesOf({ what, added, removed }: Change): string[] {
  return [[`new ${what}`, added], [`${what} not there any more`, removed]].filter(([, names]) => names.length > 0)
    .map(([title, names]) => `${title} (${names.length}): ${named(names as string[])}`);
}

function named(names: string[]): string {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).map((name) => `\`${name}\``).join(', ') + (more > 0 ? `, and ${more} more` : '');
}

function bullets(lines: string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
