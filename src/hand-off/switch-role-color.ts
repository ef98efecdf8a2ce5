import { Token } from 'aws-cdk-lib/core';
import { AccountStage } from './account-stage';
import { quoted } from '../private/names';
import { nearest } from '../private/nearest';
import { Place } from '../private/validation-error';

/** A colour of the console's form. */
export type ColorName = 'red' | 'orange' | 'yellow' | 'green' | 'blue';

/**
 * What the links say for each colour. AWS documents none of it: the console takes these few and leaves the field empty for any
 * other. The values have changed before, in 2024 for all but red and green.
 *
 * @see https://repost.aws/questions/QU2dDHOT34RH6LJYIrHLUJrw/switch-role-link-query-parameters
 */
export const HEX_OF_COLOR: Readonly<Record<ColorName, string>> = {
  red: 'F2B0A9',
  orange: 'FBC8AA',
  yellow: 'EFDA95',
  green: 'B7CA9D',
  blue: '83D4E8',
};

const NAMES = Object.keys(HEX_OF_COLOR) as ColorName[];

const COLOR_OF_STAGE: Readonly<Record<AccountStage, ColorName>> = { production: 'red', staging: 'yellow', development: 'green' };

/** The colours that stand for no stage. */
const OTHERS: ColorName[] = ['blue', 'orange'];

/** A colour by its name or by its digits, in upper or lower case. */
export function colorNamed(color: string): ColorName | undefined {
  const wanted = color.toLowerCase().replace(/^#/, '');
  return NAMES.find((name) => name === wanted || HEX_OF_COLOR[name].toLowerCase() === wanted);
}

export function checkColor(at: Place, color: string): void {
  if (!Token.isUnresolved(color) && !colorNamed(color)) {
    at.reject(`switchRole color ${quoted(color)} is none that the console has`,
      `did you mean "${nearest(color, NAMES)}"? There are ${NAMES.map((name) => `${name} (${HEX_OF_COLOR[name]})`).join(', ')}`);
  }
}

export function defaultColor(stage: AccountStage | undefined, account: string): ColorName {
  return stage ? COLOR_OF_STAGE[stage] : OTHERS[[...account].reduce((sum, digit) => sum + Number(digit), 0) % OTHERS.length];
}
