import { AccessWindow } from './access-window';
import { MfaRequirement } from './mfa-requirement';
import { SessionTag } from './session-tag';
import { SourceIdentityRequirement } from './source-identity';

/**
 * Under which conditions a role lets in whom it trusts.
 *
 * All of them must be met. Each is asked only of principals who can meet it, and one that nobody trusted can meet is an error.
 */
export interface TrustConditionOptions {
  /**
   * Whether callers must have signed in with MFA.
   *
   * @default - required where IAM users may be among the callers, never of sessions of roles and permission sets, which
   * cannot carry it
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
   */
  readonly mfa?: MfaRequirement;

  /**
   * An id that callers must give, agreed on with a third party: 2 to 1,224 letters, digits and `_+=,.@:/-`.
   *
   * AWS does not keep it secret: whoever may view the role can see it. The console cannot switch to such a role, so that it has no switch-role link.
   *
   * @default - callers need none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
   */
  readonly externalId?: string;

  /**
   * The networks that callers must come from: public IPv4 and IPv6 addresses or CIDRs.
   *
   * Asked when the role is assumed: a session goes on wherever it is used. Calls through a VPC endpoint have no such
   * address and are refused.
   *
   * @default - callers may come from anywhere
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
   */
  readonly sourceIps?: string[];

  /**
   * From when until when the role can be used. After the end, sessions that are still running can do nothing more.
   *
   * The role has it in its tags `ValidFrom` and `ValidUntil`, and in its description where that is not given.
   *
   * @default - the role can be used as soon as it is made, without end
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
   */
  readonly accessWindow?: AccessWindow;

  /**
   * Whether IAM users must call their session by their own name, so that it is in every log. The console does so by itself.
   *
   * @default - they may call it what they like
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_rolesessionname
   */
  readonly requireUserNameAsRoleSessionName?: boolean;

  /**
   * Whether callers may, or must, set a source identity.
   *
   * @default - callers who set one, or bring one along, are refused
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
   */
  readonly sourceIdentity?: SourceIdentityRequirement;

  /**
   * The tags that callers may, or must, pass when they assume the role: at most 50 of them.
   *
   * @default - callers who pass tags are refused
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
   */
  readonly sessionTags?: SessionTag[];

  /**
   * The tags that callers must carry, each with one of these values: at most 50 tags.
   *
   * Keys have at most 128 characters, values at most 256 characters. Upper and lower case count in values.
   *
   * @default - callers need no tags
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltag
   */
  readonly principalTags?: { [key: string]: string[] };
}
