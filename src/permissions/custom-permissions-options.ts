import { IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * Your own managed policies and statements.
 *
 * Use them with `ReadOnlyPermissions.custom`, for permissions that no level has.
 */
export interface CustomPermissionsOptions {
  /**
   * Managed policies to attach.
   *
   * The text of a policy that this app makes is known: the role can do what it allows, and what is not a read is an error, as in
   * `statements`. Add its statements before you make the role. Of a policy whose text is not known, such as an imported one, the role gets what
   * `ReadOnlyAccess` or the other permissions allow too, with a warning.
   *
   * A customer managed policy must be in the account where it is attached. A policy of another account is an error if both
   * accounts are known at synth. For the role of a StackSet, give an ARN with `Aws.ACCOUNT_ID`.
   *
   * @default - no managed policy is attached
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
   */
  readonly managedPolicies?: IManagedPolicy[];

  /**
   * Statements that allow read actions, or deny any actions. A wildcard must match read actions only. `NotAction` is an error.
   *
   * A role is denied reads that hand out credentials or change something, unless a statement names the action in full.
   *
   * @default - only the managed policies allow or deny actions
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
   */
  readonly statements?: PolicyStatement[];

  /**
   * Reads that statements may allow although this library does not know them: they are newer, or AWS's reference does not list them.
   * Write them as the statements do, such as `budgets:DescribeBudgets`. The name must begin like a read: with `BatchGet`, `Describe`,
   * `Get`, `List`, `Lookup`, `Query`, `Search` or `View`.
   *
   * @default - statements allow known reads only
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  readonly allowedUnknownReads?: string[];

  /**
   * Non-read actions, and actions newer than this library, that statements and policies of this app may also allow. Each has its full name, such as
   * `sns:Publish`. The role is not denied what they allow.
   *
   * Also name here what an imported policy allows although it hands out credentials or changes something.
   *
   * @default - statements allow read actions only
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  readonly allowedWriteActions?: string[];
}
