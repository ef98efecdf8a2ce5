import { CfnParameter, Reference, Token, Tokenization } from 'aws-cdk-lib/core';

/** The parameter whose value a text is; undefined for all other texts. */
export function parameterOf(text: string): CfnParameter | undefined {
  if (!Token.isUnresolved(text)) {
    return undefined;
  }
  const { length, firstToken } = Tokenization.reverseString(text);
  return length === 1 && Reference.isReference(firstToken) && firstToken.target instanceof CfnParameter ? firstToken.target : undefined;
}

/**
 * Whether CloudFormation lets a deployment give this value to a text parameter, as far as known at synth.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function accepts({ allowedPattern, allowedValues, minLength = 0, maxLength = Infinity }: CfnParameter, value: string): boolean {
  return (allowedValues?.includes(value) ?? true)
    && value.length >= minLength && value.length <= maxLength
    && (allowedPattern === undefined || matches(allowedPattern, value));
}

/** The pattern must match the whole value. One that is valid in Java only counts as if it did its work. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return false;
  }
}
