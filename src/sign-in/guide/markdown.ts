import { AccessDescription, AccountDescription } from './access-description';
import { describeWindow } from './access-section';
import { escapeMarkdown as escape } from './escape-markdown';
import { distinctVisits } from './first-visit';
import { CONSOLE_MESSAGE, switchRoleChecks } from './help';
import { stripBidiControls } from './html';
import { PROFILE_FILES } from './profile-files';
import { trustFacts } from './trust-facts';
import { ProfileSnippet } from '../profiles/profile-snippet';

type Fact = [name: string, values: string[]];

/** The guide as Markdown, for wikis. */
export function guideMarkdown(title: string, accesses: AccessDescription[]): string {
  return joinParts([
    `# ${escape(title)}`,
    ...accesses.map(accessSection),
    '## First visit',
    ...distinctVisits(accesses).map(({ caller, steps }) => `${escape(caller)}:\n\n${numbered(steps)}`),
    '## If *Switch role* fails',
    `The console says only *${CONSOLE_MESSAGE}*. Check in this order:`,
    numbered(switchRoleChecks(accesses)),
    '## Files for command-line tools',
    list(Object.entries(PROFILE_FILES).map(([file, tool]) => `[${file}](${file}): ${escape(tool)}`)),
    '## Diagram',
    '![Who can read which accounts](picture.svg)',
  ]);
}

function accessSection(access: AccessDescription): string {
  const { window } = access;
  const facts: Fact[] = [
    ['Sign in to account', [access.assumingAccount]],
    ['The role may read', [access.permissions]],
    ['Longest session', [access.longestSession]],
    ...some('Can be used', window === undefined ? [] : [describeWindow(window)]),
    ['Permission to assume the role', access.allowed],
    ...trustFacts(access).map(({ name, inAccounts, values }): Fact => [`${name}${inAccounts}`, values.length > 0 ? values : ['none']]),
    ...some('The role may read, in detail', access.permissionDetails),
    ['Role', [access.roleName]],
    ['Construct', [access.path]],
    ...some('Renamed profiles', access.notes),
  ];
  return joinParts([
    `## ${escape(access.title)}`,
    escape(access.description ?? ''),
    ['| account | id | console | profile |', '| --- | --- | --- | --- |', ...access.accounts.map(accountRow)].join('\n'),
    list(facts.map(([name, values]) => `${escape(name)}: ${values.map(escape).join('; ')}`)),
    fenced(access.accounts.flatMap(textsOfProfiles)),
  ]).trimEnd();
}

/** A fact only where there is one. */
function some(name: string, values: string[]): Fact[] {
  return values.length > 0 ? [[name, values]] : [];
}

function accountRow({ name, stage, id, owner, ownerInstructions, url, urlUnavailableReason, profiles }: AccountDescription): string {
  const link = url?.startsWith('https://') ? `[Switch role](<${url}>)` : escape(urlUnavailableReason ?? '');
  const contact = owner === undefined ? '' : `, owner: ${escape(owner)}`;
  const template = ownerInstructions === undefined ? '' : ` ([template for the owner](<${ownerInstructions}>))`;
  return `| ${escape(name)}${stage ? ` (${stage})` : ''}${contact}${template} | ${escape(id ?? 'any')} | ${link} | ${profiles.map(describeProfile).join('; ')} |`;
}

function textsOfProfiles({ profiles }: AccountDescription): string[] {
  return profiles.filter(({ unsupportedReason }) => unsupportedReason === undefined).map(({ text }) => text);
}

function describeProfile({ name, caller, unsupportedReason }: ProfileSnippet): string {
  return escape(`${unsupportedReason ?? name} (${caller})`);
}

function list(items: string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function numbered(items: string[]): string {
  return items.map((item, i) => `${i + 1}. ${escape(item)}`).join('\n');
}

function joinParts(parts: string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The profiles in a code block, with a fence that is longer than any in the text. */
function fenced(profiles: string[]): string {
  if (profiles.length === 0) {
    return '';
  }
  const text = profiles.join('\n\n');
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}ini`, stripBidiControls(text), fence].join('\n');
}
