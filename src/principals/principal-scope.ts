import { namedRoles, namedUsers, permissionSetRoles, TrustedPrincipals, wholeAccount } from './trusted-principals';

/**
 * Who in the assuming account may assume a role.
 *
 * Every scope trusts the assuming account's root and narrows it by a condition on `aws:PrincipalArn`, so that a
 * principal may be deleted and made again, or not exist yet, without locking anybody out. The price: whoever is given
 * the same name again is trusted again.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export class PrincipalScope {
  /**
   * Everybody in the assuming account whose own policies allow the assumption: there, the group decides who gets in.
   */
  public static account(): PrincipalScope {
    return new PrincipalScope(wholeAccount());
  }

  /**
   * These IAM users only.
   *
   * @param userNames names such as `ann`, with the user's path where it has one (`/team/ann`), or ARNs of users of the
   * assuming account. Upper and lower case count. Wildcards are refused.
   */
  public static users(...userNames: string[]): PrincipalScope {
    return new PrincipalScope(namedUsers(userNames));
  }

  /**
   * Sessions of these IAM roles only. They cannot carry MFA, so none is asked of them.
   *
   * @param roleNames names such as `Deployer`, with the role's path where it has one (`/ci/Deployer`), or ARNs of roles
   * of the assuming account. Upper and lower case count. Wildcards are refused.
   */
  public static roles(...roleNames: string[]): PrincipalScope {
    return new PrincipalScope(namedRoles(roleNames));
  }

  /**
   * Sessions of these permission sets of IAM Identity Center only. They cannot carry MFA, so none is asked of them:
   * require it in Identity Center itself.
   *
   * @param permissionSetNames exact names, at most 32 characters each
   * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
   */
  public static permissionSets(...permissionSetNames: string[]): PrincipalScope {
    return new PrincipalScope(permissionSetRoles(permissionSetNames));
  }

  private constructor(
    /** @internal */
    public readonly _trusted: TrustedPrincipals,
  ) {}
}
