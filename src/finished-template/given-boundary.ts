import { Role } from 'aws-cdk-lib/aws-iam';
import { Annotations } from 'aws-cdk-lib/core';
import { finishedProperties } from './finished-resource';
import { finishedStatements, Statement } from './policy-statements';
import { RolePromise } from './role-promise';
import { ErrorContext } from '../core/validation-error';
import { examples } from '../permissions/action-validation';
import { matcherOf } from '../permissions/aws/action-patterns';
import { actionsAllowedByLevel } from '../permissions/boundary/allowed-actions';
import { notDenied } from '../permissions/boundary/boundary-validation';
import { nameOfPolicy, resourceOfPolicy } from '../permissions/policies-of-app';

/**
 * Warns if a boundary that the app makes blocks what the user's permissions allow, as far as the text of both is known. A policy can get
 * more statements until synth, so that it is checked at the end.
 *
 * The default permissions are wider than most boundaries on purpose, so they cause no warning.
 */
export function warnOnGivenBoundary(errors: ErrorContext, role: Role, { boundary, permissions: { level, isDefault } }: RolePromise): void {
  const resource = boundary.isGiven && !isDefault ? resourceOfPolicy(boundary.policy) : undefined;
  const { possible } = finishedStatements(role, resource && finishedProperties(resource)?.PolicyDocument);
  if (!resource || possible.some(({ Effect, Action }) => Effect !== 'Deny' && Action === undefined)) {
    return;
  }
  const isAllowed = matcherOf(possible.filter(({ Effect }) => Effect !== 'Deny').flatMap(actionsOf));
  const isDenied = matcherOf(possible.filter(({ Effect, Resource, Condition }) => Effect === 'Deny' && Resource === '*' && !Condition).flatMap(actionsOf));
  const requested = notDenied(level, actionsAllowedByLevel(level).keys());
  const lost = requested.filter((action) => !isAllowed(action) || isDenied(action));
  if (lost.length > 0) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:boundaryBlocks', errors.message(
      `permissionsBoundary ${nameOfPolicy(boundary.policy)} blocks ${lost.length} of the ${requested.length} actions that permissions allow, such as ${examples(lost)}`,
      'give a wider one, choose permissions within it, or acknowledge this'));
  }
}

function actionsOf({ Action = [] }: Statement): string[] {
  return [Action].flat();
}
