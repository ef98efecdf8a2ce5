import { IConstruct } from 'constructs';
import { accountOfScope } from './account-of-scope';
import { AccountOptions } from './account-options';
import { TargetConfig } from './target-config';
import { checkAccountId, checkAccountName } from '../core/validate-names';
import { nameByStack } from '../core/account-name';

export function scopeTarget(scope: IConstruct): TargetConfig {
  const label = 'TrustingTarget.scope';
  return { label, accounts: (errors) => [{ account: accountOfScope(errors, label, scope), scope, name: nameByStack(scope) }] };
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
