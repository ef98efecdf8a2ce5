import { AccountStage } from '../account-stage';
import { SwitchRoleColor } from './switch-role-color';
import { closestMatch } from '../../core/did-you-mean';
import { joinWithAnd } from '../../core/text';
import { quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/**
 * The value of each colour in a link. AWS does not document them: the console accepts these values and leaves the field empty for any
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

/** The colours of accounts of an unknown stage. */
const OTHERS = [SwitchRoleColor.BLUE, SwitchRoleColor.ORANGE];

/** JavaScript accepts any text as a colour. */
export function checkColor(errors: ErrorContext, prop: string, color: SwitchRoleColor): void {
  if (!NAMES.includes(color)) {
    errors.fail(`${prop} ${quoted(color)} is not a colour of the console`,
      `did you mean "${closestMatch(color, NAMES)}"? The colours are ${joinWithAnd(NAMES)}`);
  }
}

/** The colour of an account's stage; for an unknown stage one of two colours, always the same for one account. */
export function defaultColor(stage: AccountStage | undefined, account: string): SwitchRoleColor {
  return stage ? COLOR_OF_STAGE[stage] : OTHERS[[...account].reduce((sum, digit) => sum + Number(digit), 0) % OTHERS.length];
}
