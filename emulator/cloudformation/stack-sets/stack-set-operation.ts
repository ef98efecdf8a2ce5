import { OperationPreferences } from './operation-preferences';

/** An account and Region. */
export interface Location {
  readonly account: string;
  readonly region: string;
}

/** The result of an operation in one account and Region. */
export interface OperationResult<T extends Location> {
  readonly instance: T;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  readonly reason?: string;
}

type Act<T> = (instance: T) => Promise<void>;

/**
 * Runs an operation in each account and Region, until a Region exceeds the failure tolerance. Accounts that AWS would work on concurrently
 * are all attempted, one after the other.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/concurrency-mode.html
 */
export async function runOperation<T extends Location>(
  instances: T[], preferences: OperationPreferences, act: Act<T>,
): Promise<OperationResult<T>[]> {
  const results: OperationResult<T>[] = [];
  let isStopped = false;
  for (const region of new Set(instances.map((instance) => instance.region))) {
    const inRegion = instances.filter((instance) => instance.region === region);
    const regionResults: OperationResult<T>[] = isStopped && !preferences.isParallel
      ? inRegion.map(cancelled)
      : await runInRegion(inRegion, preferences, act);
    isStopped ||= regionResults.some(({ status }) => status === 'CANCELLED')
      || failed(regionResults).length > preferences.failureTolerance(inRegion.length);
    results.push(...regionResults);
  }
  return results;
}

/** Whether a Region has more failures than are tolerated, so that the operation as a whole has failed. */
export function exceedsTolerance<T extends Location>(results: OperationResult<T>[], preferences: OperationPreferences): boolean {
  return [...new Set(results.map(({ instance }) => instance.region))].some((region) => {
    const inRegion = results.filter(({ instance }) => instance.region === region);
    return failed(inRegion).length > preferences.failureTolerance(inRegion.length);
  });
}

async function runInRegion<T extends Location>(instances: T[], preferences: OperationPreferences, act: Act<T>): Promise<OperationResult<T>[]> {
  const tolerance = preferences.failureTolerance(instances.length);
  const maxConcurrent = preferences.maxConcurrent(instances.length);
  const results: OperationResult<T>[] = [];
  while (results.length < instances.length && failed(results).length <= tolerance) {
    const failuresLeft = tolerance + 1 - failed(results).length;
    const batch = preferences.isStrict ? Math.min(maxConcurrent, failuresLeft) : maxConcurrent;
    for (const instance of instances.slice(results.length, results.length + batch)) {
      results.push(await attempt(instance, act));
    }
  }
  return [...results, ...instances.slice(results.length).map(cancelled)];
}

async function attempt<T extends Location>(instance: T, act: Act<T>): Promise<OperationResult<T>> {
  try {
    await act(instance);
    return { instance, status: 'SUCCEEDED' };
  } catch (error) {
    return { instance, status: 'FAILED', reason: (error as Error).message };
  }
}

function cancelled<T extends Location>(instance: T): OperationResult<T> {
  return { instance, status: 'CANCELLED', reason: 'Cancelled since failure tolerance has exceeded' };
}

function failed<T extends Location>(results: OperationResult<T>[]): OperationResult<T>[] {
  return results.filter(({ status }) => status === 'FAILED');
}
