import { IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { readOnlyAccessPolicy } from './aws-managed-policies';
import { Place } from '../private/validation-error';

/** Permissions of your own choice. */
export interface CustomPermissionsOptions {
  /**
   * Managed policies to attach. One that you manage yourself must live in the account that it is attached in.
   *
   * @default - none
   */
  readonly managedPolicies?: IManagedPolicy[];

  /**
   * Statements of an inline policy.
   *
   * @default - none
   */
  readonly statements?: PolicyStatement[];
}

/**
 * What may be read.
 *
 * On a role, whatever is chosen here is also bounded: see `permissionsBoundary` of the role.
 */
export class ReadOnlyPermissions {
  /**
   * Everything AWS calls read-only: the AWS managed policy `ReadOnlyAccess`.
   *
   * It reads data too: objects, items, messages, log lines, parameters, function code.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html
   */
  public static readOnlyAccess(): ReadOnlyPermissions {
    return new ReadOnlyPermissions([readOnlyAccessPolicy()], []);
  }

  /**
   * Managed policies and statements of your own choice; at least one of either.
   *
   * On a role they are cut down to what `ReadOnlyAccess` allows, unless the role has a permissions boundary of your own.
   */
  public static custom(options: CustomPermissionsOptions): ReadOnlyPermissions {
    return new ReadOnlyPermissions([...options.managedPolicies ?? []], [...options.statements ?? []], true);
  }

  /** Nothing: permissions come from elsewhere, later or never. */
  public static none(): ReadOnlyPermissions {
    return new ReadOnlyPermissions([], []);
  }

  private constructor(
    /** @internal */
    public readonly _managedPolicies: IManagedPolicy[],
    /** @internal */
    public readonly _statements: PolicyStatement[],
    private readonly mustNotBeEmpty = false,
  ) {}

  /** @internal */
  public _check(at: Place, prop: string): void {
    if (this.mustNotBeEmpty && this._managedPolicies.length + this._statements.length === 0) {
      at.reject(`${prop} is custom() without a managed policy or a statement`, 'give at least one, or use ReadOnlyPermissions.none()');
    }
  }
}
