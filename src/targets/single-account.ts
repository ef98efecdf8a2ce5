import { IConstruct } from 'constructs';
import { AccountOptions } from './account-options';
import { TargetForm } from './target-config';
import { nameByStack } from '../sign-in/assumable-role';
import { accountOfScope } from './account-of-scope';
import { checkAccountId, checkAccountName } from '../core/validate-names';

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
