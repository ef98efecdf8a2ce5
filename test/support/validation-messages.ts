import { ValidationError } from '../../src/core/validation-error';

/** The parts of a complaint about bad input: `construct/path: what is wrong with which value; what to do`. */
export interface Rejection {
  readonly path: string;
  readonly problem: string;
  readonly remedy: string;
}

/** A complaint's, an info's or a warning's; not that by which a warning is acknowledged. */
const FORM = /^(?<path>[^\s:]+): (?<problem>.+); (?<remedy>[^;]*\w[^;]*)$/s;
/** One complaint, and no other behind it. */
const FOUND_AT_SYNTH = /^Validation failed with the following errors:\s+\[[^\]]*\] (?<message>(?:(?!\n\s*\[).)*)$/s;

/** What bad input is rejected with. To be accepted is a failure, and so is any error but one complaint of our form. */
export function rejectionOf(synth: () => unknown): Rejection {
  return partsOf(messageOf(errorOf(synth)));
}

/** The parts of whatever the library tells. To be of another form is a failure. */
export function partsOf(message: string): Rejection {
  const parts = FORM.exec(message)?.groups;
  if (!parts) {
    throw new Error(`not of the form "construct/path: problem; remedy": ${message}`);
  }
  return { ...parts } as unknown as Rejection;
}

function errorOf(synth: () => unknown): Error {
  try {
    synth();
  } catch (error) {
    return error as Error;
  }
  throw new Error('accepted, where a rejection was expected');
}

/** Thrown as it is, or found by the CDK when it validates the tree. */
function messageOf(error: Error): string {
  const found = error instanceof ValidationError ? error.message : FOUND_AT_SYNTH.exec(error.message)?.groups?.message;
  if (found === undefined) {
    throw error;
  }
  return found;
}
