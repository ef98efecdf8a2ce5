import { comment, section } from './ini';
import { Profile } from './profile';
import { joinWithAnd } from '../../core/text';
import { HEX_OF_COLOR } from '../switch-role/console-colors';

/**
 * A role for the browser extension AWS Extend Switch Roles, in its simple form: it shows every role to every user. The console switches in
 * the same way for all kinds of callers.
 *
 * @see https://github.com/tilfinltd/aws-extend-switch-roles#configuration
 */
export function switchableRole([profile]: Profile[]): string {
  return roleSection(profile, {});
}

/** A role in the complex form: the extension shows it only to users who are signed in to its assuming account. */
export function switchableRoleOfBase([profile]: Profile[]): string {
  return roleSection(profile, { source_profile: baseName(profile.assumingAccount) });
}

/** The assuming accounts, which the complex form has before the roles. The extension rejects an account without roles. */
export function baseAccounts(roles: Profile[][]): string[] {
  const accounts = roles.map(([profile]) => profile).filter(isSwitchable).map(({ assumingAccount }) => assumingAccount);
  return [...new Set(accounts)].map((account) =>
    section(baseName(account), { aws_account_id: account }, ['if this account has an alias, replace its id with the alias']));
}

function baseName(account: string): string {
  return `base-${account}`;
}

function isSwitchable(profile: Profile): boolean {
  return unsupportedReasons(profile).length === 0;
}

/** The extension reads a value only up to the next equals sign, so it would switch to another role. */
function unsupportedReasons({ consoleUnsupportedReasons, rolePathAndName }: Profile): string[] {
  return [...consoleUnsupportedReasons, ...rolePathAndName.includes('=') ? ['the extension cannot read "=" in the name of a role'] : []];
}

/** With account and role instead of the role's ARN, which would need the partition. */
function roleSection(profile: Profile, more: Record<string, string>): string {
  const { name, account, rolePathAndName, color, region } = profile;
  return isSwitchable(profile)
    ? section(`profile ${name}`, {
      aws_account_id: account, role_name: rolePathAndName, color: color && HEX_OF_COLOR[color].toLowerCase(), region, ...more,
    })
    : comment(`no profile ${name}: ${joinWithAnd(unsupportedReasons(profile))}`);
}
