/** In the middle of a time step of MFA codes. */
const START = '2026-03-02T10:00:15Z';

/** Freezes the date of test, clients and emulator, so that MFA codes and sessions expire only when a test advances it. Timers go on. */
export function freezeClock(at: string = START): void {
  vi.useFakeTimers({ now: new Date(at), toFake: ['Date'] });
}

export function advanceClock(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

export function restoreClock(): void {
  vi.useRealTimers();
}
