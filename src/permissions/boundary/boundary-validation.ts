import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Token } from 'aws-cdk-lib/core';
import { ErrorContext } from '../../core/validation-error';
import { examples } from '../action-validation';
import { toRegExp } from '../aws/action-patterns';
import { awsManagedPolicyName, isKnown, knownStatements } from '../aws/aws-managed-policies';
import { actionsCoveredBy } from '../aws/known-actions';
import { PermissionLevel } from '../permission-level';
import { coveredBy, actionsAllowedByLevel, actionsAllowedByPolicy } from './allowed-actions';

/** Checks that the user's own boundary blocks nothing of the user's permissions, as far as the text of both is known. */
export function checkOwnBoundary(errors: ErrorContext, boundary: IManagedPolicy, level: PermissionLevel): void {
  if (!isKnown(boundary)) {
    return;
  }
  const newer = newerThan(boundary, level.requestedActions);
  if (newer.length > 0) {
    errors.fail(`permissions allow ${examples(newer)}, which the boundary ${awsManagedPolicyName(boundary)} would block`, 'leave permissionsBoundary out, or give a wider one');
  }
  const [requested, allowed] = [notDenied(level, actionsAllowedByLevel(level).keys()), actionsAllowedByPolicy(boundary)];
  const lost = requested.filter((action) => !allowed.has(action));
  if (lost.length > 0) {
    errors.fail(`permissionsBoundary ${awsManagedPolicyName(boundary)} would block ${lost.length} of the ${requested.length} actions that permissions allow, such as ${examples(lost)}`,
      'leave it out, so that permissions are also the boundary, or give a wider one');
  }
}

/** The actions that a level does not deny. */
export function notDenied({ denied, deniedIfAllowed }: PermissionLevel, actions: Iterable<string>): string[] {
  const all = [...actions];
  const isDenied = new Set(coveredBy([...denied, ...deniedIfAllowed], all));
  return all.filter((action) => !isDenied.has(action));
}

/** The requested actions that are newer than this library, and that a known boundary does not match. */
function newerThan(boundary: IManagedPolicy, requested: string[]): string[] {
  const unknown = requested.filter((action) => !Token.isUnresolved(action) && actionsCoveredBy(action).length === 0);
  if (unknown.length === 0 || !isKnown(boundary)) {
    return [];
  }
  const allowed = knownStatements(boundary).flatMap(({ Action }) => Action).map(toRegExp);
  return unknown.filter((action) => !allowed.some((pattern) => pattern.test(action)));
}
