import { boundaryOfTwo } from './candidates';
import { CERTAINTY, CREDENTIAL_READS, REVIEWED } from './credential-reads/verdicts';
import { Decision } from './data-access/verdicts';
import { ACCESS_LEVELS, compare, knownActions, knownSince } from './known-actions';
import { scannerLevel } from './levels';
import { REASONS, Surveyed } from './survey';
import { namesByService } from '../../src/permissions/aws/action-patterns';
import { Precision } from '../../src/permissions/boundary/level-patterns';
import { AWS_MANAGED_POLICY_FILES } from '../../src/permissions/data';
import { scannerRecipe, SCANNERS } from '../../src/permissions/presets/scanner-recipes';

const ADDABLE: Record<Precision, string> = {
  nothing: 'nothing',
  metadata: 'reads that return no data, credentials or secrets, in the services of the level',
};

/** The report on all levels, action by action. */
export async function report(levels: Surveyed[]): Promise<string> {
  return [
    '# Actions of each permission level',
    '',
    '`npm run levels` generates this page. An independent policy engine decided every IAM action, with every type of resource, from the',
    'synthesized template of a role and the text of AWS\'s managed policies. The tests fail if this page differs from its decisions.',
    '[Choose what the role may read](permissions.md) says which level is for what.',
    '',
    `${(await knownActions()).length.toLocaleString('en')} actions, from AWS's service authorization reference of ${await knownSince()}. AWS managed policies: ${policyVersions()}.`,
    '',
    '## Actions by access level',
    '',
    ...numbers(levels),
    '',
    '*data* counts the allowed actions that read data, credentials or secrets. *blocked* counts the actions that the policies and statements of the level allow, and the role may not, without those that the level denies. `sts:GetCallerIdentity` needs no permission and is counted at every level.',
    '',
    '## Sizes',
    '',
    ...sizes(levels),
    '',
    'A role may have 10,240 characters of inline policies and 10 managed policies. A customer managed policy may have 6,144 characters.',
    '[The shared policies](permissions.md#resource-policies) deny writes on resources that can have a resource policy. Where there are none, the role is denied everything that its level does not allow.',
    '',
    '## Non-read actions',
    '',
    'No level allows any other action that AWS\'s reference classifies as write, tagging or permissions management.',
    '',
    ...table(['action', 'classified as', 'allowed by', 'why'], nonReadRows(levels)),
    '',
    '## Reads that hand out credentials or change something',
    '',
    'A role at any level is denied these, unless you name one in full: see [Credentials](permissions.md#reads-that-hand-out-credentials). '
    + `Reviewed ${REVIEWED}. *Rests on*: ${Object.entries(CERTAINTY).map(([key, what]) => `*${key}*, ${what}`).join('; ')}.`,
    '',
    ...table(['action', 'why', 'rests on'], Object.entries(CREDENTIAL_READS).sort(([one], [other]) => compare(one, other)).map(([id, [why, certainty]]) => [`\`${id}\``, why, certainty])),
    '',
    '## Actions that read data',
    '',
    ...levels.flatMap(dataSection),
    '## Actions of metadataOnly() that may return more than metadata',
    '',
    'Configuration that may contain plaintext secrets and that no other action lists, and responses that reviewers classified differently. `.withDenied(...)` denies them too.',
    '',
    ...table(['action', 'what the response contains'], levels.find(({ name }) => name === 'metadataOnly()')!.notDenied.map(({ action, why }) => [`\`${action.id}\``, why])),
    '',
    '## What a policy that is attached later can add',
    '',
    'A boundary is one policy. One policy of the level is the boundary if it allows everything that the level allows. Otherwise the boundary is the role\'s own policy, and the role is denied everything that its level does not allow, as closely as the lists of actions fit. No level can get a write.',
    '',
    ...table(['level', 'boundary', 'a policy that is attached later can add'], levels.map(({ name, role: { boundary }, addable }) => [`\`${name}\``, boundary, ADDABLE[addable]])),
    '',
    'Possible boundaries for `SecurityAudit` and `ViewOnlyAccess` together: patterns, with their size in characters, and the closest AWS managed policies.',
    'A boundary may have 6,144 characters, the inline policies of a role 10,240.',
    '',
    ...table(['boundary', 'figures'], boundaryOfTwo()),
    '',
    ...levels.filter(({ blocked }) => blocked.length > 0).flatMap(({ name, blocked }) => [`### ${name}: ${blocked.length}`, '', ...byService(blocked), '']),
  ].join('\n').trimEnd() + '\n';
}

function numbers(levels: Surveyed[]): string[] {
  return table(
    ['level', 'services', ...ACCESS_LEVELS, 'data', 'blocked'],
    levels.map(({ name, services, counts, dataReads, blocked }) =>
      [`\`${name}\``, services, ...ACCESS_LEVELS.map((level) => counts[level]), dataReads.length, blocked.length].map(String)));
}

function sizes(levels: Surveyed[]): string[] {
  return table(
    ['level', 'AWS managed policies', 'boundary', 'inline', 'customer managed policies', 'shared by the roles of a stack'],
    levels.map(({ name, role: { managed, boundary, sizes: { inline, managed: made, shared } } }) =>
      [`\`${name}\``, managed.join(', ') || 'none', boundary, inline.join(', ') || '0', made.join(', ') || 'none', shared.join(', ') || 'none']));
}

function nonReadRows(levels: Surveyed[]): string[][] {
  const actions = new Map(levels.flatMap(({ nonReads }) => nonReads).map((action) => [action.id, action]));
  return [...actions.values()].sort((one, other) => compare(one.id, other.id)).map(({ id, accessLevel }) => [
    `\`${id}\``,
    accessLevel,
    levels.filter(({ nonReads }) => nonReads.some((action) => action.id === id)).map(({ name }) => `\`${name}\``).join(', '),
    REASONS[id] ?? 'NOT CLASSIFIED',
  ]);
}

function dataSection({ name, dataReads }: Surveyed, i: number, levels: Surveyed[]): string[] {
  const title = `### ${name}: ${dataReads.length}`;
  const same = levels.slice(0, i).find((other) => sameActions(other.dataReads, dataReads));
  if (dataReads.length === 0) {
    return [title, ''];
  }
  return [title, '', ...same ? [`The same as ${same.name}.`] : byService(dataReads.map(({ action }) => action.id)), ''];
}

function sameActions(one: Decision[], other: Decision[]): boolean {
  return one.length === other.length && one.every(({ action }, i) => action.id === other[i].action.id);
}

/** One line for each service, for short diffs. */
function byService(ids: string[]): string[] {
  return [...namesByService([...ids].sort(compare))].map(([service, names]) => `- **${service}**: ${names.join(', ')}`);
}

function table(head: string[], rows: string[][]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function policyVersions(): string {
  return Object.entries(AWS_MANAGED_POLICY_FILES).map(([name, file]) => `${name.slice(name.lastIndexOf('/') + 1)} ${file().version}`).join(', ');
}

/** A page with its tables updated. Each table is between two comments with its name. */
export function pageWithTables(page: string, levels: Surveyed[]): string {
  return Object.entries({ numbers: numbers(levels), scanners: scanners(levels) }).reduce(
    (text, [name, lines]) => text.replace(new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`), (_, begin, end) => `${begin}\n${lines.join('\n')}\n\n${end}`),
    page);
}

function scanners(levels: Surveyed[]): string[] {
  return table(['scanner', 'version', 'attaches', 'reads data', 'can write, if allowed', 'note'], SCANNERS.map((scanner) => {
    const { title, version, source, policies, writes, note } = scannerRecipe(scanner)!;
    const { dataReads } = levels.find(({ name }) => name === scannerLevel(scanner))!;
    return [
      `\`${scanner}\`: [${title}](${source})`,
      version,
      policies.map((name) => `\`${name.slice(name.lastIndexOf('/') + 1)}\``).join(', '),
      `${dataReads.length} actions`,
      writes.map((action) => `\`${action}\``).join(', ') || 'nothing',
      note,
    ];
  }));
}
