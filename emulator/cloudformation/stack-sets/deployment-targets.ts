import { Organization } from '../../accounts/organization';
import { AwsError, notEmulated } from '../../aws-error';

/** Which accounts are meant: those of units, filtered or not, or accounts alone. */
export interface DeploymentTargets {
  readonly OrganizationalUnitIds?: string[];
  readonly Accounts?: string[];
  readonly AccountFilterType?: string;
}

/** An account that is meant, and by way of which unit. */
export interface Target {
  readonly account: string;
  readonly unit?: string;
}

/** `UNION` is in the documentation, and refused by the resource: https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-cloudformation/issues/100 */
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

/** All accounts of the units and those below them, as far as the filter goes, but never the management account. */
export function accountsOfUnits(organization: Organization, targets: DeploymentTargets): Target[] {
  return targets.OrganizationalUnitIds!.flatMap((unit) => organization.accountsIn(unit)
    .filter((account) => account !== organization.management && isMeant(targets, account))
    .map((account) => ({ account, unit })));
}

export function accountsAlone({ OrganizationalUnitIds, Accounts = [], AccountFilterType = 'NONE' }: DeploymentTargets): Target[] {
  if (OrganizationalUnitIds || Accounts.length === 0 || AccountFilterType !== 'NONE') {
    throw new AwsError('ValidationError', 'StackSets with SELF_MANAGED permission model can only have Accounts as target');
  }
  return Accounts.map((account) => ({ account }));
}

/** Whether the filter lets an account pass that is in one of the units. */
export function isMeant({ Accounts = [], AccountFilterType = 'NONE' }: DeploymentTargets, account: string): boolean {
  return AccountFilterType === 'NONE' || Accounts.includes(account) === (AccountFilterType === 'INTERSECTION');
}

/** Nobody says which of two overlapping units an account's stack would belong to. */
export function refuseOverlap(organization: Organization, units: string[]): void {
  const pairs = units.flatMap((unit, index) => units.slice(index + 1).map((later) => [unit, later]));
  const [one, other] = pairs.find(([a, b]) => a !== b && organization.overlap(a, b)) ?? [];
  if (one) {
    throw notEmulated(`a stack set for the unit ${one} and the unit ${other}, of which one is in the other,`);
  }
}
