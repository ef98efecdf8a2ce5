import { Construct } from 'constructs';

/** Bad input, found at synth: `construct path: what is wrong with which value; what to do`. */
export class ValidationError extends Error {
  public readonly name = 'ValidationError';
}

/** Where input stands in the construct tree, so that every complaint about it starts with the construct's path. */
export class Place {
  /** The place of a construct that exists already, or of the child `id` that is about to be made. */
  public static of(scope: Construct, id?: string): Place {
    return new Place([scope.node.path, id].filter((part) => part).join('/'));
  }

  /** The place of a call that no construct knows of, such as `PrincipalScope.users`. */
  public static called(name: string): Place {
    return new Place(name);
  }

  private constructor(private readonly path: string) {}

  public message(problem: string, remedy: string): string {
    return `${this.path}: ${problem}; ${remedy}`;
  }

  public reject(problem: string, remedy: string): never {
    throw new ValidationError(this.message(problem, remedy));
  }
}
