import { Construct } from 'constructs';

/** Invalid input, found at synth. The message reads `construct path: what is wrong; what to do`. */
export class ValidationError extends Error {
  public readonly name = 'ValidationError';
}

/** The construct that gets the input: its path begins every message. */
export class ErrorContext {
  /** The context of a construct, or of its child `id`, which need not exist yet. */
  public static of(scope: Construct, id?: string): ErrorContext {
    return new ErrorContext([scope.node.path, id].filter((part) => part).join('/'));
  }

  /** The context of a call outside of any construct, such as `PrincipalScope.users`. */
  public static called(name: string): ErrorContext {
    return new ErrorContext(name);
  }

  private constructor(private readonly path: string) {}

  public message(problem: string, remedy: string): string {
    return `${this.path}: ${problem}; ${remedy}`;
  }

  public fail(problem: string, remedy: string): never {
    throw new ValidationError(this.message(problem, remedy));
  }

  /** Fails with the first of the messages, if there is one. */
  public failWith([message]: string[]): void {
    if (message !== undefined) {
      throw new ValidationError(message);
    }
  }
}
