import { AwsError } from './aws-error';

/** What was asked for and could not be answered as AWS would, wherever it came up: within a deployment it fails only a resource. */
export class Refusals {
  private readonly errors = new Set<AwsError>();

  public get messages(): string[] {
    return [...this.errors].map(({ message }) => message);
  }

  /** A fault of the emulator's own is no answer of AWS, least of all a denial. */
  public noted(error: unknown): AwsError {
    const known = error instanceof AwsError ? error : new AwsError('EmulatorFault', String((error as Error).stack));
    if (known.code === 'NotEmulated' || known.code === 'EmulatorFault') {
      this.errors.add(known);
    }
    return known;
  }
}
