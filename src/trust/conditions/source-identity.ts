import { AdditionalAction, ConditionBlock, TrustCondition } from './trust-condition';
import { checkedArguments } from '../../core/runtime-types/check-types';

const CONSOLE_OBSTACLE = 'the console cannot set a source identity';

/**
 * Whether callers may, or must, say who they are in a way that AWS keeps in its logs through every role they take on.
 *
 * The callers' own policies must allow `sts:SetSourceIdentity` too, as that of the group does. To ask for a user's name where no
 * IAM user is trusted is an error of the construct that is given it.
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
  /** Callers may set a source identity, or bring one along. */
  public static optional(): SourceIdentityRequirement {
    return new SourceIdentityRequirement({
      prop: 'sourceIdentity',
      description: 'may set a source identity',
      block: {},
      additionalAction: setting({}),
    });
  }

  /**
   * Callers must set a source identity in the call, whichever they like.
   *
   * The console cannot, so that a role that asks for it has no switch-role link.
   */
  public static required(): SourceIdentityRequirement {
    return new SourceIdentityRequirement({
      prop: 'sourceIdentity',
      description: 'sets a source identity',
      settings: { sourceIdentity: 'any' },
      block: { StringLike: { 'sts:SourceIdentity': '*' } },
      additionalAction: setting({}),
      consoleUnsupportedReason: CONSOLE_OBSTACLE,
    });
  }

  /**
   * IAM users must set their own name as source identity.
   *
   * Of other callers it is not asked, as they have no user name. The console cannot set it, so that the role has no switch-role link.
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
      consoleUnsupportedReason: CONSOLE_OBSTACLE,
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
