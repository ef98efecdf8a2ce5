import { AccountPrincipal, AnyPrincipal, PolicyDocument, PolicyStatement, PrincipalBase, PrincipalPolicyFragment } from 'aws-cdk-lib/aws-iam';
import { Lazy, Token } from 'aws-cdk-lib/core';
import { canBeMetBy, ConditionBlock, merged, TrustCondition } from './conditions/trust-condition';
import { principalName, principalsInWords } from './describe-principals';
import { PrincipalScope } from './principal-scope';
import { PrincipalKind } from './principal-type';
import { Place } from '../core/validation-error';

/** The accounts on both sides of a trust. */
export interface TrustAccounts {
  readonly assuming: string;
  /** May be a token: it is used in the trusting account's own template only. */
  readonly trusting: string;
}

/**
 * Who may assume a role: one statement for each kind of principal, with the conditions that kind can satisfy.
 *
 * Principals of one kind share a statement, which keeps the policy small, and may be added until synth.
 */
export class TrustPolicy {
  /** What each principal is compared with, by its first value. */
  private readonly trusted = new Map<PrincipalKind, Map<string, string[]>>();

  constructor(
    private readonly at: Place,
    private readonly accounts: TrustAccounts,
    private readonly conditions: TrustCondition[],
  ) {}

  /** Trusts one more scope. Returns the statements that this takes. */
  public add(scope: PrincipalScope): PolicyStatement[] {
    const { kind, values } = scope._trusted;
    const known = this.trusted.get(kind);
    const principals = known ?? new Map<string, string[]>();
    this.trusted.set(kind, principals);
    values(this.at, this.accounts.assuming).forEach((ofOne) => principals.set(ofOne[0], ofOne));
    return known ? [] : [this.assuming(kind), ...this.besides(kind)];
  }

  /** Whether principals of this kind get in by the trust in the whole account, with the conditions it sets. */
  public trustsAll(kind: PrincipalKind): boolean {
    return this.trusted.has(PrincipalKind.ACCOUNT) && this.conditionsFor(PrincipalKind.ACCOUNT).every((condition) => canBeMetBy(condition, kind));
  }

  /** Whether all are known by name, neither as an account nor as an organization. */
  public get isForCertainPrincipals(): boolean {
    return [...this.trusted.keys()].every(({ comparison, ofAnyAccount }) => comparison && !ofAnyAccount);
  }

  /** Whether some may be of other accounts than the assuming one. */
  public get isOpenToOtherAccounts(): boolean {
    return [...this.trusted.keys()].some(({ ofAnyAccount }) => ofAnyAccount);
  }

  /** Whether anybody trusted can meet a condition. */
  public canBeMet(condition: TrustCondition): boolean {
    return [...this.trusted.keys()].some((kind) => canBeMetBy(condition, kind));
  }

  /** Whether the name of every session is that of its user, of whom there is but one of that name. */
  public get namesSessionsByUser(): boolean {
    const condition = this.conditions.find(({ settings }) => settings?.userNameAsSessionName);
    return condition !== undefined && [...this.trusted.keys()].every((kind) => !kind.ofAnyAccount && canBeMetBy(condition, kind));
  }

  /** What each principal is compared with: a permission set with two patterns. */
  public get principals(): string[][] {
    return [...this.trusted.values()].flatMap((ofKind) => [...ofKind.values()]);
  }

  /** Who is trusted, for people who read. */
  public inWords(): string[] {
    return [...this.trusted].map(([kind, ofKind]) => principalsInWords(kind, [...ofKind.keys()], this.accounts.assuming));
  }

  /** What is asked of some of them. */
  public get asked(): TrustCondition[] {
    return this.conditions.filter((condition) => this.canBeMet(condition));
  }

  /** The same, for people who read. */
  public conditionsInWords(): string[] {
    const kinds = [...this.trusted.keys()];
    return this.asked.map((condition) =>
      kinds.every((kind) => canBeMetBy(condition, kind)) ? condition.words : `${condition.words}, if an IAM user`);
  }

  /** The name of the only user who is trusted, where nobody else is. */
  public get onlyUser(): string | undefined {
    const [[kind, users], ...others] = this.trusted;
    return kind === PrincipalKind.USERS && users.size === 1 && others.length === 0
      ? principalName([...users.keys()][0]).split('/').pop()
      : undefined;
  }

  private assuming(kind: PrincipalKind): PolicyStatement {
    const blocks = this.conditionsFor(kind).map(({ block }) => block);
    return this.statement('sts:AssumeRole', kind, merged([this.narrowing(kind), ...blocks]));
  }

  /** What is done besides is allowed for the whole assuming account: who assumes, and how, has been asked before. The CDK writes it once. */
  private besides(kind: PrincipalKind): PolicyStatement[] {
    const narrowing = kind.ofAnyAccount ? this.narrowing(kind) : {};
    return this.conditions.flatMap(({ besides }) => besides ? this.statement(besides.action, kind, merged([narrowing, besides.block])) : []);
  }

  private statement(action: string, { ofAnyAccount }: PrincipalKind, conditions: ConditionBlock): PolicyStatement {
    const principal = ofAnyAccount ? new AnyPrincipal() : new AccountPrincipal(this.accounts.assuming);
    return new PolicyStatement({ actions: [action], principals: [principal], conditions });
  }

  private conditionsFor(kind: PrincipalKind): TrustCondition[] {
    return this.conditions.filter((condition) => canBeMetBy(condition, kind));
  }

  /**
   * The trusting account's own principals are kept out of what is open to any account: the wildcard would let them in
   * without a policy of theirs.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
   */
  private narrowing(kind: PrincipalKind): ConditionBlock {
    const { comparison } = kind;
    if (!comparison) {
      return {};
    }
    return {
      // As a string: the CDK takes all other tokens for equal, and would merge statements of users and roles into one.
      [comparison.operator]: { [comparison.key]: Token.asString(Lazy.any({ produce: () => this.oneOrMore(kind) })) },
      ...(kind.ofAnyAccount && { StringNotEquals: { 'aws:PrincipalAccount': this.accounts.trusting } }),
    };
  }

  private oneOrMore(kind: PrincipalKind): string | string[] {
    const values = [...this.trusted.get(kind)!.values()].flat();
    return values.length === 1 ? values[0] : values;
  }
}

/** Hands ready statements to the CDK's role, which takes principals only. */
export class TrustedByStatements extends PrincipalBase {
  public readonly policyFragment = new PrincipalPolicyFragment({});

  constructor(private readonly statements: PolicyStatement[]) {
    super();
  }

  public addToAssumeRolePolicy(document: PolicyDocument): void {
    document.addStatements(...this.statements);
  }

  public dedupeString(): string | undefined {
    return undefined;
  }
}
