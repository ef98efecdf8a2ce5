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

/** How an attempt went, and what it yielded. */
interface Tried<T> {
  readonly actual: Attempt['actual'];
  readonly why: string;
  readonly result?: T;
}

/** The names that AWS's services give to a refusal. */
const DENIALS = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'];

/** What follows can be read by administrators only. */
const ENCODED_DETAILS = / Encoded authorization failure message:/;

/** A refusal of access; anything else that fails is no refusal. */
export function isDenial(error: unknown): boolean {
  return DENIALS.includes((error as Error).name);
}

/** Tries things as people do, and keeps the record. */
export class Attempts {
  public readonly record: Attempt[] = [];

  constructor(private readonly platform: Platform, private readonly onAttempt: (attempt: Attempt) => void) {}

  /** Returns what an allowed attempt yields; without it the rest makes no sense. */
  public async allowed<T>(who: string, what: string, act: () => Promise<T>): Promise<T> {
    const { actual, result, why } = await this.hoped(who, what, act);
    if (actual !== 'allowed') {
      throw new Error(`${who} could not ${what}, without which the rest makes no sense: ${why}`);
    }
    return result as T;
  }

  /** Like `allowed`, where there is another way. */
  public async hoped<T>(who: string, what: string, act: () => Promise<T>): Promise<Tried<T>> {
    const tried = await this.settled('allowed', act);
    this.keep(who, what, 'allowed', tried);
    return tried;
  }

  public async denied(who: string, what: string, act: () => Promise<unknown>): Promise<void> {
    this.keep(who, what, 'denied', await this.settled('denied', act));
  }

  /** Tries again while a change may not be in force yet. */
  private async settled<T>(expected: Outcome, act: () => Promise<T>): Promise<Tried<T>> {
    const deadline = Date.now() + this.platform.patience;
    for (;;) {
      const outcome = await this.once(act);
      if (outcome.actual === expected || Date.now() >= deadline) {
        return outcome;
      }
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
  }

  private async once<T>(act: () => Promise<T>): Promise<Tried<T>> {
    try {
      const result = await act();
      return { actual: 'allowed', why: this.platform.lastReason() ?? '', result };
    } catch (error) {
      const { name, message } = error as Error;
      return isDenial(error)
        ? { actual: 'denied', why: this.platform.lastReason() ?? message.split(ENCODED_DETAILS)[0] }
        : { actual: 'failed', why: `${name}: ${message}` };
    }
  }

  private keep(who: string, what: string, expected: Outcome, { actual, why }: Tried<unknown>): void {
    const attempt = { who, what, expected, actual, why };
    this.record.push(attempt);
    this.onAttempt(attempt);
  }
}
