import { AccessWindow } from './access-window';
import { MfaRequirement } from './mfa-requirement';
import { SessionTag } from './session-tag';
import { SourceIdentityRequirement } from './source-identity';

/**
 * The conditions under which trusted principals can assume a role.
 *
 * A caller must meet all of them. Each applies only to principals who can meet it. A condition that no trusted principal can meet is
 * an error.
 */
export interface TrustConditionOptions {
  /**
   * Whether callers must have signed in with MFA.
   *
   * @default - required of IAM users, and not of sessions of roles and permission sets, which cannot have it
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
   */
  readonly mfa?: MfaRequirement;

  /**
   * The external ID that callers must pass, agreed with a third party: 2 to 1,224 letters, digits and `_+=,.@:/-`.
   *
   * The tool of a third party runs as a role, which cannot have MFA: trust `PrincipalScope.anyRole()`, or its roles by name. With the whole
   * account and MFA by default, only users of the third party could assume the role, which is a warning.
   *
   * AWS does not keep it secret: anyone who may view the role can see it. The console cannot switch to such a role, so it has no switch-role link.
   *
   * @default - no external ID is required
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
   */
  readonly externalId?: string;

  /**
   * The organization that callers' accounts must be in: an id such as `o-a1b2c3d4e5`.
   *
   * It narrows every scope of `principals`. To trust a whole organization, use `PrincipalScope.organization` instead. An account that has
   * left the organization can no longer assume the role.
   *
   * @default - accounts need not be in an organization
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
   */
  readonly organizationId?: string;

  /**
   * The networks that callers must call from: public IPv4 and IPv6 addresses or CIDRs.
   *
   * AWS checks it only when the role is assumed: a running session may move to another network. Calls through a VPC endpoint have no
   * public address and are denied.
   *
   * @default - every network is allowed
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
   */
  readonly sourceIps?: string[];

  /**
   * The time in which the role can be used.
   *
   * After the end, running sessions are denied every action. The role's tags `ValidFrom` and `ValidUntil` and its default
   * description contain the window.
   *
   * @default - the role can be used from its creation on, without end
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
   */
  readonly accessWindow?: AccessWindow;

  /**
   * Whether IAM users must name their session after their user name, so that it is in every log. The console does so.
   *
   * @default - any session name is allowed
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_rolesessionname
   */
  readonly requireUserNameAsRoleSessionName?: boolean;

  /**
   * Whether callers may, or must, set a source identity.
   *
   * @default - callers who set one, or keep one from an earlier session, are denied
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
   */
  readonly sourceIdentity?: SourceIdentityRequirement;

  /**
   * The tags that callers may, or must, pass when they assume the role: at most 50 of them.
   *
   * @default - callers who pass tags are denied
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
   */
  readonly sessionTags?: SessionTag[];

  /**
   * The tags that callers must have, each with one of these values: at most 50 tags.
   *
   * A key may have up to 128 characters, a value up to 256 characters, all of them Latin-1: IAM accepts no others in a policy. Values are
   * case-sensitive.
   *
   * @default - no tags are required
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltag
   */
  readonly principalTags?: { [key: string]: string[] };
}
