import { validateIdentityPolicy, validateResourcePolicy, validateSessionPolicy, validateTrustPolicy } from '@cloud-copilot/iam-policy';
import { AwsError } from '../aws-error';

/** A policy, parsed and otherwise as given. */
export type PolicyDocument = Record<string, unknown>;

const VALIDATORS = {
  identity: validateIdentityPolicy,
  resource: validateResourcePolicy,
  session: validateSessionPolicy,
  trust: validateTrustPolicy,
};

const ORDER = '(Not)?Equals|LessThan|LessThanEquals|GreaterThan|GreaterThanEquals';
const OPERATORS = [
  'String(Not)?(Equals|EqualsIgnoreCase|Like)', `Numeric(${ORDER})`, `Date(${ORDER})`, 'Bool', 'BinaryEquals', '(Not)?IpAddress', 'Arn(Not)?(Equals|Like)',
];

/**
 * All condition operators. The validator checks only the form of their names.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATOR = new RegExp(`^(ForAllValues:|ForAnyValue:)?(${OPERATORS.join('|')})(IfExists)?$|^Null$`);

/** Parses and validates a policy as AWS does before it stores it. */
export function parsePolicy(type: keyof typeof VALIDATORS, text: string): PolicyDocument {
  const document = parseJson(text);
  const [error] = VALIDATORS[type](document);
  if (error) {
    throw new AwsError('MalformedPolicyDocument', `${error.message} at ${error.path}`);
  }
  const unknown = operatorsOf(document).find((operator) => !OPERATOR.test(operator));
  if (unknown) {
    throw new AwsError('MalformedPolicyDocument', `Syntax errors in policy: unknown condition operator ${unknown}`);
  }
  return document;
}

function operatorsOf({ Statement }: PolicyDocument): string[] {
  return ([Statement].flat() as { Condition?: object }[]).flatMap(({ Condition = {} }) => Object.keys(Condition));
}

/** The length of a policy as IAM counts it: without white space. */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}

export function checkPolicySize(document: PolicyDocument, used: number, quota: number, what: string): void {
  if (used + policySize(document) > quota) {
    throw new AwsError('LimitExceeded', `Maximum policy size of ${quota} bytes exceeded for ${what}`, 409);
  }
}

function parseJson(text: string): PolicyDocument {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('MalformedPolicyDocument', 'This policy contains invalid Json');
  }
}
