import { iamArn } from '../../core/arns';
import { ANY_ACCOUNT, AssumableRole } from '../assumable-role';

/** Placeholders that each user replaces. */
export const PLACEHOLDERS = {
  device: 'YOUR-DEVICE',
  userName: 'YOUR-USER-NAME',
  sourceIdentity: 'YOUR-SOURCE-IDENTITY',
  tag: 'YOUR-VALUE',
  home: 'YOUR-OWN-ACCOUNT',
  account: ANY_ACCOUNT,
};

/** What each placeholder stands for. */
const MEANINGS = {
  [PLACEHOLDERS.device]: 'the name of your MFA device',
  [PLACEHOLDERS.userName]: 'your user name',
  [PLACEHOLDERS.sourceIdentity]: 'the source identity of your session',
  [PLACEHOLDERS.tag]: 'the value of the tag',
  [PLACEHOLDERS.home]: 'the id of the account that you sign in to',
  [PLACEHOLDERS.account]: 'the id of the account that you want to read',
};

export function mfaSerialTemplate({ trust, assumingAccount }: AssumableRole): string {
  return iamArn(trust.isOpenToOtherAccounts ? PLACEHOLDERS.home : assumingAccount, `mfa/${PLACEHOLDERS.device}`);
}

/**
 * Says what the user must replace in a text: placeholders, and values that are known only at deployment.
 *
 * @param text The text with all values.
 * @param places The values that can have placeholders. A name, such as that of a role, can contain the same characters.
 */
export function replacements(text: string, places: (string | undefined)[]): string[] {
  const placeholders = Object.entries(MEANINGS).filter(([placeholder]) => places.some((value) => value?.includes(placeholder)));
  const unknown = [...new Set(text.match(/\$\{[^}]+\}/g))];
  return [
    ...placeholders.map(([placeholder, meaning]) => `replace ${placeholder} with ${meaning}`),
    ...unknown.map((value) => `replace ${value} with its value in the deployed stack`),
  ];
}
