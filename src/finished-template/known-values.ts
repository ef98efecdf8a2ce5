import { IConstruct } from 'constructs';
import { ErrorContext, ValidationError } from '../core/validation-error';

/**
 * Checks values once more that were tokens when they were given, as far as they are literals in the finished template.
 *
 * @param check The checks that literals have gone through in the constructor.
 */
export function validateKnownValues(errors: ErrorContext, scope: IConstruct, check: (errors: ErrorContext) => void): string[] {
  if (!errors.hasTokens) {
    return [];
  }
  return messagesOf(() => check(errors.inFinishedTemplate(scope)));
}

/** The message of a check that fails. */
export function messagesOf(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof ValidationError) {
      return [error.message];
    }
    throw error;
  }
}
