import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Token } from 'aws-cdk-lib/core';
import { ErrorContext } from '../../core/validation-error';
import { examples } from '../action-validation';
import { toRegExp } from '../aws/action-patterns';
import { awsManagedPolicyName, isKnown, knownStatements } from '../aws/aws-managed-policies';
import { actionsCoveredBy } from '../aws/known-actions';
import { PermissionLevel } from '../permission-level';
import { coveredBy, actionsAllowedByLevel, actionsAllowedByPolicy } from './allowed-actions';
import { RolePermissions } from '../role-permissions';

/** Checks that what somebody asked for by name is not cut away by the boundary that the library chose. */
export function checkRequestedActions(errors: ErrorContext, { boundary, lostToBoundary }: RolePermissions, level: PermissionLevel): void {
  if (!boundary) {
    return;
  }
  const lost = [...notDenied(level, coveredBy(level.requestedActions, lostToBoundary)), ...newerThan(boundary, level.requestedActions)];
  if (lost.length > 0) {
    errors.fail(`permissions allow ${examples(lost)}, which the boundary ${awsManagedPolicyName(boundary)} would cut away`,
      'give a permissionsBoundary that allows it, or use statements without managed policies, which are their own boundary');
  }
}

/** Checks a boundary of the user's own against permissions that were asked for, as far as the text of both is known. */
export function checkOwnBoundary(errors: ErrorContext, boundary: IManagedPolicy, level: PermissionLevel): void {
  if (!isKnown(boundary)) {
    return;
  }
  const [requested, open] = [notDenied(level, actionsAllowedByLevel(level).keys()), actionsAllowedByPolicy(boundary)];
  const lost = requested.filter((action) => !open.has(action));
  if (lost.length > 0) {
    errors.fail(`permissionsBoundary ${awsManagedPolicyName(boundary)} would cut away ${lost.length} of the ${requested.length} actions that permissions allow, such as ${examples(lost)}`,
      'leave it out: the role is bounded by what permissions allow; or give a wider one');
  }
}

function notDenied({ denied, deniedIfAllowed }: PermissionLevel, actions: Iterable<string>): string[] {
  const all = [...actions];
  const gone = new Set(coveredBy([...denied, ...deniedIfAllowed], all));
  return all.filter((action) => !gone.has(action));
}

/** Of what was asked for, the actions that nobody here knows and a known boundary does not name. */
function newerThan(boundary: IManagedPolicy, requested: string[]): string[] {
  const unknown = requested.filter((action) => !Token.isUnresolved(action) && actionsCoveredBy(action).length === 0);
  if (unknown.length === 0 || !isKnown(boundary)) {
    return [];
  }
  const open = knownStatements(boundary).flatMap(({ Action }) => Action).map(toRegExp);
  return unknown.filter((action) => !open.some((pattern) => pattern.test(action)));
}
