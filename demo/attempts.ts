import { Platform } from './platform';

export type Outcome = 'allowed' | 'denied';

/** A call in the demo, and its result. */
export interface Attempt {
  readonly who: string;
  readonly what: string;
  readonly expected: Outcome;
  readonly actual: Outcome | 'failed';
  readonly why: string;
}

/** The result of a call, and what an allowed call returned. */
interface Result<T> {
  readonly actual: Attempt['actual'];
  readonly why: string;
  readonly result?: T;
}

/** The error codes of AWS's services for a denied call. */
const DENIALS = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'];

/** Only administrators can decode what follows. */
const ENCODED_DETAILS = / Encoded authorization failure message:/;

/** Whether AWS denied the call; any other error is a failure. */
export function isDenial(error: unknown): boolean {
  return DENIALS.includes((error as Error).name);
}

/** Makes calls as users do, and records the results. */
export class Attempts {
  public readonly record: Attempt[] = [];

  constructor(private readonly platform: Platform, private readonly onAttempt: (attempt: Attempt) => void) {}

  /** Returns the result of a call that must be allowed, because later steps need it. */
  public async allowed<T>(who: string, what: string, act: () => Promise<T>): Promise<T> {
    const { actual, result, why } = await this.preferablyAllowed(who, what, act);
    if (actual !== 'allowed') {
      throw new Error(`${who} could not ${what}, which later steps need: ${why}`);
    }
    return result as T;
  }

  /** Like `allowed`, if there is an alternative. */
  public async preferablyAllowed<T>(who: string, what: string, act: () => Promise<T>): Promise<Result<T>> {
    const result = await this.settled('allowed', act);
    this.keep(who, what, 'allowed', result);
    return result;
  }

  public async denied(who: string, what: string, act: () => Promise<unknown>): Promise<void> {
    this.keep(who, what, 'denied', await this.settled('denied', act));
  }

  /** Repeats the call while a change may not have taken effect yet. */
  private async settled<T>(expected: Outcome, act: () => Promise<T>): Promise<Result<T>> {
    const deadline = Date.now() + this.platform.propagationTime;
    for (;;) {
      const outcome = await this.once(act);
      if (outcome.actual === expected || Date.now() >= deadline) {
        return outcome;
      }
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
  }

  private async once<T>(act: () => Promise<T>): Promise<Result<T>> {
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

  private keep(who: string, what: string, expected: Outcome, { actual, why }: Result<unknown>): void {
    const attempt = { who, what, expected, actual, why };
    this.record.push(attempt);
    this.onAttempt(attempt);
  }
}
