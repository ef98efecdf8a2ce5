import { InlinePolicy } from './policy-documents';
import { firstRepeated, quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/**
 * Reports two inline policies of a role or group with one name: IAM keeps only the one that is written last, and what the other one
 * denied is no longer denied. Two that each have a condition of the template may be alternatives.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
 */
export function validateInlineNames(errors: ErrorContext, policies: (InlinePolicy | undefined)[]): string[] {
  const known = policies.filter((policy): policy is InlinePolicy & { name: string } => typeof policy?.name === 'string');
  const inEveryCase = known.filter(({ condition }) => condition === undefined).map(({ name }) => name);
  const repeated = firstRepeated(inEveryCase) ?? known.find(({ name, condition }) => condition !== undefined && inEveryCase.includes(name))?.name;
  return repeated === undefined ? [] : [errors.message(
    `two inline policies have the name ${quoted(repeated)} in the finished template, and IAM keeps only the last one`,
    'give each policy another policyName, and let no aspect or property injector give all policies the same')];
}
