import { Params } from '../../api/operation';
import { AwsError, notEmulated } from '../../aws-error';
import { refuseUnknown } from '../template';

/** What is known of the properties, and parameters, that have properties of their own. */
const PARTS: Record<string, string[]> = {
  AutoDeployment: ['Enabled', 'RetainStacksOnAccountRemoval'],
  DeploymentTargets: ['OrganizationalUnitIds', 'Accounts', 'AccountFilterType'],
  ManagedExecution: ['Active'],
  OperationPreferences: [
    'FailureToleranceCount', 'FailureTolerancePercentage', 'MaxConcurrentCount', 'MaxConcurrentPercentage', 'ConcurrencyMode', 'RegionConcurrencyType',
  ],
};

/** Tags would have to be on everything that the stacks make. */
export function refuseUnknownParts(params: Params): void {
  for (const [part, known] of Object.entries(PARTS)) {
    refuseUnknown(`property of a stack set's ${part}:`, params[part] || {}, known);
  }
  if (params.Tags?.length > 0) {
    throw notEmulated('a stack set with Tags');
  }
}

/** Whether accounts that join get the stack, and those that leave keep it. */
export interface AutoDeployment {
  readonly enabled: boolean;
  readonly retain: boolean;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_AutoDeployment.html */
export function autoDeployment({ Enabled, RetainStacksOnAccountRemoval }: Params = {}): AutoDeployment {
  const enabled = isTrue(Enabled);
  if (!enabled && RetainStacksOnAccountRemoval !== undefined) {
    throw new AwsError('ValidationError', 'RetainStacksOnAccountRemoval can be specified only if AutoDeployment is enabled');
  }
  return { enabled, retain: isTrue(RetainStacksOnAccountRemoval) };
}

/** How an operation goes about its accounts, in numbers of them; it depends on how many there are in a Region. */
export interface Preferences {
  readonly isStrict: boolean;
  readonly isParallel: boolean;
  tolerance(accounts: number): number;
  concurrency(accounts: number): number;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html */
export function preferences(given: Params = {}): Preferences {
  const { ConcurrencyMode = 'STRICT_FAILURE_TOLERANCE', RegionConcurrencyType = 'SEQUENTIAL' } = given;
  const tolerance = numberOf(given, 'FailureTolerance', 0, 0);
  const concurrency = numberOf(given, 'MaxConcurrent', 1, 1);
  checkOneOf('ConcurrencyMode', ConcurrencyMode, ['STRICT_FAILURE_TOLERANCE', 'SOFT_FAILURE_TOLERANCE']);
  checkOneOf('RegionConcurrencyType', RegionConcurrencyType, ['SEQUENTIAL', 'PARALLEL']);
  return { tolerance, concurrency, isStrict: ConcurrencyMode === 'STRICT_FAILURE_TOLERANCE', isParallel: RegionConcurrencyType === 'PARALLEL' };
}

/** A number of accounts or a percentage of them, which is rounded down. */
function numberOf(given: Params, name: string, usual: number, least: number): (accounts: number) => number {
  const [count, percentage] = [`${name}Count`, `${name}Percentage`].map((property) => given[property]);
  if (count !== undefined && percentage !== undefined) {
    throw new AwsError('ValidationError', `${name}Count and ${name}Percentage cannot be specified together`);
  }
  if (percentage !== undefined && !(Number(percentage) >= 0 && Number(percentage) <= 100) || count !== undefined && !(Number(count) >= least)) {
    throw new AwsError('ValidationError', `${name} ${count ?? percentage} is out of range`);
  }
  return (accounts) => percentage === undefined ? Number(count ?? usual) : Math.max(least, Math.floor(accounts * Number(percentage) / 100));
}

export function checkOneOf(name: string, value: unknown, allowed: string[]): void {
  if (!allowed.includes(value as string)) {
    throw new AwsError('ValidationError', `Value '${value}' at '${name}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`);
  }
}

/** As it comes over the wire or stands in a template. */
export function isTrue(value: unknown): boolean {
  return String(value) === 'true';
}
