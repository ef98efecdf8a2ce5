import { Token } from 'aws-cdk-lib/core';
import { closestConditionOperator, isConditionOperator } from './condition-operators';
import { validatePolicyCharacters } from './policy-characters';
import { quoted } from './validate-names';
import { ErrorContext } from './validation-error';
import { vanishingMessage } from './value-validation';
import { branches, IsEmptyListByDefault, isIntrinsic, vanishingReason } from './vanishing-values';

/** A statement of a policy, as in a template. */
export type StatementJson = Record<string, unknown>;

/** Elements that must not be missing or empty. `Condition` is optional as a whole. */
const ELEMENTS = ['Action', 'NotAction', 'Principal', 'NotPrincipal', 'Resource', 'NotResource'];

/**
 * Reports what IAM would reject in a statement, and what can be missing from it at deployment. Tokens are skipped.
 *
 * @param what Where the statement is, such as the prop that has it.
 */
export function validateStatement(errors: ErrorContext, what: string, statement: StatementJson, isEmptyList?: IsEmptyListByDefault): string[] {
  const { Condition: condition, Resource: resource, NotResource: notResource } = statement;
  const vanishing = [
    ...ELEMENTS.filter((element) => statement[element] !== undefined).map((element): [string, unknown] => [element, statement[element]]),
    ...condition === undefined ? [] : conditionValues(condition),
  ].flatMap(([element, value]) => {
    const reason = vanishingReason(value, isEmptyList);
    return reason ? vanishingMessage(errors, `${what} ${element}`, reason) : [];
  });
  return [...vanishing, ...validateOperators(errors, what, condition), ...validateResources(errors, what, [resource, notResource].flat()),
    ...validateCharacters(errors, what, statement)];
}

/** The message on the first text with other characters than IAM accepts. Policies are long, so nearly all are only searched once. */
function validateCharacters(errors: ErrorContext, what: string, statement: StatementJson): string[] {
  const isCertainlyValid = /^(?!.*\\u)[\u0020-\u00FF]*$/.test(JSON.stringify(statement));
  return isCertainlyValid ? [] : textsOf(statement).flatMap((text) => validatePolicyCharacters(errors, what, text)).slice(0, 1);
}

/** The values of a condition, each by operator and key; an empty block, or one that is a function, by its operator alone. */
function conditionValues(condition: unknown): [string, unknown][] {
  return isBlock(condition)
    ? Object.entries(condition).flatMap(([operator, keys]): [string, unknown][] => isBlock(keys)
      ? Object.entries(keys).map(([key, value]) => [`Condition ${operator} ${key}`, value])
      : [[`Condition ${operator}`, keys]])
    : [['Condition', condition]];
}

/** Whether a value is a map with entries, and no function of CloudFormation. */
function isBlock(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Token.isUnresolved(value)
    && Object.keys(value).length > 0 && !isIntrinsic(value);
}

/** IAM rejects an operator that does not exist. */
function validateOperators(errors: ErrorContext, what: string, condition: unknown): string[] {
  if (!isBlock(condition)) {
    const { 'Fn::If': choice } = (condition ?? {}) as Record<string, unknown>;
    return branches(choice).flatMap((branch) => validateOperators(errors, what, branch));
  }
  const unknown = Object.keys(condition).filter((operator) => !Token.isUnresolved(operator) && !isConditionOperator(operator));
  return unknown.map((operator) => errors.message(
    `${what} has the condition operator ${quoted(operator)}, which IAM does not have`, `did you mean "${closestConditionOperator(operator)}"?`));
}

/** IAM rejects a resource that is not an ARN. */
function validateResources(errors: ErrorContext, what: string, resources: unknown[]): string[] {
  return resources.filter((resource): resource is string => typeof resource === 'string' && !Token.isUnresolved(resource) && !isResource(resource))
    .map((resource) => errors.message(`${what} has the resource ${quoted(resource)}, which is not an ARN`,
      'give an ARN, which has six parts with colons between them, or "*" for all resources'));
}

/**
 * Whether IAM accepts a resource. A wildcard at the end of an ARN can stand for several parts.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function isResource(resource: string): boolean {
  return resource === '*' || /^arn:[^:]+:[^:]+/.test(resource) && (resource.split(':').length >= 6 || resource.endsWith('*'));
}

/** All texts in a value, including keys. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null && !Token.isUnresolved(value)
    ? Object.entries(value).flatMap(([key, entry]) => [...Array.isArray(value) ? [] : [key], ...textsOf(entry)])
    : [];
}
