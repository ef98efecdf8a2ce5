/** How a trust policy identifies principals of one kind: a condition operator and its key. */
export interface Comparison {
  readonly operator: 'ArnEquals' | 'ArnLike' | 'StringEquals' | 'ForAnyValue:StringLike';
  readonly key: string;
}

/** What a kind of principal has besides its comparison. */
interface PrincipalTypeOptions {
  readonly includesUsers?: boolean;
  readonly anyAccount?: boolean;
  readonly service?: string;
}

/**
 * A kind of principal.
 *
 * Each kind has a separate trust statement, because it can meet different conditions.
 */
export class PrincipalType {
  /** Any principal in the account that its own policies allow. */
  public static readonly ACCOUNT = new PrincipalType(undefined, { includesUsers: true });
  /** IAM users. */
  public static readonly USERS = new PrincipalType({ operator: 'ArnEquals', key: 'aws:PrincipalArn' }, { includesUsers: true });
  /** Sessions of IAM roles, which have the ARN of their role. */
  public static readonly ROLES = new PrincipalType({ operator: 'ArnEquals', key: 'aws:PrincipalArn' });
  /** Sessions of IAM roles whose paths and names match a pattern. */
  public static readonly ROLES_MATCHING = new PrincipalType({ operator: 'ArnLike', key: 'aws:PrincipalArn' });
  /** Sessions of every IAM role of the account. */
  public static readonly ANY_ROLE = new PrincipalType({ operator: 'ArnLike', key: 'aws:PrincipalArn' });
  /** Sessions of permission sets of IAM Identity Center: roles whose names match a pattern. */
  public static readonly PERMISSION_SETS = new PrincipalType({ operator: 'ArnLike', key: 'aws:PrincipalArn' });
  /** Any principal in an organization that its own policies allow. */
  public static readonly ORGANIZATION = new PrincipalType(
    { operator: 'StringEquals', key: 'aws:PrincipalOrgID' }, { includesUsers: true, anyAccount: true });
  /** Any principal in parts of an organization. An account has one path, but the condition key is a list. */
  public static readonly ORGANIZATION_PATHS = new PrincipalType(
    { operator: 'ForAnyValue:StringLike', key: 'aws:PrincipalOrgPaths' }, { includesUsers: true, anyAccount: true });
  /** The service that assumes the role for users and groups of Identity Center. The comparison is of its application. */
  public static readonly ACCOUNT_ACCESS_MANAGER = new PrincipalType(
    { operator: 'StringEquals', key: 'aws:SourceArn' }, { service: 'account-access.amazonaws.com' });

  /**
   * Whether IAM users are included. Only they have a user name and can have `aws:MultiFactorAuthPresent`: sessions of roles and of
   * Identity Center never have it.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
   */
  public readonly includesUsers: boolean;

  /** Whether principals can be in any account, not only in the assuming one. */
  public readonly anyAccount: boolean;

  /** The principal of an AWS service, which has no ARN, account, tags, MFA, user name, external ID or source identity. */
  public readonly service?: string;

  private constructor(
    /** Undefined for a whole account. */
    public readonly comparison: Comparison | undefined,
    { includesUsers = false, anyAccount = false, service }: PrincipalTypeOptions = {},
  ) {
    this.includesUsers = includesUsers;
    this.anyAccount = anyAccount;
    this.service = service;
  }
}
