import { AccountDescription } from './access-description';
import { AccountStage } from '../account-stage';

/** The stage of an account in the guide: `other` if it has none. */
export type GuideStage = AccountStage | 'other';

/** The stages in the order in which the guide shows them. */
export const GUIDE_STAGES: readonly GuideStage[] = [...Object.values(AccountStage), 'other'];

/** The accounts of each stage that has some, in order. */
export function byStage(accounts: AccountDescription[]): { stage: GuideStage; members: AccountDescription[] }[] {
  return GUIDE_STAGES
    .map((stage) => ({ stage, members: accounts.filter((account) => (account.stage ?? 'other') === stage) }))
    .filter(({ members }) => members.length > 0);
}

/** Such as `250 staging accounts`. */
export function countOf({ length }: AccountDescription[], stage?: GuideStage): string {
  return [length.toLocaleString('en'), ...stage === undefined ? [] : [stage], length === 1 ? 'account' : 'accounts'].join(' ');
}
