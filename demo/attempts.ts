import { Platform } from './platform';

export type Outcome = 'allowed' | 'denied';

/** Who tried what, and how it went. */
export interface Attempt {
  readonly who: string;
  readonly what: string;
  readonly expected: Outcome;
  readonly actual: Outcome | 'failed';
  readonly why: string;
}

/** The names that AWS's services give to a refusal. */
const DENIALS = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'];

/** A refusal of access; anything else that fails is no refusal. */
function isDenial(error: unknown): boolean {
  return DENIALS.includes((error as Error).name);
}

/** Tries things as people do, and keeps the record. */
export class Attempts {
  public readonly record: Attempt[] = [];

  constructor(private readonly platform: Platform, private readonly onAttempt: (attempt: Attempt) => void) {}

  /** Returns what an allowed attempt yields. */
  public async allowed<T>(who: string, what: string, act: () => Promise<T>): Promise<T> {
    const { result, ...outcome } = await this.settled('allowed', act);
    this.keep({ who, what, expected: 'allowed', ...outcome });
    if (outcome.actual !== 'allowed') {
      throw new Error(`${who} could not ${what}, without which the rest makes no sense: ${outcome.why}`);
    }
    return result as T;
  }

  public async denied(who: string, what: string, act: () => Promise<unknown>): Promise<void> {
    const { result, ...outcome } = await this.settled('denied', act);
    this.keep({ who, what, expected: 'denied', ...outcome });
  }

  /** Tries again while a change may not be in force yet. */
  private async settled<T>(expected: Outcome, act: () => Promise<T>) {
    const deadline = Date.now() + this.platform.patience;
    for (;;) {
      const outcome = await this.once(act);
      if (outcome.actual === expected || Date.now() >= deadline) {
        return outcome;
      }
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
  }

  private async once<T>(act: () => Promise<T>): Promise<{ actual: Attempt['actual']; why: string; result?: T }> {
    try {
      const result = await act();
      return { actual: 'allowed', why: this.platform.lastReason() ?? '', result };
    } catch (error) {
      const { name, message } = error as Error;
      return isDenial(error)
        ? { actual: 'denied', why: this.platform.lastReason() ?? message }
        : { actual: 'failed', why: `${name}: ${message}` };
    }
  }

  private keep(attempt: Attempt): void {
    this.record.push(attempt);
    this.onAttempt(attempt);
  }
}
