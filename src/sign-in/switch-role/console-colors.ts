import { AccountStage } from '../account-stage';
import { SwitchRoleColor } from './switch-role-color';
import { closestMatch } from '../../core/did-you-mean';
import { quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/**
 * What the links say for each colour. AWS documents none of it: the console takes these few and leaves the field empty for any
 * other. The values have changed before, in 2024 for all but red and green.
 *
 * @see https://repost.aws/questions/QU2dDHOT34RH6LJYIrHLUJrw/switch-role-link-query-parameters
 */
export const HEX_OF_COLOR: Readonly<Record<SwitchRoleColor, string>> = {
  red: 'F2B0A9',
  orange: 'FBC8AA',
  yellow: 'EFDA95',
  green: 'B7CA9D',
  blue: '83D4E8',
};

const NAMES = Object.values(SwitchRoleColor);

const COLOR_OF_STAGE: Readonly<Record<AccountStage, SwitchRoleColor>> = {
  production: SwitchRoleColor.RED,
  staging: SwitchRoleColor.YELLOW,
  development: SwitchRoleColor.GREEN,
};

/** The colours that stand for no stage. */
const OTHERS = [SwitchRoleColor.BLUE, SwitchRoleColor.ORANGE];

/** JavaScript lets any text through. */
export function checkColor(errors: ErrorContext, color: SwitchRoleColor): void {
  if (!NAMES.includes(color)) {
    errors.fail(`switchRole color ${quoted(color)} is none that the console has`, `did you mean "${closestMatch(color, NAMES)}"? There are ${NAMES.join(', ')}`);
  }
}

export function defaultColor(stage: AccountStage | undefined, account: string): SwitchRoleColor {
  return stage ? COLOR_OF_STAGE[stage] : OTHERS[[...account].reduce((sum, digit) => sum + Number(digit), 0) % OTHERS.length];
}
