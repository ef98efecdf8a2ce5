import { comments, section } from './ini';
import { Profile } from './profile';
import { listed } from '../../private/words';
import { HEX_OF_COLOR } from '../switch-role-color';

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

/** What the complex form has before the roles. */
export function baseAccount(account: string): string {
  return section(baseName(account), { aws_account_id: account }, ['if this account has an alias, put that in place of its id']);
}

function baseName(account: string): string {
  return `base-${account}`;
}

function roleSection(profile: Profile, more: Record<string, string>): string {
  const { name, roleArn, color, region, consoleObstacles } = profile;
  return consoleObstacles.length > 0
    ? comments([`no profile ${name}: ${listed(consoleObstacles)}`]).join('\n')
    : section(`profile ${name}`, { role_arn: roleArn, color: color && HEX_OF_COLOR[color].toLowerCase(), region, ...more });
}
