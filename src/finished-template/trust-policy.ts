import { CfnRole, PolicyDocument, Role } from 'aws-cdk-lib/aws-iam';
import { Annotations } from 'aws-cdk-lib/core';
import { FinishedProperties, isWithoutOverrides } from './finished-resource';
import { finishedTrust } from './finished-trust';
import { describeStatement, finishedStatements, missingFrom, renderedStatements, requiresAtLeast, Statement } from './policy-statements';
import { TrustPromise } from './role-promise';
import { ErrorContext } from '../core/validation-error';
import { hasStatements } from '../core/written-policy';

/**
 * Compares the trust policy with the statements that the library has written.
 *
 * A statement that is gone locks callers out, and one that has lost a condition allows others: both are errors. A stricter condition, or
 * a statement that the app has added to `assumeRolePolicy`, is a warning: links and profiles do not know it.
 */
export function validateTrust(
  errors: ErrorContext, role: Role, promise: TrustPromise, { AssumeRolePolicyDocument }: FinishedProperties,
): string[] {
  if (isAsWritten(role, promise)) {
    return [];
  }
  const { statements: promised } = promise;
  const document = role.stack.resolve(new PolicyDocument({ statements: [...promised] }));
  if (JSON.stringify(document) === JSON.stringify(AssumeRolePolicyDocument)) {
    return [];
  }
  const { possible, inEveryCase } = finishedStatements(role, AssumeRolePolicyDocument);
  const { inEveryCase: written } = finishedStatements(role, document);
  const added = missingFrom(written, possible);
  const missing = missingFrom(inEveryCase, written, requiresAtLeast);
  const looser = looserThan(written, missingFrom(renderedStatements(role, role.assumeRolePolicy!), added));
  if (added.some((statement) => !looser.includes(statement))) {
    warnOnAdded(errors, role, finishedTrust(role, promised).added);
  }
  return [
    ...missing.map((statement) => errors.message(
      `the trust policy in the finished template lacks ${describeStatement(statement)}`,
      'change who can assume the role by its props and methods, not by an aspect or override')),
    ...looser.map((statement) => errors.message(
      `the trust policy in the finished template has ${describeStatement(statement)}, which principals and conditions do not allow`,
      'change who can assume the role by its props and methods, not by an aspect or override')),
  ];
}

/** Nobody has replaced or overridden the trust policy, or added to it. Rendering it again to compare the texts would be slow. */
function isAsWritten(role: Role, { assumedBy, statements }: TrustPromise): boolean {
  const resource = role.node.defaultChild as CfnRole;
  const { assumeRolePolicy: document } = role;
  return document !== undefined && assumedBy.isIn(document) && resource.assumeRolePolicyDocument === document && isWithoutOverrides(resource)
    && hasStatements(role, document, statements.length);
}

/** The statements that allow what none of the written ones allows under the same conditions, or under fewer. */
function looserThan(written: Statement[], statements: Statement[]): Statement[] {
  const allowed = statements.filter(({ Effect }) => Effect !== undefined && Effect !== 'Deny');
  return missingFrom(written, allowed, (ofWritten, ofStatement) => requiresAtLeast(ofStatement, ofWritten));
}

/** By them, principals can assume the role under conditions that links and profiles do not know. */
function warnOnAdded(errors: ErrorContext, role: Role, added: string[]): void {
  Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:trustStatementsAdded', errors.message(
    `the trust policy has statements that this library did not write: ${added.join('. ')}`,
    'use addPrincipals or grantAssumeRole, or acknowledge that the statements are intended'));
}
