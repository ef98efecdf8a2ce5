import { AdditionalAction, ConditionBlock, TrustCondition } from './trust-condition';
import { checkedArguments } from '../../core/runtime-types/check-types';

const CONSOLE_UNSUPPORTED = 'the console cannot set a source identity';

/**
 * Whether callers may, or must, set a source identity, which CloudTrail records through every role that they assume afterwards.
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
    return new SourceIdentityRequirement({
      prop: 'sourceIdentity',
      description: 'may set a source identity',
      block: {},
      additionalAction: setting({}),
    });
  }

  /**
   * Callers must set a source identity in the call, with any value.
   *
   * The console cannot set one, so the role has no switch-role link.
   */
  public static required(): SourceIdentityRequirement {
    return new SourceIdentityRequirement({
      prop: 'sourceIdentity',
      description: 'sets a source identity',
      settings: { sourceIdentity: 'any' },
      block: { StringLike: { 'sts:SourceIdentity': '*' } },
      additionalAction: setting({}),
      consoleUnsupportedReason: CONSOLE_UNSUPPORTED,
    });
  }

  /**
   * IAM users must set their own user name as source identity.
   *
   * Other callers have no user name, so it is not required of them. The console cannot set it, so the role has no switch-role link.
   */
  public static userName(): SourceIdentityRequirement {
    const block = { StringEquals: { 'sts:SourceIdentity': '${aws:username}' } };
    return new SourceIdentityRequirement({
      prop: 'sourceIdentity',
      description: 'sets their own user name as source identity',
      settings: { sourceIdentity: 'userName' },
      block,
      additionalAction: setting(block),
      appliesTo: ({ includesUsers }) => includesUsers,
      unmetReason: 'only IAM users have a user name',
      consoleUnsupportedReason: CONSOLE_UNSUPPORTED,
    });
  }

  private constructor(
    /** @internal */
    public readonly _config: TrustCondition,
  ) {}
}

function setting(block: ConditionBlock): AdditionalAction {
  return { action: 'sts:SetSourceIdentity', block };
}
