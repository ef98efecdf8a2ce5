import { accountAccessManager } from './principals/account-access-manager';
import { namedRoles, namedUsers } from './principals/iam-identities';
import { organization, organizationPaths } from './principals/organizations';
import { permissionSetRoles } from './principals/permission-sets';
import { anyRole, rolesMatching } from './principals/role-patterns';
import { TrustedPrincipals, wholeAccount } from './trusted-principals';
import { checkedArguments } from '../core/runtime-types/check-types';

/**
 * The principals that can assume a role.
 *
 * Use it to trust fewer principals than all of the assuming account, or those of an organization.
 *
 * Scopes of users, roles and permission sets trust the assuming account with a condition on `aws:PrincipalArn`. A principal can
 * therefore be deleted and created again, or not exist yet. Trade-off: a new principal of the same name is trusted, too.
 *
 * An empty list is an error of the construct that uses it, and so is a name that IAM rejects. A token such as `Aws.ACCOUNT_ID` in a name
 * has its value in the stack of the role.
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
   * Any principal in the assuming account that its own policies allow, such as the members of the group.
   */
  public static account(): PrincipalScope {
    return new PrincipalScope(wholeAccount());
  }

  /**
   * Only these IAM users.
   *
   * @param userNames Names of at most 64 characters such as `ann`, with the user's path where it has one (`/team/ann`), or ARNs
   * of users of the assuming account. Upper and lower case matter. Wildcards are an error.
   */
  public static users(...userNames: string[]): PrincipalScope {
    return new PrincipalScope(namedUsers(userNames));
  }

  /**
   * Only sessions of these IAM roles. MFA is not required of them, because they cannot have it.
   *
   * @param roleNames Names of at most 64 characters such as `Deployer`, with the role's path where it has one (`/ci/Deployer`),
   * or ARNs of roles of the assuming account. Upper and lower case matter. Wildcards are an error: use `rolesMatching`. So are the names
   * of the roles of permission sets without their path: use `permissionSets`.
   */
  public static roles(...roleNames: string[]): PrincipalScope {
    return new PrincipalScope(namedRoles(roleNames));
  }

  /**
   * Only sessions of IAM roles whose paths and names match a pattern, such as `prowler*`. MFA is not required of them.
   *
   * `*` stands for any number of characters, `?` for one, and both also for slashes: `prowler*` matches the role `prowler-1`, and the
   * role `x` with the path `/prowler/`, but not the role `prowler-1` with the path `/ci/`. A pattern that begins with a wildcard also
   * matches the roles of permission sets. Anyone who may create roles in that account can create one that matches.
   *
   * @param patterns Patterns of a role's name, with its path where it has one (`/ci/deploy-*`), or ARNs of the assuming account in which
   * the path and name have wildcards. Upper and lower case matter. A pattern that matches every role is an error: use `anyRole`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
   */
  public static rolesMatching(...patterns: string[]): PrincipalScope {
    return new PrincipalScope(rolesMatching(patterns));
  }

  /**
   * Only sessions of IAM roles of the assuming account, of every role that its own policies allow, and no IAM user. MFA is not required
   * of them.
   *
   * Sessions of permission sets are included: they are sessions of roles. This is the scope for a third party whose tool runs as a role
   * that you do not know. Require an `externalId` in addition.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
   */
  public static anyRole(): PrincipalScope {
    return new PrincipalScope(anyRole());
  }

  /**
   * Only sessions of these permission sets of IAM Identity Center. MFA is not required of them, because they cannot have it: require it
   * in Identity Center.
   *
   * @param permissionSetNames Exact names, of at most 32 characters each.
   * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
   */
  public static permissionSets(...permissionSetNames: string[]): PrincipalScope {
    return new PrincipalScope(permissionSetRoles(permissionSetNames));
  }

  /**
   * Any principal in an organization that its own policies allow, in all accounts except the role's own.
   *
   * This is more than the assuming account. MFA is required by default, because IAM users are included: sessions of roles and
   * permission sets can assume the role only with `MfaRequirement.none()`.
   *
   * @param organizationId An id such as `o-a1b2c3d4e5`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
   */
  public static organization(organizationId: string): PrincipalScope {
    return new PrincipalScope(organization(organizationId));
  }

  /**
   * Any principal in parts of an organization that its own policies allow, in all accounts except the role's own.
   *
   * MFA is required by default, as for `organization`.
   *
   * @param paths Paths from the organization to an organizational unit, such as `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/` for the accounts
   * directly in it, with a `*` at the end to include units below it.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
   */
  public static organizationPaths(...paths: string[]): PrincipalScope {
    return new PrincipalScope(organizationPaths(paths));
  }

  /**
   * Users and groups of IAM Identity Center that have an entitlement of account access manager to the role.
   *
   * Account access manager assumes the role for them, from its portal or with `aws login`. The service cannot meet conditions on the caller:
   * `mfa`, `externalId`, `organizationId`, `principalTags`, `sourceIdentity` and `requireUserNameAsRoleSessionName` do not apply to it.
   * `accessWindow` and `sessionTags` do. `sourceIps` does too, although AWS does not document which address these calls have.
   *
   * The application is in the management account of the organization. Make the entitlements there with `AccountAccessEntitlement`. AWS has
   * account access manager in Regions of the partition `aws` that are enabled by default.
   *
   * @param applicationArn The ARN of the application of account access manager, such as
   * `arn:aws:account-access:eu-west-1:111111111111:application/app-1234`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-prepare-roles.html
   */
  public static accountAccessManager(applicationArn: string): PrincipalScope {
    return new PrincipalScope(accountAccessManager(applicationArn));
  }

  private constructor(
    /** @internal */
    public readonly _config: TrustedPrincipals,
  ) {}

  /**
   * The same principals in another account than the assuming one.
   *
   * The trust policy then names that account too, so that one role can serve several accounts. `account().inAccount(...)` is any
   * principal of that account which its own policies allow. Scopes of organizations have no single account, so that moving them is an
   * error of the construct that uses them.
   *
   * The group, `grantAssumeRole` and CLI profiles are those of the assuming account. In the other account, give callers the role's
   * `assumeRoleStatementJson`.
   *
   * @param accountId The id of the callers' account: 12 digits, not a token, and not the role's own account.
   */
  public inAccount(accountId: string): PrincipalScope {
    return new PrincipalScope({ ...this._config, account: accountId });
  }
}
