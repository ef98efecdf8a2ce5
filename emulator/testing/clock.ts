/** The middle of an MFA code's half minute. */
const START = new Date('2026-03-02T10:00:15Z');

const REAL: FakeableAPI[] = [
  'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout',
];

/** Stops the clock of test, clients and emulator alike, so that no code and no session runs out but where a test lets it. */
export function stopClock(): void {
  jest.useFakeTimers({ now: START, doNotFake: REAL });
}

export function passSeconds(seconds: number): void {
  jest.setSystemTime(Date.now() + seconds * 1000);
}
