import { IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Permissions of your own choice. */
export interface CustomPermissionsOptions {
  /**
   * Managed policies to attach.
   *
   * One that you manage yourself must live in the account that it is attached in. One of another account is an error, where both
   * accounts are known at synth. For the role of a StackSet, give an ARN with `Aws.ACCOUNT_ID`.
   *
   * @default - no managed policy is attached
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
   */
  readonly managedPolicies?: IManagedPolicy[];

  /**
   * Statements that allow reads, or deny anything. Wildcards are taken where they reach reads only; `NotAction` is not.
   *
   * @default - nothing is allowed or denied but by the managed policies
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
   */
  readonly statements?: PolicyStatement[];

  /**
   * Actions that do more than read, or that are newer than this library, each by its full name such as `sns:Publish`.
   * Statements may allow these too.
   *
   * @default - statements read only
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  readonly allowedWriteActions?: string[];
}
