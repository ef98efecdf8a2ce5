import { checkTagKeys, checkTagValues } from './tags';
import { isIdentity, TrustCondition } from './trust-condition';
import { joinWithAnd } from '../../core/text';
import { checkNotEmpty } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/**
 * Callers must have these tags, each with one of its values. Values are case-sensitive.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltag
 */
export function principalTagsCondition(errors: ErrorContext, tags: Record<string, string[]>): TrustCondition {
  const prop = 'principalTags';
  checkNotEmpty(errors, prop, Object.keys(tags), 'leave it out to require no tags');
  checkTagKeys(errors, prop, Object.keys(tags));
  for (const [key, values] of Object.entries(tags)) {
    checkNotEmpty(errors, `${prop} ${key}`, values, 'name at least one value');
    checkTagValues(errors, prop, key, values);
  }
  return {
    prop,
    description: `has ${Object.entries(tags).map(([key, values]) => `the tag ${key} with ${joinWithAnd(values, 'or')}`).join(', and ')}`,
    block: { StringEquals: Object.fromEntries(Object.entries(tags).map(([key, values]) => [`aws:PrincipalTag/${key}`, values])) },
    appliesTo: isIdentity,
    unmetReason: 'account access manager has no tags',
  };
}
