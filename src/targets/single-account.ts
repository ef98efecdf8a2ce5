import { IConstruct } from 'constructs';
import { accountOfScope } from './account-of-scope';
import { AccountOptions } from './account-options';
import { TargetConfig } from './target-config';
import { accountNameOf } from '../core/account-name';
import { checkAccountId, checkAccountName } from '../core/validate-names';

export function scopeTarget(scope: IConstruct): TargetConfig {
  const label = 'TrustingTarget.scope';
  return { label, accounts: (errors) => [{ account: accountOfScope(errors, label, scope), scope, name: accountNameOf(scope) }] };
}

export function accountTarget(accountId: string, { name }: AccountOptions): TargetConfig {
  const label = 'TrustingTarget.account';
  return {
    label,
    accounts: (errors) => {
      if (name !== undefined) {
        checkAccountName(errors, `${label} name`, name);
      }
      return [{ account: checkAccountId(errors, label, accountId), name }];
    },
  };
}
