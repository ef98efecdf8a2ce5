import { Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { AccountAccessEntitlementProps } from './account-access-entitlement-props';
import { accountAccess } from './account-access-module';
import { parseIamArn } from './core/arns';
import { checkProps } from './core/runtime-types/check-types';
import { quoted } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { validateKnownValues } from './finished-template/known-values';
import { checkApplicationArn } from './trust/principals/account-access-manager';

/** @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Group.html */
const IDENTITY_ID = /^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$/;

/**
 * Lets a user or group of IAM Identity Center open a role with account access manager.
 *
 * Use it if users of IAM Identity Center need roles that differ between accounts: for the same role in every account, AWS recommends
 * permission sets.
 *
 * Make it in a stack of the organization's management account, or of its delegated administrator, in the Region of Identity Center. The
 * role must trust the application by `PrincipalScope.accountAccessManager`. AWS allows 20 groups for each role, and a running session
 * lives on when the entitlement is deleted.
 *
 * Invalid input is an error at synth, whose message reads `construct path: what is wrong; what to do`. It needs aws-cdk-lib 2.268.0 or
 * later: with an older version, it is an error.
 *
 * @throws ValidationError at synth for invalid input, and if aws-cdk-lib is older than 2.268.0
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/account-access-manager.html
 * @example
 * const application = 'arn:aws:account-access:eu-west-1:111111111111:application/app-1234';
 * new AccountAccessEntitlement(stack, 'AuditorsOfWorkload', {
 *   applicationArn: application,
 *   roleArn: 'arn:aws:iam::222222222222:role/SecurityReadOnlyRole',
 *   groupId: '906717e2d8-c51a8fdb-0dd4-4e14-9d0f-1b7d3c6f4a5e',
 * });
 */
export class AccountAccessEntitlement extends Construct {
  /**
   * The id that account access manager gives to the assignment, known after deployment.
   *
   * @attribute
   */
  public readonly entitlementId: string;

  /**
   * @param scope A stack of the management account or of the delegated administrator, or a construct in one.
   * @param id An id that no other construct in the scope has.
   * @param props The application, the role, and the group or user.
   */
  constructor(scope: Construct, id: string, props: AccountAccessEntitlementProps) {
    super(scope, id);
    const errors = ErrorContext.of(this);
    checkProps(errors, 'AccountAccessEntitlementProps', props);
    checkEntitlement(errors, props);
    const { applicationArn, roleArn, groupId, userId } = props;
    const { CfnEntitlement } = accountAccess(errors);
    const entitlement = new CfnEntitlement(this, 'Resource', {
      applicationArn,
      entitlement: { principalRole: { principal: { identityCenter: { groupId, userId } }, roleArn } },
    });
    this.entitlementId = entitlement.attrEntitlementId;
    this.node.addValidation({ validate: () => validateKnownValues(errors, this, (known) => checkEntitlement(known, props)) });
  }
}

function checkEntitlement(errors: ErrorContext, { applicationArn, roleArn, groupId, userId }: AccountAccessEntitlementProps): void {
  checkApplicationArn(errors, 'applicationArn', applicationArn);
  if ((groupId === undefined) === (userId === undefined)) {
    errors.fail(`groupId and userId are ${groupId === undefined ? 'both missing' : 'both given'}`, 'give one of them, and make another entitlement for the other');
  }
  checkIdentityId(errors, 'groupId', groupId);
  checkIdentityId(errors, 'userId', userId);
  checkRoleArn(errors, errors.known(roleArn));
}

/** The partition, account or name can be a token, or the whole ARN. The ARN of a role in an organization has a wildcard as account. */
function checkRoleArn(errors: ErrorContext, arn: string): void {
  const parts = parseIamArn(arn);
  const isOfOneRole = parts
    ? (Token.isUnresolved(parts.account) || /^\d{12}$/.test(parts.account)) && /^role\/[^*?]+$/.test(parts.resource)
    : Token.isUnresolved(arn);
  if (!isOfOneRole) {
    errors.fail(`roleArn ${quoted(arn)} is not the ARN of a role in one account`, 'give the ARN of one role, such as an entry of roleArns without wildcards');
  }
}

function checkIdentityId(errors: ErrorContext, prop: string, id: string | undefined): void {
  const known = id === undefined ? undefined : errors.known(id);
  if (known !== undefined && !Token.isUnresolved(known) && !IDENTITY_ID.test(known)) {
    errors.fail(`${prop} ${quoted(known)} is not an id of the identity store`, 'give the id that Identity Center shows for it, not its name');
  }
}
