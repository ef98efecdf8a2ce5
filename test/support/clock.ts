/** Runs a function at a given time of the clock, so that fixed dates do not pass. */
export function atTime<T>(now: string, make: () => T): T {
  vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] });
  try {
    return make();
  } finally {
    vi.useRealTimers();
  }
}
