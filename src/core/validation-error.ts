import { Construct } from 'constructs';

/** Bad input, found at synth: `construct path: what is wrong with which value; what to do`. */
export class ValidationError extends Error {
  public readonly name = 'ValidationError';
}

/** Where input stands in the construct tree, so that every complaint about it starts with the construct's path. */
export class ErrorContext {
  /** The place of a construct that exists already, or of the child `id` that is about to be made. */
  public static of(scope: Construct, id?: string): ErrorContext {
    return new ErrorContext([scope.node.path, id].filter((part) => part).join('/'));
  }

  /** The place of a call that no construct knows of, such as `PrincipalScope.users`. */
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
}
