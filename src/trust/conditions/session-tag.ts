import { SessionTagConfig } from './session-tags';
import { checkedArguments } from '../../core/runtime-types/check-types';

/**
 * A tag that callers may, or must, pass when they assume a role.
 *
 * Use it if callers tag their sessions, as EKS Pod Identity does, or if they must name a ticket.
 *
 * A call with any other tag is denied, unless `any` is among them.
 *
 * A tag may be transitive: further roles that the session assumes then inherit it. AWS does not document whether a role that is assumed
 * with inherited tags compares them with the listed ones. With `any`, there is nothing to compare.
 *
 * The callers' own policies must allow `sts:TagSession` too, as the group's policy does. A key or value that AWS does not accept
 * is an error of the construct that uses it.
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
   * @param key The tag's key: 1 to 128 letters, digits, spaces and `_.:/=+-@`, all of them Latin-1.
   */
  public static optional(key: string): SessionTag {
    return new SessionTag({ key, isRequired: false, values: [] });
  }

  /**
   * Callers must pass this tag.
   *
   * The console cannot pass tags, so the role has no switch-role link.
   *
   * @param key The tag's key: 1 to 128 letters, digits, spaces and `_.:/=+-@`, all of them Latin-1.
   * @param values The accepted values, at most 256 characters each, of the same characters. Without values, any value is accepted.
   */
  public static required(key: string, ...values: string[]): SessionTag {
    return new SessionTag({ key, isRequired: true, values });
  }

  /**
   * Callers may pass any tags, with any values, transitive or not.
   *
   * It is for tools that pass tags by themselves, such as pods with EKS Pod Identity and GitHub Actions, whose calls fail otherwise. With
   * `required`, callers must pass that tag, in upper or lower case, and may pass others. A caller chooses the values: do not use it if policies in the role's
   * account allow more to sessions with a certain tag.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
   */
  public static any(): SessionTag {
    return new SessionTag({ isRequired: false, values: [] });
  }

  private constructor(
    /** @internal */
    public readonly _config: SessionTagConfig,
  ) {}
}
