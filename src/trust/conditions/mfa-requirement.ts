import { Duration, Tokenization } from 'aws-cdk-lib/core';
import { TrustCondition } from './trust-condition';
import { knownMilliseconds } from '../../core/durations';
import { checkedArguments } from '../../core/runtime-types/check-types';
import { ErrorContext } from '../../core/validation-error';

/** A user's session lasts 36 hours at most. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
const LONGEST_SESSION = Duration.hours(36);

/** How strong a required MFA must be. */
export interface RequiredMfaOptions {
  /**
   * The longest time since the caller signed in with MFA: from 1 second to 36 hours, in whole seconds.
   *
   * @default - any MFA of the caller's running session will do
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   */
  readonly maxAge?: Duration;
}

/**
 * Whether a caller must have signed in with multi-factor authentication (MFA).
 *
 * Only IAM users can carry it. Sessions of roles and of IAM Identity Center never do, so it is never asked of them. To require it
 * where nobody who is trusted can carry it is an error of the construct that is given it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 * @example
 * new TrustingRole(stack, 'SecurityReadOnlyRole', {
 *   assumingAccount: '111111111111',
 *   mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }),
 * });
 */
@checkedArguments
export class MfaRequirement {
  /**
   * The caller must have signed in with MFA.
   *
   * Long-term access keys alone never satisfy it.
   *
   * @param options How fresh the MFA must be.
   */
  public static required(options: RequiredMfaOptions = {}): MfaRequirement {
    return new MfaRequirement(true, options.maxAge);
  }

  /** MFA plays no part: whoever is trusted gets in with or without it. */
  public static none(): MfaRequirement {
    return new MfaRequirement(false);
  }

  private constructor(
    /** @internal */
    public readonly _required: boolean,
    private readonly maxAge?: Duration,
  ) {}

  /**
   * Always `Bool`: `BoolIfExists` would let in long-term keys, which lack the key. Not required means no condition at
   * all: a condition on `"false"` would shut out everybody.
   *
   * @internal
   */
  public get _condition(): TrustCondition | undefined {
    return this._required ? {
      prop: 'mfa',
      description: `has signed in with MFA${this.maxAge ? `, at most ${describeDuration(this.maxAge)} ago` : ''}`,
      settings: { mfa: true },
      block: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        ...(this.maxAge && { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': Tokenization.stringifyNumber(this.maxAge.toSeconds()) } }),
      },
      appliesTo: ({ includesUsers }) => includesUsers,
      unmetReason: 'sessions of roles and permission sets carry no MFA',
    } : undefined;
  }

  /** @internal */
  public _check(errors: ErrorContext): void {
    const milliseconds = this.maxAge && knownMilliseconds(errors, 'mfa maxAge', this.maxAge);
    if (milliseconds !== undefined && !(milliseconds >= 1000 && milliseconds % 1000 === 0 && milliseconds <= LONGEST_SESSION.toMilliseconds())) {
      errors.fail(`mfa maxAge of ${milliseconds} ms is not a whole number of seconds between 1 second and 36 hours, the longest session with MFA`,
        'use Duration.hours(1), for example');
    }
  }
}

function describeDuration(age: Duration): string {
  return age.isUnresolved() ? `${Tokenization.stringifyNumber(age.toSeconds())} seconds` : age.toHumanString();
}
