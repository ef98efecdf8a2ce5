import { DescribedAccess, DescribedAccount } from './described-access';
import { stripBidiControls } from './html';

/** The guide as a page of a wiki. */
export function guideMarkdown(title: string, accesses: DescribedAccess[], notes: string[]): string {
  return [
    `# ${plain(title)}`,
    'Sign in to the account you come from first. Then follow a link to switch the role in the console, or use a profile on the command line.',
    list(notes.map(plain)),
    '![Who reaches what](picture.svg)',
    ...accesses.map(accessSection),
  ].filter((part) => part !== '').join('\n\n') + '\n';
}

function accessSection(access: DescribedAccess): string {
  const facts: [string, string[]][] = [
    ['Signed in to account', [access.assumingAccount]],
    ['Has the permission', access.allowed],
    ['Is let in', access.trusted],
    ['Whoever comes', access.conditions.length > 0 ? access.conditions : ['needs nothing more']],
    ['May read', [access.permissions]],
    ['Role', [access.roleName]],
    ['Longest session', [access.longestSession]],
  ];
  return [
    `## ${plain(access.title)}`,
    plain(access.description ?? ''),
    list(facts.map(([what, values]) => `${what}: ${values.map(plain).join('; ')}`)),
    ['| account | id | console | profile |', '| --- | --- | --- | --- |', ...access.accounts.map(accountRow)].join('\n'),
    fenced(access.accounts.flatMap(({ profile }) => profile ?? [])),
  ].filter((part) => part !== '').join('\n\n');
}

function accountRow({ name, stage, id, url, noUrl, profileName, noProfile }: DescribedAccount): string {
  const link = url?.startsWith('https://') ? `[Switch role](<${url}>)` : plain(noUrl ?? '');
  return `| ${plain(name)}${stage ? ` (${stage})` : ''} | ${plain(id ?? 'any')} | ${link} | ${plain(noProfile ?? profileName)} |`;
}

function list(items: string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Behind a fence that is longer than any in the text. */
function fenced(profiles: string[]): string {
  if (profiles.length === 0) {
    return '';
  }
  const text = profiles.join('\n\n');
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}ini`, stripBidiControls(text), fence].join('\n');
}

/** One line of text, in which nothing is Markdown or HTML. A mention or a bare address is broken by a character that is not seen. */
function plain(text: string): string {
  return stripBidiControls(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()<>#+!|~$&^=-]/g, '\\$&')
    .replace(/@(?=\w)|(?<=\b(?:https?|ftp))(?=:)|(?<=\bwww)(?=\.)/gi, '$&\u2060');
}
