import { quoted } from './validate-names';
import { ErrorContext } from './validation-error';

/** Tab, line breaks, and Latin-1. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
const OTHERS = /[^\t\n\r\u0020-\u00FF]/;

/** The message on a text that IAM does not accept in a policy. A token is a text of ASCII characters. */
export function validatePolicyCharacters(errors: ErrorContext, what: string, text: string): string[] {
  return OTHERS.test(text)
    ? [errors.message(`${what} ${quoted(text)} has characters that IAM does not accept in a policy`, 'use Latin-1 characters, tabs and line breaks only')]
    : [];
}
