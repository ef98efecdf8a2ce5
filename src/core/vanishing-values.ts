import { Token } from 'aws-cdk-lib/core';

/** Why a value can be missing at deployment; a part of a message. */
export type VanishingReason =
  | 'is undefined' | 'is an empty list' | 'is an empty block' | 'can be AWS::NoValue at deployment' | 'can be an empty list at deployment';

/** Whether the parameter of a template is a list that is empty by default. */
export type IsEmptyListByDefault = (parameter: string) => boolean;

/**
 * The reason why a value can be missing at deployment, or undefined if it cannot. Tokens must be resolved; others are skipped.
 *
 * CloudFormation removes a property or a list entry that is `AWS::NoValue`. What it does with it within other functions is not
 * documented, so it counts wherever it is. A text may be empty: IAM then compares with the empty text, and does not drop the condition.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function vanishingReason(value: unknown, isEmptyListByDefault: IsEmptyListByDefault = () => false): VanishingReason | undefined {
  if (value === undefined || value === null) {
    return 'is undefined';
  }
  if (typeof value !== 'object' || Token.isUnresolved(value)) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? 'is an empty list' : first(value, (entry) => vanishingReason(entry, isEmptyListByDefault));
  }
  const [[name, argument] = [], ...others] = Object.entries(value);
  if (name === undefined) {
    return 'is an empty block';
  }
  switch (others.length === 0 ? name : undefined) {
    case 'Ref': return referenceReason(argument, isEmptyListByDefault);
    // A condition may be there to leave out the empty list.
    case 'Fn::If': return first(branches(argument), (branch) => vanishingReason(branch));
    default: return isIntrinsic(value)
      ? hasNoValue(value) ? NO_VALUE : undefined
      : first(Object.values(value), (entry) => vanishingReason(entry, isEmptyListByDefault));
  }
}

const NO_VALUE = 'can be AWS::NoValue at deployment';

/** Whether an object is a function of CloudFormation. */
export function isIntrinsic(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

/** Both values of an `Fn::If`. */
export function branches(argument: unknown): unknown[] {
  return Array.isArray(argument) ? argument.slice(1) : [];
}

function referenceReason(reference: unknown, isEmptyListByDefault: IsEmptyListByDefault): VanishingReason | undefined {
  if (reference === 'AWS::NoValue') {
    return NO_VALUE;
  }
  return typeof reference === 'string' && !reference.startsWith('AWS::') && isEmptyListByDefault(reference) ? 'can be an empty list at deployment' : undefined;
}

/** Whether the text of an `Fn::Sub` has `AWS::NoValue` as a variable. */
function hasVariable(argument: unknown): boolean {
  const text = Array.isArray(argument) ? argument[0] : argument;
  return typeof text === 'string' && text.includes('${AWS::NoValue}');
}

/** Whether `AWS::NoValue` is anywhere in the arguments of a function. */
function hasNoValue(argument: unknown): boolean {
  if (typeof argument !== 'object' || argument === null) {
    return false;
  }
  const { Ref: reference, 'Fn::Sub': template } = argument as Record<string, unknown>;
  return reference === 'AWS::NoValue' || hasVariable(template) || Object.values(argument).some(hasNoValue);
}

function first<T>(values: T[], reasonFor: (value: T) => VanishingReason | undefined): VanishingReason | undefined {
  for (const value of values) {
    const reason = reasonFor(value);
    if (reason) {
      return reason;
    }
  }
  return undefined;
}
