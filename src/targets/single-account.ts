import { IConstruct } from 'constructs';
import { accountOfScope } from './account-of-scope';
import { AccountOptions } from './account-options';
import { checkAccountOptions } from './account-options-validation';
import { TargetConfig } from './target-config';
import { accountNameOf } from '../core/account-name';
import { checkAccountId } from '../core/validate-names';

export function scopeTarget(scope: IConstruct, options: AccountOptions): TargetConfig {
  const label = 'TrustingTarget.scope';
  return {
    label,
    accounts: (errors) => {
      const account = accountOfScope(errors, label, scope);
      checkAccountOptions(errors, label, options);
      const { name = accountNameOf(scope), stage, color } = options;
      return [{ account, scope, name, stage, color }];
    },
  };
}

export function accountTarget(accountId: string, options: AccountOptions): TargetConfig {
  const label = 'TrustingTarget.account';
  return {
    label,
    accounts: (errors) => {
      checkAccountOptions(errors, label, options);
      const { name, stage, color } = options;
      return [{ account: checkAccountId(errors, label, accountId), name, stage, color }];
    },
  };
}
