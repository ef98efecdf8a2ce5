/** Makes something as if it were a given time, so that a window of fixed dates is never over. */
export function on<T>(now: string, make: () => T): T {
  jest.useFakeTimers({ now: new Date(now) });
  try {
    return make();
  } finally {
    jest.useRealTimers();
  }
}
