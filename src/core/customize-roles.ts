import { IConstruct } from 'constructs';
import { ErrorContext } from './validation-error';

/** The context in which the CDK keeps the options of `iam.Role.customizeRoles`, for a scope and everything in it. */
const CONTEXT = '@aws-cdk/iam:customizeRoles';

/**
 * Whether the CDK reports the policies of roles in this scope, instead of attaching them.
 *
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam-readme.html#customizing-role-creation
 */
export function customizesRoles(scope: IConstruct): boolean {
  return scope.node.tryGetContext(CONTEXT) !== undefined;
}

/** A role whose template lacks the boundary and the denials would not be read-only. */
export function checkRoleIsMade(errors: ErrorContext, scope: IConstruct): void {
  if (customizesRoles(scope)) {
    errors.fail('the role is under iam.Role.customizeRoles, whose report has neither its boundary nor its path',
      'call customizeRoles on scopes without this role, or have the role made elsewhere and name its account by TrustingTarget.account()');
  }
}

/** The CDK makes no managed policies either, unless `preventSynthesis` is false. Then it still refers to them by names that it does not give them. */
export function checkManagedPolicyIsMade(errors: ErrorContext, scope: IConstruct, isReferredTo: boolean): void {
  if (customizesRoles(scope) && (isReferredTo || scope.node.tryGetContext(CONTEXT).preventSynthesis !== false)) {
    errors.fail('the group needs a managed policy, which iam.Role.customizeRoles keeps the CDK from making',
      'call customizeRoles on scopes without this group, name fewer accounts, or choose groupPermissions without denials');
  }
}
