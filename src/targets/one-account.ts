import { Construct } from 'constructs';
import { TargetForm } from './target-form';
import { accountOfScope } from '../private/account-of-scope';
import { checkAccountId } from '../private/names';

export function roleInScope(scope: Construct): TargetForm {
  const label = 'TrustingTarget.scope';
  return { label, accounts: (at) => [{ account: accountOfScope(at, label, scope), scope }] };
}

export function roleElsewhere(accountId: string): TargetForm {
  const label = 'TrustingTarget.account';
  return { label, accounts: (at) => [{ account: checkAccountId(at, label, accountId) }] };
}
