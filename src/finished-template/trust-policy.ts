import { CfnRole, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Annotations } from 'aws-cdk-lib/core';
import { FinishedProperties, isWithoutOverrides } from './finished-resource';
import { describeStatement } from './finished-text';
import { missingFrom, renderedStatements, requiresAtLeast, Statement, statementsOf } from './policy-statements';
import { ErrorContext } from '../core/validation-error';

/**
 * Compares the trust policy with the statements that the library has written.
 *
 * A statement that is gone locks callers out, and one that has lost a condition allows others: both are errors. A stricter condition, or
 * a statement that the app has added to `assumeRolePolicy`, is a warning: links and profiles do not know it.
 */
export function validateTrust(errors: ErrorContext, role: Role, promised: readonly PolicyStatement[], { AssumeRolePolicyDocument }: FinishedProperties): string[] {
  if (isAsWritten(role, promised)) {
    return [];
  }
  const [found, written] = [statementsOf(AssumeRolePolicyDocument), renderedStatements(role, new PolicyDocument({ statements: [...promised] }))];
  const added = missingFrom(written, found);
  const missing = missingFrom(found, written, requiresAtLeast);
  const looser = looserThan(written, missingFrom(renderedStatements(role, role.assumeRolePolicy!), added));
  warnOnAdded(errors, role, added.filter((statement) => !looser.includes(statement)));
  return [
    ...missing.map((statement) => errors.message(
      `the trust policy in the finished template lacks ${describeStatement(role, statement)}`,
      'change who can assume the role by its props and methods, not by an aspect or override')),
    ...looser.map((statement) => errors.message(
      `the trust policy in the finished template has ${describeStatement(role, statement)}, which principals and conditions do not allow`,
      'change who can assume the role by its props and methods, not by an aspect or override')),
  ];
}

/** Nobody has added a statement to the policy or replaced it, so that it need not be compared. */
function isAsWritten(role: Role, promised: readonly PolicyStatement[]): boolean {
  const { assumeRolePolicy, node: { defaultChild } } = role;
  const resource = defaultChild as CfnRole;
  return isWithoutOverrides(resource) && resource.assumeRolePolicyDocument === assumeRolePolicy && assumeRolePolicy?.statementCount === promised.length;
}

/** The statements that allow what none of the written ones allows under the same conditions, or under fewer. */
function looserThan(written: Statement[], statements: Statement[]): Statement[] {
  return missingFrom(written, statements.filter(({ Effect }) => Effect === 'Allow'), (ofWritten, ofStatement) => requiresAtLeast(ofStatement, ofWritten));
}

function warnOnAdded(errors: ErrorContext, role: Role, added: Statement[]): void {
  if (added.length > 0) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:trustPolicyExtended', errors.message(
      `the trust policy has ${added.length} ${added.length > 1 ? 'statements' : 'statement'} besides those of the props, such as ${describeStatement(role, added[0])}`,
      'use principals, addPrincipals() or grantAssumeRole() instead, or acknowledge that the links and profiles do not know about it'));
  }
}
