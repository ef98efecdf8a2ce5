import { checkTagKeys, checkTagValues } from './tags';
import { TrustCondition } from './trust-condition';
import { listed } from '../../core/text';
import { checkNotEmpty } from '../../core/validate-names';
import { Place } from '../../core/validation-error';

/**
 * Callers must carry these tags, each with one of its values. Upper and lower case count in values.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltag
 */
export function principalTagsCondition(at: Place, tags: Record<string, string[]>): TrustCondition {
  const prop = 'principalTags';
  checkNotEmpty(at, prop, Object.keys(tags), 'leave it out to ask for no tags');
  checkTagKeys(at, prop, Object.keys(tags));
  for (const [key, values] of Object.entries(tags)) {
    checkNotEmpty(at, `${prop} ${key}`, values, 'name at least one value');
    checkTagValues(at, prop, key, values);
  }
  return {
    prop,
    words: `carries ${Object.entries(tags).map(([key, values]) => `the tag ${key} with ${listed(values, 'or')}`).join(', and ')}`,
    block: { StringEquals: Object.fromEntries(Object.entries(tags).map(([key, values]) => [`aws:PrincipalTag/${key}`, values])) },
  };
}
