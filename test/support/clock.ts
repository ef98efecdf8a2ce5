/** Makes something as if it were a given time, so that a window of fixed dates is never over. */
export function atTime<T>(now: string, make: () => T): T {
  vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] });
  try {
    return make();
  } finally {
    vi.useRealTimers();
  }
}
