import { CfnStackSet } from 'aws-cdk-lib/core';
import { joinWithAnd } from '../../core/text';
import { checkAccountIds } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/** An account filter as a value. */
export interface AccountFilterConfig {
  readonly kind: 'only' | 'allExcept';
  readonly accountIds: string[];
}

export function checkAccountFilter(errors: ErrorContext, { kind, accountIds }: AccountFilterConfig): void {
  checkAccountIds(errors, `accountFilter AccountFilter.${kind}`, accountIds, 'leave accountFilter out to reach all accounts of the units');
}

export function describeAccountFilter({ kind, accountIds }: AccountFilterConfig): string {
  return kind === 'only' ? `the accounts ${joinWithAnd(accountIds)}` : `all accounts but ${joinWithAnd(accountIds)}`;
}

/** Whether the StackSet certainly deploys no role to an account. */
export function excludesAccount({ kind, accountIds }: AccountFilterConfig, account: string): boolean {
  return accountIds.includes(account) === (kind === 'allExcept');
}

/** The only accounts that can get the role, if the filter names them. */
export function onlyAccounts({ kind, accountIds }: AccountFilterConfig): string[] | undefined {
  return kind === 'only' ? accountIds : undefined;
}

/**
 * Automatic deployment ignores filters: with `only`, it would deploy the role to every account that joins.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
 */
export function allowsAutoDeployment({ kind }: AccountFilterConfig): boolean {
  return kind === 'allExcept';
}

export function filteredDeploymentTargets({ kind, accountIds }: AccountFilterConfig): CfnStackSet.DeploymentTargetsProperty {
  return { accounts: accountIds, accountFilterType: kind === 'only' ? 'INTERSECTION' : 'DIFFERENCE' };
}
