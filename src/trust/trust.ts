import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { TrustCondition } from './conditions/trust-condition';
import { TrustConditionOptions } from './conditions/trust-condition-options';
import { trustConditions } from './conditions/trust-conditions';
import { PrincipalScope } from './principal-scope';
import { TrustAccounts } from './trust-accounts';
import { TrustPolicy } from './trust-policy';
import { checkNotEmpty } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/** The principals that a role trusts, and under which conditions. */
export interface TrustOptions extends TrustConditionOptions {
  readonly principals?: PrincipalScope[];
}

/** A trust policy, its conditions, and its statements at the beginning. */
export interface Trust {
  readonly policy: TrustPolicy;
  readonly conditions: TrustCondition[];
  readonly statements: PolicyStatement[];
}

export function trustOf(errors: ErrorContext, accounts: TrustAccounts, props: TrustOptions): Trust {
  checkNotEmpty(errors, 'principals', props.principals, 'leave it out to trust the whole account');
  const conditions = trustConditions(errors, props);
  const policy = new TrustPolicy(errors, accounts, conditions);
  const statements = (props.principals ?? [PrincipalScope.account()]).flatMap((scope) => policy.add(scope));
  checkConditionsCanBeMet(errors, policy, props.mfa ? conditions : conditions.filter(({ prop }) => prop !== 'mfa'));
  return { policy, conditions, statements };
}

/** Whether the trust requires MFA of IAM users: a group of users then needs a way to set it up. */
export function requiresMfaOfUsers({ mfa, principals }: TrustOptions): boolean {
  const isRequired = mfa?._config.isRequired ?? true;
  return isRequired && (principals?.some(({ _config }) => _config.type.includesUsers) ?? true);
}

function checkConditionsCanBeMet(errors: ErrorContext, policy: TrustPolicy, conditions: TrustCondition[]): void {
  const impossible = conditions.find((condition) => !policy.canBeMet(condition));
  if (impossible) {
    errors.fail(`${impossible.prop} is required, but no trusted principal can meet it: ${impossible.unmetReason}`,
      `leave ${impossible.prop} out, or trust principals that can meet it`);
  }
}
