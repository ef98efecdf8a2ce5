import { AccountOptions } from './account-options';
import { TargetAccount } from './target-config';
import { checkAccountId, checkAccountName } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { checkStage } from '../sign-in/account-stage-validation';
import { checkColor } from '../sign-in/switch-role/console-colors';

/** @param prop What has the options, in messages. */
export function checkAccountOptions(errors: ErrorContext, prop: string, { name, stage, color }: AccountOptions): void {
  if (name !== undefined) {
    checkAccountName(errors, `${prop} name`, name);
  }
  if (stage !== undefined) {
    checkStage(errors, `${prop} stage`, stage);
  }
  if (color !== undefined) {
    checkColor(errors, `${prop} color`, color);
  }
}

/** The accounts of a target, each with its options. */
export function withAccountOptions(errors: ErrorContext, accounts: TargetAccount[], options: Record<string, AccountOptions> = {}): TargetAccount[] {
  for (const [id, ofAccount] of Object.entries(options)) {
    checkAccountId(errors, 'accountOptions', id);
    if (!accounts.some(({ account }) => account === id)) {
      errors.fail(`accountOptions has ${id}, which is not one of the accounts that the target lists`, 'list the account, or leave its options out');
    }
    checkAccountOptions(errors, `accountOptions ${id}`, ofAccount);
  }
  return accounts.map((known) => {
    const { name = known.name, stage, color } = options[known.account] ?? {};
    return { ...known, name, stage, color };
  });
}
