import { closestMatch } from './did-you-mean';

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS = [
  'StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike',
  'NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals',
  'DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals',
  'Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress',
  'ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike',
];

/** It tests whether a key exists, so it cannot have the suffix `IfExists`. */
const NULL = 'Null';

const PARTS = /^(?<set>ForAllValues:|ForAnyValue:)?(?<operator>[A-Za-z]+?)(?<suffix>IfExists)?$/;

/**
 * Whether IAM has a condition operator, with its set operator and suffix.
 *
 * Upper and lower case matter: IAM rejects `stringEquals` as an invalid condition type, although it ignores the case of condition keys.
 */
export function isConditionOperator(name: string): boolean {
  const { operator, suffix } = PARTS.exec(name)?.groups ?? {};
  return operator !== undefined && (OPERATORS.includes(operator) || operator === NULL && suffix === undefined);
}

/** The closest operator that IAM has, with the same set operator and suffix where they are right. */
export function closestConditionOperator(name: string): string {
  const candidates = ['', 'ForAllValues:', 'ForAnyValue:'].flatMap((set) => ['', 'IfExists'].flatMap((suffix) =>
    [...OPERATORS, ...suffix ? [] : [NULL]].map((operator) => `${set}${operator}${suffix}`)));
  return closestMatch(name, candidates);
}
