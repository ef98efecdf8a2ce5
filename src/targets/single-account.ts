import { IConstruct } from 'constructs';
import { accountOfScope } from './account-of-scope';
import { AccountOptions } from './account-options';
import { TargetForm } from './target-config';
import { checkAccountId, checkAccountName } from '../core/validate-names';
import { nameByStack } from '../sign-in/assumable-role';

export function roleInScope(scope: IConstruct): TargetForm {
  const label = 'TrustingTarget.scope';
  return { label, accounts: (at) => [{ account: accountOfScope(at, label, scope), scope, name: nameByStack(scope) }] };
}

export function roleElsewhere(accountId: string, { name }: AccountOptions): TargetForm {
  const label = 'TrustingTarget.account';
  return {
    label,
    accounts: (at) => {
      if (name !== undefined) {
        checkAccountName(at, `${label} name`, name);
      }
      return [{ account: checkAccountId(at, label, accountId), name }];
    },
  };
}
