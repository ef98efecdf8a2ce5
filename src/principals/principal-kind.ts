/**
 * What IAM knows about one kind of principal.
 *
 * Each kind gets a trust statement of its own, because each can satisfy other conditions.
 */
export class PrincipalKind {
  /** Everybody in the account whose own policies allow the assumption. */
  public static readonly ACCOUNT = new PrincipalKind('account()', 'ArnEquals', true);
  /** IAM users. */
  public static readonly USERS = new PrincipalKind('users()', 'ArnEquals', true);
  /** Sessions of IAM roles. */
  public static readonly ROLES = new PrincipalKind('roles()', 'ArnEquals', false);
  /** Sessions of IAM Identity Center's permission sets. */
  public static readonly PERMISSION_SETS = new PrincipalKind('permissionSets()', 'ArnLike', false);

  private constructor(
    /** The factory of `PrincipalScope` that users know it by. */
    public readonly label: string,
    /** How `aws:PrincipalArn` is compared: `ArnLike` where patterns are meant. */
    public readonly arnOperator: 'ArnEquals' | 'ArnLike',
    /**
     * Whether such a caller can carry `aws:MultiFactorAuthPresent`. Sessions of roles and of Identity Center never do.
     *
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
     */
    public readonly includesUsers: boolean,
  ) {}
}
