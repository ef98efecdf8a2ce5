import { AccountPrincipal, AnyPrincipal, PolicyDocument, PolicyStatement, PrincipalBase, PrincipalPolicyFragment } from 'aws-cdk-lib/aws-iam';
import { Lazy, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkUserNameLengths } from './conditions/role-session-name';
import { appliesTo, ConditionBlock, merged, TrustCondition } from './conditions/trust-condition';
import { principalName, describePrincipals } from './describe-principals';
import { PrincipalScope } from './principal-scope';
import { PrincipalType } from './principal-type';
import { literalText } from '../core/policy-size';
import { ErrorContext } from '../core/validation-error';
import { NamedValue } from '../core/value-validation';

/** A type of principal that a role trusts, and the conditions that it must meet. */
export interface TrustedType {
  readonly type: PrincipalType;
  readonly conditions: TrustCondition[];
}

/** The account that assumes, and the account of the role. */
export interface TrustAccounts {
  readonly assuming: string;
  /** Can be a token, because only the trusting account's template contains it. */
  readonly trusting: string;
}

/**
 * The trust policy of a role: one statement for each kind of principal, with the conditions that this kind can meet.
 *
 * Principals of one kind share a statement, which keeps the policy short. They can be added until synth.
 */
export class TrustPolicy {
  /** The values that the condition compares, for each principal, by the first of its values. */
  private readonly trusted = new Map<PrincipalType, Map<string, string[]>>();
  private readonly scopes: PrincipalScope[] = [];

  /** The statements as they were added, whatever becomes of them in the role. */
  private readonly written: PolicyStatement[] = [];

  constructor(
    private readonly errors: ErrorContext,
    private readonly accounts: TrustAccounts,
    private readonly conditions: TrustCondition[],
  ) {}

  /** Adds the principals of a scope. Returns the statements for a kind of principal that is new. */
  public add(scope: PrincipalScope): PolicyStatement[] {
    const { type, values } = scope._config;
    const known = this.trusted.get(type);
    const principals = known ?? new Map<string, string[]>();
    this.trusted.set(type, principals);
    const added = values(this.errors, this.accounts.assuming);
    if (type === PrincipalType.USERS) {
      checkUserNameLengths(this.errors, this.conditions, added.map(([arn]) => arn.slice(arn.lastIndexOf('/') + 1)));
    }
    added.forEach((ofOne) => principals.set(ofOne[0], ofOne));
    this.scopes.push(scope);
    const statements = known ? [] : [this.assuming(type), ...this.additionalActions(type)];
    this.written.push(...statements.map((statement) => statement.copy()));
    return statements;
  }

  /** All statements that `add` has returned. */
  public get statements(): readonly PolicyStatement[] {
    return this.written;
  }

  /** Checks the names of all principals once more, as far as they have become known. */
  public checkPrincipals(errors: ErrorContext): void {
    this.scopes.forEach(({ _config }) => _config.values(errors, this.accounts.assuming));
  }

  /** Whether the statement for the whole account covers principals of this kind: they can meet all its conditions. */
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

  /** The types of the trusted principals, in the order in which they were added. */
  public get trustedTypes(): TrustedType[] {
    return [...this.trusted.keys()].map((type) => ({ type, conditions: this.conditionsFor(type) }));
  }

  /** Whether all principals are named, and none is a whole account or organization. */
  public get isForCertainPrincipals(): boolean {
    return [...this.trusted.keys()].every(({ comparison, anyAccount }) => comparison && !anyAccount);
  }

  /** Whether the role trusts principals of other accounts than the assuming one. */
  public get isOpenToOtherAccounts(): boolean {
    return [...this.trusted.keys()].some(({ anyAccount }) => anyAccount);
  }

  /** Whether any trusted principal can meet a condition. */
  public canBeMet(condition: TrustCondition): boolean {
    return [...this.trusted.keys()].some((type) => appliesTo(condition, type));
  }

  /** Whether every session has the name of its IAM user, in one account, where user names are unique. */
  public get namesSessionsByUser(): boolean {
    const condition = this.conditions.find(({ settings }) => settings?.userNameAsSessionName);
    return condition !== undefined && [...this.trusted.keys()].every((type) => !type.anyAccount && appliesTo(condition, type));
  }

  /** The values that the condition compares, for each principal: a permission set has two patterns. */
  public get principals(): string[][] {
    return [...this.trusted.values()].flatMap((ofType) => [...ofType.values()]);
  }

  /** The values of all conditions, each by its prop and key. */
  public get values(): NamedValue[] {
    return [
      ...[...this.trusted].flatMap(([{ comparison }, ofType]) => [...ofType.values()].flat()
        .map((value): NamedValue => [`principals ${comparison?.key}`, value])),
      ...this.applicableConditions.flatMap(({ prop, block, additionalAction }) => [block, additionalAction?.block ?? {}].flatMap(Object.values)
        .flatMap((keys) => Object.entries(keys).map(([key, value]): NamedValue => [`${prop} ${key}`, value]))),
    ];
  }

  /** Describes the trusted principals, for users. */
  public describePrincipals(): string[] {
    return [...this.trusted].map(([type, ofType]) => describePrincipals(type, [...ofType.keys()], this.accounts.assuming));
  }

  /** The conditions that at least one trusted principal must meet. */
  public get applicableConditions(): TrustCondition[] {
    return this.conditions.filter((condition) => this.canBeMet(condition));
  }

  /** Describes these conditions, for users. */
  public describeConditions(): string[] {
    const types = [...this.trusted.keys()];
    return this.applicableConditions.map((condition) =>
      types.every((type) => appliesTo(condition, type)) ? condition.description : `${condition.description}, if an IAM user`);
  }

  /** The user name if the role trusts one IAM user and no other principal. */
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

  /**
   * Additional actions are allowed for the whole assuming account, because the statement for `sts:AssumeRole` checks the principal. The CDK
   * merges equal statements.
   */
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
   * A statement for any account excludes the trusting account: its principals could assume the role without a policy that allows it.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
   */
  private principalCondition(type: PrincipalType): ConditionBlock {
    const { comparison } = type;
    if (!comparison) {
      return {};
    }
    return {
      // A string, because the CDK treats all other tokens as equal, and would merge the statements of users and roles.
      [comparison.operator]: { [comparison.key]: Token.asString(Lazy.any({ produce: () => this.oneOrMore(type) })) },
      ...(type.anyAccount && { StringNotEquals: { 'aws:PrincipalAccount': this.accounts.trusting } }),
    };
  }

  private oneOrMore(type: PrincipalType): string | string[] {
    const values = [...this.trusted.get(type)!.values()].flat();
    return values.length === 1 ? values[0] : values;
  }
}

/** A principal that adds ready statements to a trust policy, because `iam.Role` accepts only principals. */
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
