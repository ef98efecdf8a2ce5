import { IdentityPolicies } from './identity-policies';
import { closestMatch } from '../core/did-you-mean';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

const VALUES: string[] = Object.values(IdentityPolicies);

/** Only JavaScript allows other values. */
export function checkIdentityPolicies(errors: ErrorContext, value?: IdentityPolicies): void {
  if (value !== undefined && !VALUES.includes(value)) {
    errors.fail(`identityPolicies ${quoted(value)} is not a value of IdentityPolicies`, `did you mean "${closestMatch(value, VALUES)}"?`);
  }
}
