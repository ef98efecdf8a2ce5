import { CfnManagedPolicy, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { finishedProperties, isWithoutOverrides } from './finished-resource';
import { describeStatement, finishedStatements, missingFrom, renderedStatements } from './policy-statements';
import { BoundaryPromise } from './role-promise';
import { ErrorContext } from '../core/validation-error';

/**
 * Checks the text of a boundary that the library has made for the role.
 *
 * What is added to it may also be allowed by a policy that is attached later, and by the boundary itself if it is also attached. A denial
 * only narrows.
 */
export function validateBoundaryText(errors: ErrorContext, { policy, isGiven }: BoundaryPromise): string[] {
  if (isGiven || !(policy instanceof ManagedPolicy)) {
    return [];
  }
  const resource = policy.node.defaultChild as CfnManagedPolicy | undefined;
  if (!resource || isWithoutOverrides(resource) && resource.policyDocument === policy.document) {
    return [];
  }
  const allowed = finishedStatements(policy, finishedProperties(resource)?.PolicyDocument).possible.filter(({ Effect }) => Effect !== 'Deny');
  const [added] = missingFrom(renderedStatements(policy, policy.document), allowed);
  return added === undefined ? [] : [errors.message(
    `the permissions boundary ${policy.node.path} in the finished template has ${describeStatement(added)}, which permissions do not allow`,
    'give it in permissions, or set permissionsBoundary, and let no aspect or override change the role\'s policies')];
}
