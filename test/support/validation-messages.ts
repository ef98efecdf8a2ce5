import { ValidationError } from '../../src/core/validation-error';

/** The parts of a message: `construct/path: problem with the value; remedy`. */
export interface Rejection {
  readonly path: string;
  readonly problem: string;
  readonly remedy: string;
}

/** The form of errors, warnings and infos, without the id of a warning. */
const FORM = /^(?<path>[^\s:]+): (?<problem>.+); (?<remedy>[^;]*\w[^;]*)$/s;
/** Exactly one error. */
const FOUND_AT_SYNTH = /^Validation failed with the following errors:\s+\[[^\]]*\] (?<message>(?:(?!\n\s*\[).)*)$/s;

/** The message that rejects the input. Throws if the input is accepted, or if the error is not exactly one message of this form. */
export function rejectionOf(synth: () => unknown): Rejection {
  return partsOf(messageOf(errorOf(synth)));
}

/** The parts of an error, warning or info. Throws if it has another form. */
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

/** The message of an error that is thrown directly, or by the CDK's validation of the tree. */
function messageOf(error: Error): string {
  const found = error instanceof ValidationError ? error.message : FOUND_AT_SYNTH.exec(error.message)?.groups?.message;
  if (found === undefined) {
    throw error;
  }
  return found;
}
