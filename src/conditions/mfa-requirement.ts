import { Duration } from 'aws-cdk-lib/core';
import { PrincipalKind } from '../principals/principal-kind';
import { Place } from '../private/validation-error';

/** How strong a required MFA must be. */
export interface RequiredMfaOptions {
  /**
   * The longest time since the caller entered the MFA code, in whole seconds.
   *
   * @default - any MFA of the caller's running session will do
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   */
  readonly maxAge?: Duration;
}

/**
 * Whether a caller must have signed in with multi-factor authentication (MFA).
 *
 * Only IAM users can carry it. Sessions of roles and of IAM Identity Center never do, so it is never asked of them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export class MfaRequirement {
  /** The caller must have signed in with MFA. Long-term access keys alone never satisfy it. */
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
   * The conditions of a trust statement for principals of one kind.
   *
   * Always `Bool`: `BoolIfExists` would let in long-term keys, which lack the key. Not required means no condition at
   * all: a condition on `"false"` would shut out everybody.
   *
   * @internal
   */
  public _conditionsFor(kind: PrincipalKind): Record<string, Record<string, string>> {
    if (!this._required || !kind.includesUsers) {
      return {};
    }
    return {
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      ...(this.maxAge && { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': this.maxAge.toSeconds().toString() } }),
    };
  }

  /** @internal */
  public _check(at: Place): void {
    if (this.maxAge && !this.maxAge.isUnresolved() && !(this.maxAge.toMilliseconds() >= 1000 && this.maxAge.toMilliseconds() % 1000 === 0)) {
      at.reject(`mfa maxAge of ${this.maxAge.toMilliseconds()} ms is not a whole number of seconds above zero`,
        'use Duration.hours(1), for example');
    }
  }
}
