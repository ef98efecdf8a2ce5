/** An error response of AWS: a code that SDKs turn into the error's name, a message and an HTTP status. */
export class AwsError extends Error {
  constructor(public readonly code: string, message: string, public readonly status = 400) {
    super(message);
    this.name = code;
  }
}

export function invalidToken(): AwsError {
  return new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid', 403);
}

/** The error for everything that the emulator does not support. It never ignores a part of a request. */
export function notEmulated(what: string): AwsError {
  return new AwsError('NotEmulated', `${what} is not emulated here`);
}

/** Throws for the first key that the emulator does not support. */
export function rejectUnsupported(what: string, node: object, supported: readonly string[]): void {
  const unsupported = Object.keys(node).find((key) => !supported.includes(key));
  if (unsupported) {
    throw notEmulated(`${what} ${unsupported}`);
  }
}
