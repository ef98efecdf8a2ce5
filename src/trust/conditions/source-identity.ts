import { SourceIdentityConfig } from './source-identity-condition';
import { checkedArguments } from '../../core/runtime-types/check-types';

/**
 * Which source identities are accepted besides the names of IAM users.
 *
 * Use them with `SourceIdentityRequirement.userName`.
 */
export interface UserNameAsSourceIdentityOptions {
  /**
   * The source identities that sessions of roles may keep from an earlier session.
   *
   * Each has at most 64 letters, digits and `_+=,.@-`, in which `*` stands for any number of characters, and `?` for one. Upper and lower
   * case matter.
   *
   * @default - any source identity that the session of a role keeps is accepted
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceidentity
   */
  readonly acceptedFromRoles?: string[];
}

/**
 * Whether callers may, or must, set a source identity, which CloudTrail records through every role that they assume afterwards.
 *
 * Use it to find the user behind a session in CloudTrail, even if one role has assumed another.
 *
 * The callers' own policies must allow `sts:SetSourceIdentity` too, as the group's policy does. To require the user name if no IAM
 * user is trusted is an error of the construct that uses it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 * @example
 * new TrustingRole(stack, 'SecurityReadOnlyRole', {
 *   assumingAccount: '111111111111',
 *   sourceIdentity: SourceIdentityRequirement.userName(),
 * });
 */
@checkedArguments
export class SourceIdentityRequirement {
  /** Callers may set a source identity, or keep one from an earlier session. */
  public static optional(): SourceIdentityRequirement {
    return new SourceIdentityRequirement({ kind: 'optional' });
  }

  /**
   * Callers must set a source identity in the call, with any value.
   *
   * A session of a role that keeps one from an earlier session meets it, too. The console cannot set one, so the role has no switch-role
   * link.
   */
  public static required(): SourceIdentityRequirement {
    return new SourceIdentityRequirement({ kind: 'required' });
  }

  /**
   * IAM users must set their own user name as source identity.
   *
   * Sessions of roles and permission sets have no user name, so it is not required of them: they may keep a source identity that an earlier
   * session has set, such as that of a SAML provider or of IAM Roles Anywhere, but cannot set a new one. The console cannot set it, so
   * the role has no switch-role link.
   *
   * @param options Which source identities roles may keep.
   */
  public static userName(options: UserNameAsSourceIdentityOptions = {}): SourceIdentityRequirement {
    return new SourceIdentityRequirement({ kind: 'userName', ...options });
  }

  private constructor(
    /** @internal */
    public readonly _config: SourceIdentityConfig,
  ) {}
}
