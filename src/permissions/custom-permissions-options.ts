import { IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Permissions of your own choice. */
export interface CustomPermissionsOptions {
  /**
   * Managed policies to attach. One that you manage yourself must live in the account that it is attached in.
   *
   * @default - none
   */
  readonly managedPolicies?: IManagedPolicy[];

  /**
   * Statements that allow reads, or deny anything. Wildcards are taken where they reach reads only; `NotAction` is not.
   *
   * @default - none
   */
  readonly statements?: PolicyStatement[];

  /**
   * Actions that do more than read, or that are newer than this library, each by its full name such as `sns:Publish`.
   * Statements may allow these too.
   *
   * @default - statements read only
   */
  readonly writeActions?: string[];
}
