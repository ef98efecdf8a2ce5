import { Organization } from '../../accounts/organization';
import { AwsError, notEmulated } from '../../aws-error';

/** Organizational units with an optional filter of accounts, or accounts alone. */
export interface DeploymentTargets {
  readonly OrganizationalUnitIds?: string[];
  readonly Accounts?: string[];
  readonly AccountFilterType?: string;
}

/** An account to deploy to, and the organizational unit that it is targeted by. */
export interface TargetAccount {
  readonly account: string;
  readonly unit?: string;
}

/** `UNION` is documented, but the resource handler rejects it: https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-cloudformation/issues/100 */
const FILTERS = ['NONE', 'INTERSECTION', 'DIFFERENCE'];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html */
export function checkUnitTargets({ OrganizationalUnitIds: units = [], Accounts: accounts = [], AccountFilterType: filter = 'NONE' }: DeploymentTargets): void {
  if (units.length === 0) {
    throw new AwsError('ValidationError', 'StackSets with SERVICE_MANAGED permission model can only have OrganizationalUnit as target');
  }
  if (!FILTERS.includes(filter)) {
    throw new AwsError('ValidationError', `${filter} is not a valid AccountFilterType`);
  }
  if (filter === 'NONE' && accounts.length > 0) {
    throw new AwsError('ValidationError', 'AccountFilterType should be specified when both OrganizationalUnitIds and Accounts are provided');
  }
  if (filter !== 'NONE' && accounts.length === 0) {
    throw new AwsError('ValidationError', 'Accounts should be specified when Account-level Targeting is enabled');
  }
}

/** The accounts in the units and their child units that pass the filter, without the management account. */
export function targetAccountsOfUnits(organization: Organization, targets: DeploymentTargets): TargetAccount[] {
  return targets.OrganizationalUnitIds!.flatMap((unit) => organization.accountsIn(unit)
    .filter((account) => account !== organization.managementAccount && passesFilter(targets, account))
    .map((account) => ({ account, unit })));
}

export function targetAccounts({ OrganizationalUnitIds, Accounts = [], AccountFilterType = 'NONE' }: DeploymentTargets): TargetAccount[] {
  if (OrganizationalUnitIds || Accounts.length === 0 || AccountFilterType !== 'NONE') {
    throw new AwsError('ValidationError', 'StackSets with SELF_MANAGED permission model can only have Accounts as target');
  }
  return Accounts.map((account) => ({ account }));
}

/** Whether an account of the units passes the filter. */
export function passesFilter({ Accounts = [], AccountFilterType = 'NONE' }: DeploymentTargets, account: string): boolean {
  return AccountFilterType === 'NONE' || Accounts.includes(account) === (AccountFilterType === 'INTERSECTION');
}

/** It is not documented which of two overlapping units a stack instance belongs to. */
export function rejectOverlap(organization: Organization, units: string[]): void {
  const pairs = units.flatMap((unit, index) => units.slice(index + 1).map((later) => [unit, later]));
  const [one, other] = pairs.find(([a, b]) => a !== b && organization.overlap(a, b)) ?? [];
  if (one) {
    throw notEmulated(`a stack set for the unit ${one} and the unit ${other}, of which one is in the other,`);
  }
}
