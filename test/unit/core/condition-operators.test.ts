import { closestConditionOperator, isConditionOperator } from '../../../src/core/condition-operators';

/** Wrong operators, the operator that is meant, which exists. */
test.each([
  ['StringEqual', 'StringEquals'],
  ['stringEquals', 'StringEquals'],
  ['StringLikes', 'StringLike'],
  ['StringLikeIgnoreCase', 'StringLike'],
  ['Boolean', 'Bool'],
  ['NumberLessThan', 'NumericLessThan'],
  ['DateBefore', 'DateEquals'],
  ['IPAddress', 'IpAddress'],
  ['ArnMatches', 'ArnEquals'],
  ['NullIfExists', 'Null'],
  ['BoolIfExist', 'BoolIfExists'],
  ['ForAnyValue:StringEqual', 'ForAnyValue:StringEquals'],
  ['ForAllValue:StringLike', 'ForAllValues:StringLike'],
  ['forAnyValue:StringLike', 'ForAnyValue:StringLike'],
  ['ForAnyValue:ArnLikeIfExist', 'ForAnyValue:ArnLikeIfExists'],
  ['StringEqualsIfExistsIfExists', 'StringEqualsIfExists'],
  ['ForAllValues:ForAnyValue:Bool', 'ForAllValues:Bool'],
  ['', 'Bool'],
])('%j is no condition operator, and %s is', (wrong, right) => {
  expect(isConditionOperator(wrong)).toBe(false);
  expect(isConditionOperator(right)).toBe(true);
});

test.each([
  ['StringEqual', 'StringEquals'],
  ['stringEquals', 'StringEquals'],
  ['ForAnyValue:stringlike', 'ForAnyValue:StringLike'],
  ['BoolIfExist', 'BoolIfExists'],
])('%s is probably %s', (wrong, right) => {
  expect(closestConditionOperator(wrong)).toBe(right);
});
