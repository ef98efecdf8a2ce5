import { CfnManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { finishedProperties, isWithoutOverrides } from './finished-resource';
import { describeStatement, finishedStatements, missingFrom, writtenStatements } from './policy-statements';
import { isInTemplateWith } from './presence';
import { BoundaryPromise } from './role-promise';
import { ErrorContext } from '../core/validation-error';
import { hasStatements } from '../core/written-policy';

/**
 * Checks the text of a boundary that the library has made for the role.
 *
 * What is added to it may also be allowed by a policy that is attached later, and by the boundary itself if it is also attached. A denial
 * only narrows.
 */
export function validateBoundaryText(errors: ErrorContext, role: Role, { written }: BoundaryPromise): string[] {
  if (!written) {
    return [];
  }
  const { policy, document, statements } = written;
  const resource = policy.node.defaultChild as CfnManagedPolicy | undefined;
  if (!isInTemplateWith(role.node.defaultChild, resource)) {
    return [errors.message(
      `the permissions boundary ${policy.node.path} is not in the finished template`, 'do not remove it, and give its resource no condition')];
  }
  if (isWithoutOverrides(resource) && resource.policyDocument === document && hasStatements(policy, document, statements.length)) {
    return [];
  }
  const allowed = finishedStatements(policy, finishedProperties(resource)?.PolicyDocument).possible.filter(({ Effect }) => Effect !== 'Deny');
  const [added] = missingFrom(writtenStatements(policy, written), allowed);
  return added === undefined ? [] : [errors.message(
    `the permissions boundary ${policy.node.path} in the finished template has ${describeStatement(added)}, which permissions do not allow`,
    'give it in permissions, or set permissionsBoundary, and let no aspect or override change the role\'s policies')];
}
