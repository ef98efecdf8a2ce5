import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { finishedProperties } from './finished-resource';
import { finishedStatements, missingFrom, Statement } from './policy-statements';
import { ErrorContext } from '../core/validation-error';
import { examples } from '../permissions/action-validation';
import { actionsCoveredBy } from '../permissions/aws/known-actions';
import { actionsAllowedByLevel } from '../permissions/boundary/allowed-actions';
import { PermissionLevel, PolicyOfApp } from '../permissions/permission-level';
import { nameOfPolicy, resourceOfPolicy } from '../permissions/policies-of-app';

/**
 * Checks that managed policies of the app allow what they allowed when the role was made, or what the role may do anyway: the boundary
 * and the denials of the role are made of that text, and would cut the rest without a word.
 */
export function validatePoliciesOfApp(errors: ErrorContext, level: PermissionLevel): string[] {
  return level.policiesOfApp.flatMap((ofApp) => {
    const lost = actionsAddedLater(ofApp).filter((action) => !isAllowedAnyway(level, action));
    return lost.length === 0 ? [] : [errors.message(
      `permissions has the managed policy ${nameOfPolicy(ofApp.policy)}, which got ${examples(lost)} after the role was made, too late for the role's boundary and denials`,
      'add the statements before you make the role, or give them as statements of custom()')];
  });
}

function actionsAddedLater({ policy, statements }: PolicyOfApp): string[] {
  const resource = resourceOfPolicy(policy)!;
  const finished = finishedStatements(resource, finishedProperties(resource)?.PolicyDocument).possible;
  const written = Stack.of(resource).resolve(new PolicyDocument({ statements: statements.map((statement) => statement.copy()) }));
  const allowed = finished.filter(({ Effect }) => Effect !== 'Deny').flatMap(oneForEachAction);
  return missingFrom(finishedStatements(resource, written).inEveryCase, allowed).map(({ Action = 'NotAction' }) => Action);
}

function oneForEachAction(statement: Statement): Statement[] {
  return statement.Action === undefined ? [statement] : [statement.Action].flat().map((Action) => ({ ...statement, Action }));
}

/** Whether the role may use all actions of a pattern, on all resources. */
function isAllowedAnyway(level: PermissionLevel, pattern: string): boolean {
  const unconditional = level.statements.filter(({ conditions }) => Object.keys(conditions).length === 0);
  const allowed = actionsAllowedByLevel({ ...level, statements: unconditional });
  const actions = actionsCoveredBy(pattern);
  return actions.length > 0 && actions.every((action) => allowed.get(action)?.has('*'));
}
