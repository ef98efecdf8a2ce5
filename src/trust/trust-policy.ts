import { AccountPrincipal, AnyPrincipal, PolicyDocument, PolicyStatement, PrincipalBase, PrincipalPolicyFragment } from 'aws-cdk-lib/aws-iam';
import { Lazy, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { appliesTo, ConditionBlock, merged, TrustCondition } from './conditions/trust-condition';
import { principalName, describePrincipals } from './describe-principals';
import { PrincipalScope } from './principal-scope';
import { PrincipalType } from './principal-type';
import { literalText } from '../core/policy-size';
import { ErrorContext } from '../core/validation-error';

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
  private readonly trusted = new Map<PrincipalType, Map<string, string[]>>();

  constructor(
    private readonly errors: ErrorContext,
    private readonly accounts: TrustAccounts,
    private readonly conditions: TrustCondition[],
  ) {}

  /** Trusts one more scope. Returns the statements that this takes. */
  public add(scope: PrincipalScope): PolicyStatement[] {
    const { type, values } = scope._config;
    const known = this.trusted.get(type);
    const principals = known ?? new Map<string, string[]>();
    this.trusted.set(type, principals);
    values(this.errors, this.accounts.assuming).forEach((ofOne) => principals.set(ofOne[0], ofOne));
    return known ? [] : [this.assuming(type), ...this.additionalActions(type)];
  }

  /** Whether principals of this kind get in by the trust in the whole account, with the conditions it sets. */
  public trustsAll(type: PrincipalType): boolean {
    return this.trusted.has(PrincipalType.ACCOUNT) && this.conditionsFor(PrincipalType.ACCOUNT).every((condition) => appliesTo(condition, type));
  }

  /** Whether all principals of a scope are among those trusted by name. */
  public includes(scope: PrincipalScope, role: Construct): boolean {
    const trusted = this.principals.flat();
    // Resolving is slow, and necessary only for tokens, of which two may stand for the same text.
    const isTrusted = (value: string) => trusted.includes(value)
      || trusted.some((other) => literalText(role, other) === literalText(role, value));
    return scope._config.values(this.errors, this.accounts.assuming).flat().every(isTrusted);
  }

  /** Whether all are known by name, neither as an account nor as an organization. */
  public get isForCertainPrincipals(): boolean {
    return [...this.trusted.keys()].every(({ comparison, anyAccount }) => comparison && !anyAccount);
  }

  /** Whether some may be of other accounts than the assuming one. */
  public get isOpenToOtherAccounts(): boolean {
    return [...this.trusted.keys()].some(({ anyAccount }) => anyAccount);
  }

  /** Whether anybody trusted can meet a condition. */
  public canBeMet(condition: TrustCondition): boolean {
    return [...this.trusted.keys()].some((type) => appliesTo(condition, type));
  }

  /** Whether the name of every session is that of its user, of whom there is but one of that name. */
  public get namesSessionsByUser(): boolean {
    const condition = this.conditions.find(({ settings }) => settings?.userNameAsSessionName);
    return condition !== undefined && [...this.trusted.keys()].every((type) => !type.anyAccount && appliesTo(condition, type));
  }

  /** What each principal is compared with: a permission set with two patterns. */
  public get principals(): string[][] {
    return [...this.trusted.values()].flatMap((ofType) => [...ofType.values()]);
  }

  /** Who is trusted, for people who read. */
  public describePrincipals(): string[] {
    return [...this.trusted].map(([type, ofType]) => describePrincipals(type, [...ofType.keys()], this.accounts.assuming));
  }

  /** What is asked of some of them. */
  public get applicableConditions(): TrustCondition[] {
    return this.conditions.filter((condition) => this.canBeMet(condition));
  }

  /** The same, for people who read. */
  public describeConditions(): string[] {
    const types = [...this.trusted.keys()];
    return this.applicableConditions.map((condition) =>
      types.every((type) => appliesTo(condition, type)) ? condition.description : `${condition.description}, if an IAM user`);
  }

  /** The name of the only user who is trusted, where nobody else is. */
  public get onlyUser(): string | undefined {
    const [[type, users], ...others] = this.trusted;
    return type === PrincipalType.USERS && users.size === 1 && others.length === 0
      ? principalName([...users.keys()][0]).split('/').pop()
      : undefined;
  }

  private assuming(type: PrincipalType): PolicyStatement {
    const blocks = this.conditionsFor(type).map(({ block }) => block);
    return this.statement('sts:AssumeRole', type, merged([this.principalCondition(type), ...blocks]));
  }

  /** What is done besides is allowed for the whole assuming account: who assumes, and how, has been asked before. The CDK writes it once. */
  private additionalActions(type: PrincipalType): PolicyStatement[] {
    const principalCondition = type.anyAccount ? this.principalCondition(type) : {};
    return this.conditions.flatMap(({ additionalAction }) => additionalAction ?? [])
      .map(({ action, block }) => this.statement(action, type, merged([principalCondition, block])));
  }

  private statement(action: string, { anyAccount }: PrincipalType, conditions: ConditionBlock): PolicyStatement {
    const principal = anyAccount ? new AnyPrincipal() : new AccountPrincipal(this.accounts.assuming);
    return new PolicyStatement({ actions: [action], principals: [principal], conditions });
  }

  private conditionsFor(type: PrincipalType): TrustCondition[] {
    return this.conditions.filter((condition) => appliesTo(condition, type));
  }

  /**
   * The trusting account's own principals are kept out of what is open to any account: the wildcard would let them in
   * without a policy of theirs.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
   */
  private principalCondition(type: PrincipalType): ConditionBlock {
    const { comparison } = type;
    if (!comparison) {
      return {};
    }
    return {
      // As a string: the CDK takes all other tokens for equal, and would merge statements of users and roles into one.
      [comparison.operator]: { [comparison.key]: Token.asString(Lazy.any({ produce: () => this.oneOrMore(type) })) },
      ...(type.anyAccount && { StringNotEquals: { 'aws:PrincipalAccount': this.accounts.trusting } }),
    };
  }

  private oneOrMore(type: PrincipalType): string | string[] {
    const values = [...this.trusted.get(type)!.values()].flat();
    return values.length === 1 ? values[0] : values;
  }
}

/** Hands ready statements to the CDK's role, which takes principals only. */
export class PolicyStatementsPrincipal extends PrincipalBase {
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
