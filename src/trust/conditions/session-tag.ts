import { SessionTagConfig } from './session-tags';
import { checkedArguments } from '../../core/runtime-types/check-types';

/**
 * A tag that callers may, or must, pass when they assume a role. Tags that are not named at all are refused.
 *
 * The callers' own policies must allow `sts:TagSession` too, as that of the group does. A key or value that AWS does not accept
 * is an error of the construct that is given it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 * @example
 * new TrustingRole(stack, 'SecurityReadOnlyRole', {
 *   assumingAccount: '111111111111',
 *   sessionTags: [SessionTag.required('Ticket'), SessionTag.optional('Team')],
 * });
 */
@checkedArguments
export class SessionTag {
  /**
   * Callers may pass this tag, with any value.
   *
   * @param key The tag's key: 1 to 128 letters, digits, spaces and `_.:/=+-@`.
   */
  public static optional(key: string): SessionTag {
    return new SessionTag({ key, isRequired: false, values: [] });
  }

  /**
   * Callers must pass this tag.
   *
   * The console cannot, so that a role that asks for it has no switch-role link.
   *
   * @param key The tag's key: 1 to 128 letters, digits, spaces and `_.:/=+-@`.
   * @param values The values that will do, at most 256 characters each. Any will do where none is given.
   */
  public static required(key: string, ...values: string[]): SessionTag {
    return new SessionTag({ key, isRequired: true, values });
  }

  private constructor(
    /** @internal */
    public readonly _config: SessionTagConfig,
  ) {}
}
