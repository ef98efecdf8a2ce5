import { AccountStage } from './account-stage';
import { SwitchRoleColor } from './switch-role/switch-role-color';

/** How users see the account of a role, as far as its target says so. */
export interface AccountDisplay {
  /** The name by which users know the account, if it has one. */
  readonly accountName?: string;
  readonly accountStage?: AccountStage;
  /** The colour of this account, whatever that of all accounts is. */
  readonly accountColor?: SwitchRoleColor;
}

export function accountDisplay({ name, stage, color }: { name?: string; stage?: AccountStage; color?: SwitchRoleColor }): AccountDisplay {
  return { accountName: name, accountStage: stage, accountColor: color };
}
