import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkAccountId } from '../private/names';
import { Place } from '../private/validation-error';

/** An account that trusts, and where its role comes from. */
export class TrustingTarget {
  /**
   * The account of this construct's stack, in this CDK app.
   *
   * `CrossAccountReadOnlyAccess` makes the role there; an `AssumingGroup` of its own expects a `TrustingRole` of the
   * same name in it.
   *
   * @param scope a stack with a known account, or a construct in one
   */
  public static scope(scope: Construct): TrustingTarget {
    return new TrustingTarget('TrustingTarget.scope', scope);
  }

  /**
   * An account whose role is made elsewhere: by a `TrustingRole` in that account's own CDK app.
   *
   * @param accountId twelve digits
   */
  public static account(accountId: string): TrustingTarget {
    return new TrustingTarget('TrustingTarget.account', undefined, accountId);
  }

  private constructor(
    private readonly label: string,
    /** @internal */
    public readonly _scope?: Construct,
    private readonly accountId?: string,
  ) {}

  /**
   * The account that trusts. One that is not known at synth is rejected: in another account's template, a token for it
   * would mean that other account.
   *
   * @internal
   */
  public _account(at: Place): string {
    if (!this._scope) {
      return checkAccountId(at, this.label, this.accountId!);
    }
    if (!this._scope.node.scopes.some((ancestor) => Stack.isStack(ancestor))) {
      at.reject(`${this.label} ${JSON.stringify(this._scope.node.path)} is not in a stack`, 'give a stack, or a construct in one');
    }
    return checkAccountId(at, `the account of ${this.label} ${JSON.stringify(this._scope.node.path)}`, Stack.of(this._scope).account);
  }
}
