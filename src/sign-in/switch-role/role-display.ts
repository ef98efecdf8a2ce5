import { Token } from 'aws-cdk-lib/core';
import { defaultColor } from './console-colors';
import { SwitchRoleColor } from './switch-role-color';
import { ANY_ACCOUNT, AssumableRole } from '../assumable-role';
import { stageOf } from '../stage-by-name';

/** The most characters that the console's form accepts. */
export const DISPLAY_NAME_LENGTH = 64;

/** The colour of a role in the console: that of its account, of all accounts, or of the stage. Undefined if only the deployment knows the account. */
export function colorOf(role: AssumableRole): SwitchRoleColor | undefined {
  const { account, accountColor, switchRole } = role;
  const isOneAccount = !Token.isUnresolved(account) && account !== ANY_ACCOUNT;
  return accountColor ?? switchRole?.color ?? (isOneAccount ? defaultColor(stageOf(role), account) : undefined);
}

/** The text in the console's navigation bar: by default the account's name, else the console's default text, else nothing if that is too long. */
export function displayNameOf({ account, accountName, identity, switchRole }: AssumableRole): string | undefined {
  if (switchRole?.displayName !== undefined) {
    return switchRole.displayName;
  }
  return [accountName, `${identity.roleName} @ ${account}`].find((name) => name !== undefined && (Token.isUnresolved(name) || name.length <= DISPLAY_NAME_LENGTH));
}
