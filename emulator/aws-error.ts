/** An answer that AWS gives instead of a result: a code that SDKs know, and a message for people. */
export class AwsError extends Error {
  constructor(public readonly code: string, message: string, public readonly status = 400) {
    super(message);
    this.name = code;
  }
}

export function invalidToken(): AwsError {
  return new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid', 403);
}

/** What the emulator does not do it says, instead of pretending that it worked. */
export function notEmulated(what: string): AwsError {
  return new AwsError('NotEmulated', `${what} is not emulated here`);
}
