import { Expiration } from 'aws-cdk-lib/core';
import { checkDate, toIamDate } from './iam-date';
import { ConditionBlock, TrustCondition } from './trust-condition';
import { checkedArguments } from '../../core/runtime-types/check-types';
import { ErrorContext } from '../../core/validation-error';

/**
 * From when until when a role can be used.
 *
 * After its end nobody can assume the role, and sessions that are still running can do nothing more. Both limits are taken in
 * whole seconds.
 *
 * Synthesis warns in the last thirty days, and fails after the end. Both can be acknowledged, as
 * `cdk-cross-account-read-only-access:accessWindowEndsSoon` and `cdk-cross-account-read-only-access:accessWindowEnded`. A window that
 * ends before it begins is an error of the construct that is given it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
 * @example
 * new TrustingRole(stack, 'ProjectRole', {
 *   assumingAccount: '111111111111',
 *   accessWindow: AccessWindow.endingAt(Expiration.fromString('2099-12-31T23:59:59Z')),
 * });
 */
@checkedArguments
export class AccessWindow {
  /**
   * From now on, until an end.
   *
   * @param notAfter The last second in which the role can be used.
   */
  public static endingAt(notAfter: Expiration): AccessWindow {
    return new AccessWindow(undefined, notAfter);
  }

  /**
   * From a beginning on, without an end.
   *
   * @param notBefore The first second in which the role can be used.
   */
  public static startingAt(notBefore: Expiration): AccessWindow {
    return new AccessWindow(notBefore);
  }

  /**
   * From a beginning until an end, which must come later.
   *
   * @param notBefore The first second in which the role can be used.
   * @param notAfter The last second in which it can be used.
   */
  public static between(notBefore: Expiration, notAfter: Expiration): AccessWindow {
    return new AccessWindow(notBefore, notAfter);
  }

  private constructor(private readonly notBefore?: Expiration, private readonly notAfter?: Expiration) {}

  /** @internal */
  public get _condition(): TrustCondition {
    const { from, until } = this._limits;
    return {
      prop: 'accessWindow',
      description: `comes ${this._description}`,
      block: {
        ...(from && { DateGreaterThanEquals: { 'aws:CurrentTime': from } }),
        ...(until && { DateLessThanEquals: { 'aws:CurrentTime': until } }),
      },
    };
  }

  /** @internal */
  public get _description(): string {
    const { from, until } = this._limits;
    return [from && `from ${from} on`, until && `until ${until}`].filter(Boolean).join(' ');
  }

  /**
   * Its beginning and its end, as IAM writes dates.
   *
   * @internal
   */
  public get _limits(): { readonly from?: string; readonly until?: string } {
    return { from: this.notBefore && toIamDate(this.notBefore), until: this.notAfter && toIamDate(this.notAfter) };
  }

  /** @internal */
  public get _end(): Expiration | undefined {
    return this.notAfter;
  }

  /**
   * When running sessions are over.
   *
   * @internal
   */
  public _overBlock(): ConditionBlock | undefined {
    return this.notAfter && { DateGreaterThan: { 'aws:CurrentTime': toIamDate(this.notAfter) } };
  }

  /** @internal */
  public _check(errors: ErrorContext, prop: string): void {
    [this.notBefore, this.notAfter].forEach((limit) => limit && checkDate(errors, prop, limit));
    if (!this.notAfter) {
      return;
    }
    if (this.notBefore && this.notBefore.date >= this.notAfter.date) {
      errors.fail(`${prop} ends on ${toIamDate(this.notAfter)}, before it begins on ${toIamDate(this.notBefore)}`, 'give a beginning before the end');
    }
  }
}
