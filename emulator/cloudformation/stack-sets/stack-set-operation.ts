import { Preferences } from './nested-properties';

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** What became of one account in one Region. */
export interface Result<T extends Place> {
  readonly place: T;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  readonly reason?: string;
}

/**
 * Does something in each account, until more of them have failed in a Region than are tolerated. Those that would be under way at
 * the same time on AWS are all attempted.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/concurrency-mode.html
 */
export async function rollOut<T extends Place>(places: T[], preferences: Preferences, act: (place: T) => Promise<void>): Promise<Result<T>[]> {
  const results: Result<T>[] = [];
  let isStopped = false;
  for (const region of new Set(places.map((place) => place.region))) {
    const here = places.filter((place) => place.region === region);
    const inRegion: Result<T>[] = isStopped && !preferences.isParallel ? here.map(cancelled) : await inOneRegion(here, preferences, act);
    isStopped ||= inRegion.some(({ status }) => status === 'CANCELLED') || failed(inRegion).length > preferences.tolerance(here.length);
    results.push(...inRegion);
  }
  return results;
}

/** Whether the operation as a whole has failed. */
export function isExceeded<T extends Place>(results: Result<T>[], preferences: Preferences): boolean {
  return [...new Set(results.map(({ place }) => place.region))].some((region) => {
    const inRegion = results.filter(({ place }) => place.region === region);
    return failed(inRegion).length > preferences.tolerance(inRegion.length);
  });
}

async function inOneRegion<T extends Place>(places: T[], preferences: Preferences, act: (place: T) => Promise<void>): Promise<Result<T>[]> {
  const tolerance = preferences.tolerance(places.length);
  const results: Result<T>[] = [];
  while (results.length < places.length && failed(results).length <= tolerance) {
    const left = tolerance + 1 - failed(results).length;
    const concurrency = preferences.concurrency(places.length);
    for (const place of places.slice(results.length, results.length + (preferences.isStrict ? Math.min(concurrency, left) : concurrency))) {
      results.push(await attempted(place, act));
    }
  }
  return [...results, ...places.slice(results.length).map(cancelled)];
}

async function attempted<T extends Place>(place: T, act: (place: T) => Promise<void>): Promise<Result<T>> {
  try {
    await act(place);
    return { place, status: 'SUCCEEDED' };
  } catch (error) {
    return { place, status: 'FAILED', reason: (error as Error).message };
  }
}

function cancelled<T extends Place>(place: T): Result<T> {
  return { place, status: 'CANCELLED', reason: 'Cancelled since failure tolerance has exceeded' };
}

function failed<T extends Place>(results: Result<T>[]): Result<T>[] {
  return results.filter(({ status }) => status === 'FAILED');
}
