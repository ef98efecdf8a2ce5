import { Token } from 'aws-cdk-lib/core';
import { validatePolicyCharacters } from '../../core/policy-characters';
import { QUOTAS } from '../../core/quotas';
import { quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/**
 * The characters that AWS accepts in tags, of which IAM accepts only Latin-1 in a policy, and except for line and paragraph separators, which are invisible, and which YAML parsers reject in a key.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html
 */
const areTagCharacters = (text: string) => /^[\p{L}\p{Zs}\p{N}_.:/=+\-@]*$/u.test(text);
const { tags: TAGS, tagKey: KEY_LENGTH, tagValue: VALUE_LENGTH } = QUOTAS;
const RESERVED = /^aws:/i;

export function checkTagKeys(errors: ErrorContext, prop: string, keys: string[]): void {
  if (keys.length > TAGS) {
    errors.fail(`${prop} has ${keys.length} tags`, `name at most ${TAGS}, which is AWS's quota`);
  }
  const known = new Map<string, string>();
  for (const key of keys.map((candidate) => errors.known(candidate)).filter((candidate) => !Token.isUnresolved(candidate))) {
    checkKey(errors, prop, key);
    if (known.has(key.toLowerCase())) {
      errors.fail(`${prop} names the tag ${quoted(key)} more than once`, 'name each tag once: tag keys are not case-sensitive');
    }
    known.set(key.toLowerCase(), key);
  }
}

export function checkTagValues(errors: ErrorContext, prop: string, key: string, values: string[]): void {
  const known = errors.known(values);
  if (!Token.isUnresolved(known)) {
    known.forEach((value) => checkTagValue(errors, prop, key, errors.knownInTemplate(value)));
  }
}

function checkTagValue(errors: ErrorContext, prop: string, key: string, value: string): void {
  if (!Token.isUnresolved(value) && !(areTagCharacters(value) && value.length <= VALUE_LENGTH)) {
    errors.fail(`${prop} ${quoted(value)} of the tag ${quoted(key)} is not a value AWS accepts`,
      `use at most ${VALUE_LENGTH} letters, digits, spaces and _.:/=+-@`);
  }
  errors.failWith(validatePolicyCharacters(errors, prop, value));
}

function checkKey(errors: ErrorContext, prop: string, key: string): void {
  if (key === '' || key.length > KEY_LENGTH || !areTagCharacters(key)) {
    errors.fail(`${prop} ${quoted(key)} is not a tag key AWS accepts`, `use 1 to ${KEY_LENGTH} letters, digits, spaces and _.:/=+-@`);
  }
  if (RESERVED.test(key)) {
    errors.fail(`${prop} ${quoted(key)} begins with "aws:", which is reserved`, 'use another prefix');
  }
  errors.failWith(validatePolicyCharacters(errors, prop, key));
}
