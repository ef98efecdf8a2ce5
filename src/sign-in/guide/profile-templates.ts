import { AccountDescription } from './access-description';

/** What differs from account to account in the text of a profile. */
export type TemplateValue = 'name' | 'arn';

/** A profile as many accounts have it: its text between the values that differ. */
export interface ProfileTemplate {
  /** What the name of the profile has after the name that the profiles of an account share, such as `-session`. */
  readonly ending: string;
  readonly caller: string;
  /** Whether the text is a profile, and not only a comment. */
  readonly isProfile: boolean;
  readonly parts: readonly (string | { readonly value: TemplateValue })[];
}

/** The templates of the profiles of some accounts. */
export interface TemplateGroup {
  readonly templates: readonly ProfileTemplate[];
  readonly accounts: readonly AccountDescription[];
}

/**
 * Accounts by the templates of their profiles: those whose profiles differ only in the account are one group. The texts of thousands of
 * profiles would be more than the rest of the page.
 */
export function templateGroups(accounts: AccountDescription[]): TemplateGroup[] {
  const groups = new Map<string, { templates: ProfileTemplate[]; accounts: AccountDescription[] }>();
  accounts.forEach((account) => {
    const templates = templatesOf(account);
    const key = JSON.stringify(templates);
    const group = groups.get(key) ?? { templates, accounts: [] };
    groups.set(key, group);
    group.accounts.push(account);
  });
  return [...groups.values()];
}

/** The name with which the names of all profiles of an account begin. */
export function sharedName({ profiles }: AccountDescription): string {
  const [first = '', ...others] = profiles.map(({ name }) => name);
  return others.every((name) => name.startsWith(first)) ? first : '';
}

function templatesOf(account: AccountDescription): ProfileTemplate[] {
  const name = sharedName(account);
  return account.profiles.map(({ name: whole, caller, text, unsupportedReason }) => ({
    ending: whole.slice(name.length), caller, isProfile: unsupportedReason === undefined, parts: partsOf(text, name, account.roleArn),
  }));
}

function partsOf(text: string, name: string, arn: string): ProfileTemplate['parts'] {
  // The name of another profile can begin with this one; a hyphen and the kind of caller can follow.
  const values = [literal(arn), ...name === '' ? [] : [`(?<![\\w.@+-])${literal(name)}(?![\\w.@+])`]];
  return text.split(new RegExp(`(${values.join('|')})`)).filter((part) => part !== '').map((part) =>
    part === arn ? { value: 'arn' } : part === name ? { value: 'name' } : part);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
