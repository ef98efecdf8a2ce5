import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Place } from '../../private/validation-error';
import { examples } from '../action-checks';
import { awsManagedPolicyName, isKnown } from '../aws/aws-managed-policies';
import { Level } from '../level';
import { coveredBy, reachOfLevel, reachOfPolicy } from './reach';
import { RolePermissions } from '../role-permissions';

/** Checks that what somebody asked for by name is not cut away by the boundary that the library chose. */
export function checkPromises(at: Place, { boundary, cut }: RolePermissions, { promised }: Level): void {
  const lost = coveredBy(promised, cut);
  if (boundary && lost.length > 0) {
    at.reject(`permissions allow ${examples(lost)}, which the boundary ${awsManagedPolicyName(boundary)} would cut away`,
      'give a permissionsBoundary that allows it, or use statements without managed policies, which are their own boundary');
  }
}

/** Checks a boundary of the user's own against permissions that were asked for, as far as the text of both is known. */
export function checkOwnBoundary(at: Place, boundary: IManagedPolicy, level: Level): void {
  if (!isKnown(boundary)) {
    return;
  }
  const [promised, open] = [reachOfLevel(level), reachOfPolicy(boundary)];
  const lost = [...promised.keys()].filter((action) => !open.has(action));
  if (lost.length > 0) {
    at.reject(`permissionsBoundary ${awsManagedPolicyName(boundary)} would cut away ${lost.length} of the ${promised.size} actions that permissions allow, such as ${examples(lost)}`,
      'leave it out: the role is bounded by what permissions allow; or give a wider one');
  }
}
