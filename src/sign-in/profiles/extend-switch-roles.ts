import { comment, section } from './ini';
import { Profile } from './profile';
import { joinWithAnd } from '../../core/text';
import { HEX_OF_COLOR } from '../switch-role/console-colors';

/**
 * A role for the browser extension AWS Extend Switch Roles, in its simple form: every role is shown to everybody.
 *
 * @see https://github.com/tilfinltd/aws-extend-switch-roles#configuration
 */
export function switchableRole(profile: Profile): string {
  return roleSection(profile, {});
}

/** The same in its complex form: roles are shown to those who are signed in to the account that they are assumed from. */
export function switchableRoleOfBase(profile: Profile): string {
  return roleSection(profile, { source_profile: baseName(profile.assumingAccount) });
}

/** What the complex form has before the roles: the accounts that they are assumed from. The extension refuses one without roles. */
export function baseAccounts(profiles: Profile[]): string[] {
  const accounts = profiles.filter(isSwitchable).map(({ assumingAccount }) => assumingAccount);
  return [...new Set(accounts)].map((account) =>
    section(baseName(account), { aws_account_id: account }, ['if this account has an alias, put that in place of its id']));
}

function baseName(account: string): string {
  return `base-${account}`;
}

function isSwitchable(profile: Profile): boolean {
  return unsupportedReasons(profile).length === 0;
}

/** The extension reads a value up to the next equals sign, and would switch to another role. */
function unsupportedReasons({ consoleUnsupportedReasons, rolePathAndName }: Profile): string[] {
  return [...consoleUnsupportedReasons, ...rolePathAndName.includes('=') ? ['the extension cannot read "=" in the name of a role'] : []];
}

/** Account and role rather than the role's ARN, which would need the partition. */
function roleSection(profile: Profile, more: Record<string, string>): string {
  const { name, account, rolePathAndName, color, region } = profile;
  return isSwitchable(profile)
    ? section(`profile ${name}`, {
      aws_account_id: account, role_name: rolePathAndName, color: color && HEX_OF_COLOR[color].toLowerCase(), region, ...more,
    })
    : comment(`no profile ${name}: ${joinWithAnd(unsupportedReasons(profile))}`);
}
