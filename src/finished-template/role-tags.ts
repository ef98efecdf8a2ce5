import { Token } from 'aws-cdk-lib/core';
import { entriesOf, FinishedProperties } from './finished-resource';
import { QUOTAS } from '../core/quotas';
import { firstRepeated, quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html */
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const { tags: TAGS, tagKey: KEY_LENGTH, tagValue: VALUE_LENGTH } = QUOTAS;

/**
 * Reports tags of a role that IAM would refuse at deployment, such as those that `Tags.of(app)` adds to all resources: other services
 * accept more. Keys and values that only the deployment knows are not checked.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
 */
export function validateRoleTags(errors: ErrorContext, { Tags }: FinishedProperties): string[] {
  const tags = entriesOf(Tags);
  // CloudFormation replaces a dynamic reference at deployment.
  const isKnown = (value: unknown) => typeof value === 'string' && !Token.isUnresolved(errors.knownInTemplate(value));
  const keys = tags.map(({ Key }) => Key).filter(isKnown);
  const repeated = firstRepeated(keys.map((key) => key.toLowerCase()));
  return [
    ...tags.length > TAGS ? [errors.message(`the role has ${tags.length} tags in the finished template`, `keep at most ${TAGS}, which is IAM's quota`)] : [],
    ...repeated === undefined ? [] : [errors.message(`the role has the tag ${quoted(repeated)} more than once in the finished template`,
      'keep one of them: IAM does not distinguish upper and lower case in tag keys')],
    ...keys.flatMap((key) => validateKey(errors, key)),
    ...tags.flatMap(({ Key, Value }) => isKnown(Value) && !isText(Value, VALUE_LENGTH)
      ? [errors.message(`the role's tag ${quoted(String(Key))} has the value ${quoted(Value)}, which IAM does not accept`,
        `use at most ${VALUE_LENGTH} letters, digits, spaces and _.:/=+-@, or exclude IAM roles with excludeResourceTypes`)] : []),
  ];
}

function validateKey(errors: ErrorContext, key: string): string[] {
  if (/^aws:/i.test(key)) {
    return [errors.message(`the role's tag ${quoted(key)} begins with "aws:", which is reserved`, 'use another prefix')];
  }
  return key !== '' && isText(key, KEY_LENGTH) ? [] : [errors.message(`the role has a tag with the key ${quoted(key)}, which IAM does not accept`,
    `use 1 to ${KEY_LENGTH} letters, digits, spaces and _.:/=+-@, or exclude IAM roles with excludeResourceTypes`)];
}

function isText(text: string, length: number): boolean {
  return text.length <= length && CHARACTERS.test(text);
}
