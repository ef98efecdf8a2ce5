import { IPrincipal, AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import { Lazy } from 'aws-cdk-lib/core';
import { PrincipalKind } from './principal-kind';
import { PrincipalScope } from './principal-scope';
import { MfaRequirement } from '../conditions/mfa-requirement';
import { iamArn } from '../private/arns';
import { Place } from '../private/validation-error';

/**
 * Who may assume a role: one statement for each kind of principal, with the conditions that kind can satisfy.
 *
 * Principals of one kind share a statement, which keeps the policy small, and may be added until synth.
 */
export class TrustPolicy {
  /** The `aws:PrincipalArn` values of each principal, by its first. */
  private readonly arns = new Map<PrincipalKind, Map<string, string[]>>();

  constructor(
    private readonly at: Place,
    private readonly assumingAccount: string,
    private readonly mfa: MfaRequirement,
  ) {}

  /** Trusts one more scope. Returns the principals of statements that were not there before. */
  public add(scope: PrincipalScope): IPrincipal[] {
    const { kind, resources } = scope._trusted;
    const known = this.arns.get(kind);
    const trusted = known ?? new Map<string, string[]>();
    this.arns.set(kind, trusted);
    for (const ofOne of resources(this.at, this.assumingAccount)) {
      const arns = ofOne.map((resource) => iamArn(this.assumingAccount, resource));
      trusted.set(arns[0], arns);
    }
    return known ? [] : [this.principalFor(kind)];
  }

  /** Whether principals of this kind get in by the trust in the whole account, with the conditions it sets. */
  public trustsAll(kind: PrincipalKind): boolean {
    return this.arns.has(PrincipalKind.ACCOUNT) && (kind.includesUsers || !this.mfa._required);
  }

  /** Whether MFA is asked of anybody. */
  public get requiresMfa(): boolean {
    return this.mfa._required && [...this.arns.keys()].some((kind) => kind.includesUsers);
  }

  /** The `aws:PrincipalArn` values of each principal: a permission set has two. */
  public get principals(): string[][] {
    return [...this.arns.values()].flatMap((ofKind) => [...ofKind.values()]);
  }

  private principalFor(kind: PrincipalKind): IPrincipal {
    const mfa = this.mfa._conditionsFor(kind);
    const narrowing = kind === PrincipalKind.ACCOUNT ? {} : {
      [kind.arnOperator]: { 'aws:PrincipalArn': Lazy.any({ produce: () => this.oneOrMore(kind) }) },
    };
    const root = new AccountPrincipal(this.assumingAccount);
    const conditions = { ...narrowing, ...mfa };
    return Object.keys(conditions).length > 0 ? root.withConditions(conditions) : root;
  }

  private oneOrMore(kind: PrincipalKind): string | string[] {
    const arns = [...this.arns.get(kind)!.values()].flat();
    return arns.length === 1 ? arns[0] : arns;
  }
}
