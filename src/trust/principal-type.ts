/** How the callers of one kind are told from others: a condition operator and the key that it compares. */
export interface Comparison {
  readonly operator: 'ArnEquals' | 'ArnLike' | 'StringEquals' | 'ForAnyValue:StringLike';
  readonly key: string;
}

/**
 * What IAM knows about one kind of principal.
 *
 * Each kind gets a trust statement of its own, because each can satisfy other conditions.
 */
export class PrincipalType {
  /** Everybody in the account whose own policies allow the assumption. */
  public static readonly ACCOUNT = new PrincipalType(true);
  /** IAM users. */
  public static readonly USERS = new PrincipalType(true, { operator: 'ArnEquals', key: 'aws:PrincipalArn' });
  /** Sessions of IAM roles, which carry the ARN of their role. */
  public static readonly ROLES = new PrincipalType(false, { operator: 'ArnEquals', key: 'aws:PrincipalArn' });
  /** Sessions of IAM Identity Center's permission sets, which are roles of which only the pattern of the name is known. */
  public static readonly PERMISSION_SETS = new PrincipalType(false, { operator: 'ArnLike', key: 'aws:PrincipalArn' });
  /** Everybody in an organization whose own policies allow the assumption. */
  public static readonly ORGANIZATION = new PrincipalType(true, { operator: 'StringEquals', key: 'aws:PrincipalOrgID' }, true);
  /** Everybody in parts of an organization; an account has one path, but AWS gives it as a list. */
  public static readonly ORGANIZATION_PATHS = new PrincipalType(true, { operator: 'ForAnyValue:StringLike', key: 'aws:PrincipalOrgPaths' }, true);

  private constructor(
    /**
     * Whether IAM users are among them. Only users have a user name, and only they can carry `aws:MultiFactorAuthPresent`:
     * sessions of roles and of Identity Center never do.
     *
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
     */
    public readonly includesUsers: boolean,
    /** None for a whole account. */
    public readonly comparison?: Comparison,
    /** Whether they may be of any account, not just of the assuming one. */
    public readonly anyAccount = false,
  ) {}
}
