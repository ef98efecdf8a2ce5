/** In the middle of a time step of MFA codes. */
const START = '2026-03-02T10:00:15Z';

const RealDate = Date;
let now = 0;

/** The date of test, clients and emulator while the clock stands still. */
class FrozenDate extends RealDate {
  public static now(): number {
    return now;
  }

  /** Dates that were created before are dates as well. */
  public static [Symbol.hasInstance](value: unknown): boolean {
    return Object.prototype.toString.call(value) === '[object Date]';
  }

  constructor(...args: [] | ConstructorParameters<typeof RealDate>) {
    super(...(args.length === 0 ? [now] : args) as [number]);
  }
}

/** Freezes the date, so that MFA codes and sessions expire only when a test advances it. Timers go on. */
export function freezeClock(at: string = START): void {
  now = RealDate.parse(at);
  globalThis.Date = FrozenDate as DateConstructor;
}

export function advanceClock(seconds: number): void {
  now += seconds * 1000;
}

export function restoreClock(): void {
  globalThis.Date = RealDate;
}
