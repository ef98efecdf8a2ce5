import { Lazy, Stack, Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';

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

  private tokenSeen = false;

  private constructor(private readonly path: string, private readonly resolve?: (value: unknown) => unknown) {}

  /** The same context when all values are final: `known` then resolves tokens, as far as they have become literals in the scope's stack. */
  public inFinishedTemplate(scope: IConstruct): ErrorContext {
    return new ErrorContext(this.path, (value) => Stack.of(scope).resolve(value));
  }

  /** Whether `known` has met a token, which must be checked once more in the finished template. */
  public get hasTokens(): boolean {
    return this.tokenSeen;
  }

  /**
   * The literal that is known of a value: every check starts with it. A token stays a token until the template is finished, and then only
   * if the deployment decides its value.
   */
  public known<T>(value: T): T {
    if (!Token.isUnresolved(value)) {
      return value;
    }
    this.tokenSeen = true;
    return this.resolve ? literalOf(value, this.resolve) : value;
  }

  /**
   * The literal that is known of a value that only one template has. There, CloudFormation replaces a dynamic reference at deployment. A name
   * that other templates have too cannot be one: it would have another value there. A placeholder is not the final value either.
   */
  public knownInTemplate(value: string): string {
    const known = this.known(value);
    return DYNAMIC_REFERENCE.test(known) || isPlaceholder(known) ? Lazy.string({ produce: () => known }) : known;
  }

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

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
const DYNAMIC_REFERENCE = /\{\{resolve:[^{}]+\}\}/;

/**
 * Whether a text stands for one that the CDK looks up in the account after this synthesis, as for `StringParameter.valueFromLookup`. The
 * app is then synthesized again, with the value.
 */
export function isPlaceholder(value: string): boolean {
  return value.startsWith('dummy-value-for-');
}

function literalOf<T>(value: T, resolve: (value: unknown) => unknown): T {
  try {
    const resolved = resolve(value);
    if (Array.isArray(resolved)) {
      return resolved.map(literalOrToken) as T;
    }
    return ['string', 'number'].includes(typeof resolved) ? resolved as T : value;
  } catch {
    // The synthesis of the template reports it.
    return value;
  }
}

/** An entry of a list that is known in part. */
function literalOrToken(entry: unknown): string {
  return typeof entry === 'string' ? entry : Token.asString(entry);
}
