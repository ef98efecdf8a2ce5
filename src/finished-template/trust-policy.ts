import { PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Annotations } from 'aws-cdk-lib/core';
import { FinishedProperties } from './finished-resource';
import { describeStatement, missingFrom, renderedStatements, requiresAtLeast, Statement, statementsOf } from './policy-statements';
import { ErrorContext } from '../core/validation-error';

/**
 * Compares the trust policy with the statements that the library has written.
 *
 * A statement that is gone locks callers out, and one that has lost a condition allows others: both are errors. A stricter condition, or
 * a statement that the app has added to `assumeRolePolicy`, is a warning: links and profiles do not know it.
 */
export function validateTrust(
  errors: ErrorContext, role: Role, promised: readonly PolicyStatement[], { AssumeRolePolicyDocument }: FinishedProperties,
): string[] {
  const document = role.stack.resolve(new PolicyDocument({ statements: [...promised] }));
  if (JSON.stringify(document) === JSON.stringify(AssumeRolePolicyDocument)) {
    return [];
  }
  const [found, written] = [statementsOf(role, AssumeRolePolicyDocument), statementsOf(role, document)];
  const added = missingFrom(written, found);
  const missing = missingFrom(found, written, requiresAtLeast);
  const looser = looserThan(written, missingFrom(renderedStatements(role, role.assumeRolePolicy!), added));
  warnOnAdded(errors, role, added.filter((statement) => !looser.includes(statement)));
  return [
    ...missing.map((statement) => errors.message(
      `the trust policy in the finished template lacks ${describeStatement(statement)}`,
      'change who can assume the role by its props and methods, not by an aspect or override')),
    ...looser.map((statement) => errors.message(
      `the trust policy in the finished template has ${describeStatement(statement)}, which principals and conditions do not allow`,
      'change who can assume the role by its props and methods, not by an aspect or override')),
  ];
}

/** The statements that allow what none of the written ones allows under the same conditions, or under fewer. */
function looserThan(written: Statement[], statements: Statement[]): Statement[] {
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
  return missingFrom(written, allowed, (ofWritten, ofStatement) => requiresAtLeast(ofStatement, ofWritten));
}

function warnOnAdded(errors: ErrorContext, role: Role, added: Statement[]): void {
  if (added.length > 0) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:trustPolicyExtended', errors.message(
      `the trust policy has ${added.length} ${added.length > 1 ? 'statements' : 'statement'} besides those of the props, such as ${describeStatement(added[0])}`,
      'use principals, addPrincipals() or grantAssumeRole() instead, or acknowledge that the links and profiles do not know about it'));
  }
}
