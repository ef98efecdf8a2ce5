/** Properties of an `AccountAccessEntitlement`: who may open which role. */
export interface AccountAccessEntitlementProps {
  /**
   * The ARN of the application of account access manager, such as `arn:aws:account-access:eu-west-1:111111111111:application/app-1234`.
   *
   * The role must trust the same one by `PrincipalScope.accountAccessManager`.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-prepare-roles.html
   */
  readonly applicationArn: string;

  /**
   * The ARN of the role, in any account of the organization. It needs no reference to the role's stack: `access.roleArns` has it.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-accountaccess-entitlement.html
   */
  readonly roleArn: string;

  /**
   * The id of the group in the identity store of Identity Center.
   *
   * @default - none: give a `userId`
   * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Group.html
   */
  readonly groupId?: string;

  /**
   * The id of the user in the identity store of Identity Center.
   *
   * @default - none: give a `groupId`
   * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_User.html
   */
  readonly userId?: string;
}
