import { namedRoles, namedUsers } from './principals/iam-identities';
import { organization, organizationPaths } from './principals/organizations';
import { permissionSetRoles } from './principals/permission-sets';
import { TrustedPrincipals, wholeAccount } from './trusted-principals';
import { checkedArguments } from '../core/runtime-types/check-types';

/**
 * Who may assume a role.
 *
 * Scopes of users, roles and permission sets trust the assuming account's root and narrow it by a condition on
 * `aws:PrincipalArn`, so that a principal may be deleted and made again, or not exist yet, without locking anybody out.
 * The price: whoever is given the same name again is trusted again.
 *
 * A name that IAM does not accept is an error of the construct that is given it, and so is a list without names. A token such as
 * `Aws.ACCOUNT_ID` in a name is what it is in the stack of the role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * @example
 * new TrustingRole(stack, 'SecurityReadOnlyRole', {
 *   assumingAccount: '111111111111',
 *   principals: [PrincipalScope.users('ann', '/security/bob'), PrincipalScope.permissionSets('Audit')],
 * });
 */
@checkedArguments
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
   * @param userNames Names of at most 64 characters such as `ann`, with the user's path where it has one (`/team/ann`), or ARNs
   * of users of the assuming account. Upper and lower case count. Wildcards are refused.
   */
  public static users(...userNames: string[]): PrincipalScope {
    return new PrincipalScope(namedUsers(userNames));
  }

  /**
   * Sessions of these IAM roles only. They cannot carry MFA, so none is asked of them.
   *
   * @param roleNames Names of at most 64 characters such as `Deployer`, with the role's path where it has one (`/ci/Deployer`),
   * or ARNs of roles of the assuming account. Upper and lower case count. Wildcards are refused.
   */
  public static roles(...roleNames: string[]): PrincipalScope {
    return new PrincipalScope(namedRoles(roleNames));
  }

  /**
   * Sessions of these permission sets of IAM Identity Center only. They cannot carry MFA, so none is asked of them:
   * require it in Identity Center itself.
   *
   * @param permissionSetNames Exact names, of at most 32 characters each.
   * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
   */
  public static permissionSets(...permissionSetNames: string[]): PrincipalScope {
    return new PrincipalScope(permissionSetRoles(permissionSetNames));
  }

  /**
   * Everybody in an organization, of whichever account but the role's own, whose own policies allow the assumption.
   *
   * It goes beyond the assuming account. MFA is asked for, as IAM users are among them: sessions of roles and permission
   * sets get in with `MfaRequirement.none()` only.
   *
   * @param organizationId An id such as `o-a1b2c3d4e5`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
   */
  public static organization(organizationId: string): PrincipalScope {
    return new PrincipalScope(organization(organizationId));
  }

  /**
   * Like `organization`, but for the accounts in certain parts of it only.
   *
   * @param paths From the organization down to an organizational unit, such as `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/` for
   * the accounts right in it, and with a `*` at the end for those further down too.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
   */
  public static organizationPaths(...paths: string[]): PrincipalScope {
    return new PrincipalScope(organizationPaths(paths));
  }

  private constructor(
    /** @internal */
    public readonly _config: TrustedPrincipals,
  ) {}
}
