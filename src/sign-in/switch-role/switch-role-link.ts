import { Token } from 'aws-cdk-lib/core';
import { HEX_OF_COLOR } from './console-colors';
import { encodeQuery } from './encode-query';
import { colorOf, displayNameOf } from './role-display';
import { signInHost } from './sign-in-hosts';
import { QUOTAS } from '../../core/quotas';
import { RoleIdentity } from '../../core/role-name';
import { AssumableRole } from '../assumable-role';

/** The link to a role, or the reason why it has no link. */
export interface SwitchRoleLink {
  readonly url?: string;
  readonly unavailableReason?: string;
}

/**
 * The link that opens the console's *Switch role* form, filled in.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
 */
export function switchRoleLink(role: AssumableRole): SwitchRoleLink {
  const host = signInHost(role);
  const reasons = [...consoleUnsupportedReasons(role), ...host ? [] : ['the sign-in host of its partition is not known']];
  return reasons.length > 0
    ? { unavailableReason: `there is no switch-role link, because ${reasons.join(', and ')}` }
    : { url: `https://${host}/switchrole?${query(role)}` };
}

/** The reasons why the console cannot switch to a role: what it does not support, and what is not known at synth. */
export function consoleUnsupportedReasons({ trust, identity }: AssumableRole): string[] {
  return [
    ...trust.isForServices ? ['account access manager assumes the role: users open it in its portal'] : [],
    ...trust.applicableConditions.flatMap(({ consoleUnsupportedReason }) => consoleUnsupportedReason ?? []),
    ...isTooLongForConsole(identity) ? [`the console cannot switch to a role whose path and name together have more than ${QUOTAS.switchRolePathAndName} characters`] : [],
    ...Token.isUnresolved(identity.path) ? ['the path is not known at synth'] : [],
  ];
}

/** The console expects the path without its first slash. */
function query(role: AssumableRole): string {
  const { account, identity: { path, roleName } } = role;
  const fields = { account: [account], roleName: [path.slice(1), roleName], displayName: [displayNameOf(role)], color: [hexOf(role)] };
  return Object.entries(fields)
    .filter(([, [first]]) => first !== undefined)
    .map(([key, values]) => `${key}=${values.map((value) => encodeQuery(value!)).join('')}`)
    .join('&');
}

function hexOf(role: AssumableRole): string | undefined {
  const color = colorOf(role);
  return color && HEX_OF_COLOR[color];
}

/**
 * Whether the console cannot switch to a role because of its long path.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html
 */
export function isTooLongForConsole({ path, roleName }: RoleIdentity): boolean {
  return !Token.isUnresolved(path + roleName) && path.length - 1 + roleName.length > QUOTAS.switchRolePathAndName;
}
