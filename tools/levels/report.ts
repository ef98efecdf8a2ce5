import { boundaryOfTwo } from './candidates';
import { Decision } from './content/verdicts';
import { ACCESS_LEVELS, compare, knownActions, knownSince } from './known-actions';
import { scannerLevel } from './levels';
import { REASONS, Surveyed } from './survey';
import { namesByService } from '../../src/permissions/aws/action-patterns';
import { AWS_MANAGED_POLICY_FILES } from '../../src/permissions/data';
import { scannerRecipe, SCANNERS } from '../../src/permissions/presets/scanner-recipes';

/** The report on all levels, action by action. */
export async function report(levels: Surveyed[]): Promise<string> {
  return [
    '# What each level allows, action by action',
    '',
    'Made by `npm run levels`, never by hand. An independent policy engine decided on every IAM action there is, with every kind of resource, from the',
    'synthesized template of a role and the real text of AWS\'s managed policies; `npm test` fails when this page is not what it decides.',
    'What the levels are for is told in [What may be read](what-may-be-read.md).',
    '',
    `${(await knownActions()).length.toLocaleString('en')} actions, as AWS's service authorization reference had them on ${await knownSince()}. AWS's managed policies: ${policyVersions()}.`,
    '',
    '## Numbers',
    '',
    ...numbers(levels),
    '',
    '*Content* counts the allowed actions that read content, credentials or secrets. *Cut* counts what the attached policies allow and the boundary does not. `sts:GetCallerIdentity`, which needs no permission, is counted at every level.',
    '',
    '## Sizes',
    '',
    ...sizes(levels),
    '',
    'A role holds 10,240 characters of inline policies and 10 managed policies, of 6,144 characters each where they are its own.',
    '',
    '## Actions that are no reads',
    '',
    'No level allows any other action that AWS\'s reference classifies as write, tagging or permissions management.',
    '',
    ...table(['action', 'classified as', 'allowed by', 'why'], notReadRows(levels)),
    '',
    '## Actions that read content',
    '',
    ...levels.flatMap(contentSection),
    '## What metadataOnly() leaves, though it may tell more than metadata',
    '',
    'Configuration that may have secrets in clear, where no other action lists the thing; and answers on which reviewers differed. `.withDenied(...)` takes them away too.',
    '',
    ...table(['action', 'what its answer holds'], levels.find(({ name }) => name === 'metadataOnly()')!.left.map(({ action, why }) => [`\`${action.id}\``, why])),
    '',
    '## What a boundary cuts away',
    '',
    'A boundary is one policy. Where a level has several, no boundary fits: the one that cuts away the least is taken, and what it opens beyond the level is denied.',
    '',
    ...table(['level', 'candidate', 'cuts away', 'characters of denials'], levels.flatMap(({ name, candidates, role: { boundary } }) =>
      candidates.map(({ policy, cuts, denials }) => [`\`${name}\``, policy === boundary ? `**${policy}**` : policy, String(cuts), String(denials)]))),
    '',
    'What might have bounded `SecurityAudit` and `ViewOnlyAccess` together, where a boundary has at most 6,144 characters and an inline policy 10,240: the characters of patterns,',
    'and the nearest of all managed policies of AWS:',
    '',
    ...table(['boundary', 'figures'], boundaryOfTwo()),
    '',
    ...levels.filter(({ cut }) => cut.length > 0).flatMap(({ name, cut }) => [`### ${name}: ${cut.length}`, '', ...byService(cut), '']),
  ].join('\n').trimEnd() + '\n';
}

function numbers(levels: Surveyed[]): string[] {
  return table(
    ['level', 'services', ...ACCESS_LEVELS, 'content', 'cut'],
    levels.map(({ name, services, counts, contentReads, cut }) =>
      [`\`${name}\``, services, ...ACCESS_LEVELS.map((level) => counts[level]), contentReads.length, cut.length].map(String)));
}

function sizes(levels: Surveyed[]): string[] {
  return table(
    ['level', 'AWS managed policies', 'boundary', 'inline', 'own managed policies'],
    levels.map(({ name, role: { managed, boundary, sizes: { inline, managed: made } } }) =>
      [`\`${name}\``, managed.join(', ') || 'none', boundary, inline.join(', ') || '0', made.join(', ') || 'none']));
}

function notReadRows(levels: Surveyed[]): string[][] {
  const actions = new Map(levels.flatMap(({ notReads }) => notReads).map((action) => [action.id, action]));
  return [...actions.values()].sort((one, other) => compare(one.id, other.id)).map(({ id, accessLevel }) => [
    `\`${id}\``,
    accessLevel,
    levels.filter(({ notReads }) => notReads.some((action) => action.id === id)).map(({ name }) => `\`${name}\``).join(', '),
    REASONS[id] ?? 'NOBODY HAS DECIDED',
  ]);
}

function contentSection({ name, contentReads }: Surveyed, i: number, levels: Surveyed[]): string[] {
  const title = `### ${name}: ${contentReads.length}`;
  const same = levels.slice(0, i).find((other) => sameActions(other.contentReads, contentReads));
  if (contentReads.length === 0) {
    return [title, ''];
  }
  return [title, '', ...same ? [`The same as ${same.name}.`] : byService(contentReads.map(({ action }) => action.id)), ''];
}

function sameActions(one: Decision[], other: Decision[]): boolean {
  return one.length === other.length && one.every(({ action }, i) => action.id === other[i].action.id);
}

/** A line for each service, so that a change shows as one. */
function byService(ids: string[]): string[] {
  return [...namesByService([...ids].sort(compare))].map(([service, names]) => `- **${service}**: ${names.join(', ')}`);
}

function table(head: string[], rows: string[][]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function policyVersions(): string {
  return Object.entries(AWS_MANAGED_POLICY_FILES).map(([name, file]) => `${name.slice(name.lastIndexOf('/') + 1)} ${file().version}`).join(', ');
}

/** A page with its tables brought up to date: each stands between two comments that name it. */
export function pageWithTables(page: string, levels: Surveyed[]): string {
  return Object.entries({ numbers: numbers(levels), scanners: scanners(levels) }).reduce(
    (text, [name, lines]) => text.replace(new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`), (_, begin, end) => `${begin}\n${lines.join('\n')}\n\n${end}`),
    page);
}

function scanners(levels: Surveyed[]): string[] {
  return table(['scanner', 'version', 'attaches', 'reads content', 'can write, if named', 'to know'], SCANNERS.map((scanner) => {
    const { title, version, source, policies, writes, note } = scannerRecipe(scanner)!;
    const { contentReads } = levels.find(({ name }) => name === scannerLevel(scanner))!;
    return [
      `\`${scanner}\`: [${title}](${source})`,
      version,
      policies.map((name) => `\`${name.slice(name.lastIndexOf('/') + 1)}\``).join(', '),
      `${contentReads.length} actions`,
      writes.map((action) => `\`${action}\``).join(', ') || 'nothing',
      note,
    ];
  }));
}
