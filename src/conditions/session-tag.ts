import { ConditionBlock } from './trust-condition';

/**
 * A tag that callers may, or must, pass when they assume a role. Tags that are not named at all are refused.
 *
 * The callers' own policies must allow `sts:TagSession` too; that of the group does.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 * @example
 * new TrustingRole(stack, 'SecurityReadOnlyRole', {
 *   assumingAccount: '111111111111',
 *   sessionTags: [SessionTag.required('Ticket'), SessionTag.optional('Team')],
 * });
 */
export class SessionTag {
  /**
   * Callers may pass this tag, with any value.
   *
   * @param key at most 128 characters
   */
  public static optional(key: string): SessionTag {
    return new SessionTag(key, false, []);
  }

  /**
   * Callers must pass this tag. The console cannot.
   *
   * @param key at most 128 characters
   * @param values the values that will do, at most 256 characters each; any where none is given
   */
  public static required(key: string, ...values: string[]): SessionTag {
    return new SessionTag(key, true, values);
  }

  private constructor(
    /** @internal */
    public readonly _key: string,
    /** @internal */
    public readonly _required: boolean,
    /** @internal */
    public readonly _values: string[],
  ) {}

  /** @internal */
  public get _block(): ConditionBlock {
    const key = `aws:RequestTag/${this._key}`;
    if (!this._required) {
      return {};
    }
    return this._values.length > 0 ? { StringEquals: { [key]: this._values } } : { StringLike: { [key]: '*' } };
  }
}
