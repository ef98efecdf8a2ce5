import { AccessDescription, AccountDescription } from './access-description';
import { escapeMarkdown as escape } from './escape-markdown';
import { stripBidiControls } from './html';
import { trustFacts } from './trust-facts';
import { ProfileSnippet } from '../profiles/profile-snippet';

/** The guide as Markdown, for wikis. */
export function guideMarkdown(title: string, accesses: AccessDescription[], notes: string[]): string {
  return [
    `# ${escape(title)}`,
    'First sign in to the account that is named below. For the console, follow the link of an account to switch to its role. For the command line, copy the profile for your kind of sign-in to `~/.aws/config`.',
    list(notes.map(escape)),
    '![Who can read which accounts](picture.svg)',
    ...accesses.map(accessSection),
  ].filter((part) => part !== '').join('\n\n') + '\n';
}

function accessSection(access: AccessDescription): string {
  const facts: [string, string[]][] = [
    ['Sign in to account', [access.assumingAccount]],
    ['Permission to assume the role', access.allowed],
    ...trustFacts(access).map(({ name, inAccounts, values }): [string, string[]] => [`${name}${inAccounts}`, values.length > 0 ? values : ['none']]),
    ['The role may read', [access.permissions]],
    ['Role', [access.roleName]],
    ['Longest session', [access.longestSession]],
  ];
  return [
    `## ${escape(access.title)}`,
    escape(access.description ?? ''),
    list(facts.map(([name, values]) => `${escape(name)}: ${values.map(escape).join('; ')}`)),
    ['| account | id | console | profile |', '| --- | --- | --- | --- |', ...access.accounts.map(accountRow)].join('\n'),
    fenced(access.accounts.flatMap(textsOfProfiles)),
  ].filter((part) => part !== '').join('\n\n');
}

function accountRow({ name, stage, id, ownerInstructions, url, urlUnavailableReason, profiles }: AccountDescription): string {
  const link = url?.startsWith('https://') ? `[Switch role](<${url}>)` : escape(urlUnavailableReason ?? '');
  const template = ownerInstructions === undefined ? '' : ` ([template for the owner](<${ownerInstructions}>))`;
  return `| ${escape(name)}${stage ? ` (${stage})` : ''}${template} | ${escape(id ?? 'any')} | ${link} | ${profiles.map(describeProfile).join('; ')} |`;
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
