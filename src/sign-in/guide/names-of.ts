import { AccountDescription } from './access-description';
import { joinWithAnd } from '../../core/text';

/** The number of account names in a heading. */
const NAMES = 3;

/** Names the accounts in a heading, such as `Shop, Payments and 7 other accounts`. */
export function namesOf(accounts: readonly AccountDescription[]): string {
  const names = accounts.map(({ name }) => name);
  return names.length <= NAMES ? joinWithAnd(names) : joinWithAnd([...names.slice(0, NAMES - 1), `${names.length - NAMES + 1} other accounts`]);
}
