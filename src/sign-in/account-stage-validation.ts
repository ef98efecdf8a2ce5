import { AccountStage } from './account-stage';
import { closestMatch } from '../core/did-you-mean';
import { joinWithAnd } from '../core/text';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

const STAGES = Object.values(AccountStage);

/** JavaScript accepts any text as a stage. */
export function checkStage(errors: ErrorContext, prop: string, stage: AccountStage): void {
  if (!STAGES.includes(stage)) {
    errors.fail(`${prop} ${quoted(stage)} is not a stage`, `did you mean "${closestMatch(stage, STAGES)}"? The stages are ${joinWithAnd(STAGES)}`);
  }
}
