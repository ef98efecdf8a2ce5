import { AwsError } from './aws-error';

/** Collects what the emulator could not answer as AWS does, also within a deployment, where it fails only a resource. */
export class UnsupportedRequests {
  private readonly errors = new Set<AwsError>();

  public get messages(): string[] {
    return [...this.errors].map(({ message }) => message);
  }

  /** Returns the error to answer with. An internal error gets a separate code, so that no test takes it for a denial. */
  public collect(error: unknown): AwsError {
    const awsError = error instanceof AwsError ? error : new AwsError('EmulatorFault', String((error as Error).stack));
    if (awsError.code === 'NotEmulated' || awsError.code === 'EmulatorFault') {
      this.errors.add(awsError);
    }
    return awsError;
  }
}
