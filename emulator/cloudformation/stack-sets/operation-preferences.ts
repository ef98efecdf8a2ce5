import { checkEnum } from './property-validation';
import { AwsError } from '../../aws-error';
import { Params } from '../../wire/protocol';

/** The preferences of an operation, with counts that depend on the number of accounts in a Region. */
export interface OperationPreferences {
  readonly isStrict: boolean;
  readonly isParallel: boolean;
  failureTolerance(accounts: number): number;
  maxConcurrent(accounts: number): number;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html */
export function parseOperationPreferences(params: Params = {}): OperationPreferences {
  const { ConcurrencyMode = 'STRICT_FAILURE_TOLERANCE', RegionConcurrencyType = 'SEQUENTIAL' } = params;
  const failureTolerance = countOf(params, 'FailureTolerance', 0, 0);
  const maxConcurrent = countOf(params, 'MaxConcurrent', 1, 1);
  checkEnum('ConcurrencyMode', ConcurrencyMode, ['STRICT_FAILURE_TOLERANCE', 'SOFT_FAILURE_TOLERANCE']);
  checkEnum('RegionConcurrencyType', RegionConcurrencyType, ['SEQUENTIAL', 'PARALLEL']);
  return { failureTolerance, maxConcurrent, isStrict: ConcurrencyMode === 'STRICT_FAILURE_TOLERANCE', isParallel: RegionConcurrencyType === 'PARALLEL' };
}

/** A count of accounts, or a percentage of them, rounded down. */
function countOf(params: Params, name: string, defaultCount: number, minimum: number): (accounts: number) => number {
  const [count, percentage] = [`${name}Count`, `${name}Percentage`].map((property) => params[property]);
  if (count !== undefined && percentage !== undefined) {
    throw new AwsError('ValidationError', `${name}Count and ${name}Percentage cannot be specified together`);
  }
  if (percentage !== undefined && !(Number(percentage) >= 0 && Number(percentage) <= 100) || count !== undefined && !(Number(count) >= minimum)) {
    throw new AwsError('ValidationError', `${name} ${count ?? percentage} is out of range`);
  }
  return (accounts) => percentage === undefined ? Number(count ?? defaultCount) : Math.max(minimum, Math.floor(accounts * Number(percentage) / 100));
}
