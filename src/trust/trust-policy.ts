import { AccountPrincipal, AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Lazy, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkUserNameLengths } from './conditions/role-session-name';
import { appliesTo, ConditionBlock, merged, TrustCondition } from './conditions/trust-condition';
import { principalName, describePrincipals } from './describe-principals';
import { PrincipalScope } from './principal-scope';
import { PrincipalType } from './principal-type';
import { accountOfApplication } from './principals/account-access-manager';
import { TrustAccounts } from './trust-accounts';
import { accountOfPrincipals } from './trusted-principals';
import { literalText } from '../core/policy-size';
import { ErrorContext } from '../core/validation-error';
import { NamedValue } from '../core/value-validation';

/** A type of principal that a role trusts, and the conditions that it must meet. */
export interface TrustedType {
  readonly type: PrincipalType;
  readonly conditions: TrustCondition[];
}

/** Principals of one kind in one account, which share a statement. */
interface PrincipalGroup {
  readonly type: PrincipalType;
  readonly account: string;
  /** The values that the condition compares, for each principal, by the first of its values. */
  readonly principals: Map<string, string[]>;
}

/**
 * The trust policy of a role: one statement for each kind of principal in each account, with the conditions that this kind can meet.
 *
 * Principals of one kind and account share a statement, which keeps the policy short. They can be added until synth.
 */
export class TrustPolicy {
  private readonly groups: PrincipalGroup[] = [];
  private readonly scopes: PrincipalScope[] = [];

  /** The statements as they were added, whatever becomes of them in the role. */
  private readonly written: PolicyStatement[] = [];

  constructor(
    private readonly errors: ErrorContext,
    private readonly accounts: TrustAccounts,
    private readonly conditions: TrustCondition[],
  ) {}

  /** Adds the principals of a scope. Returns the statements for a kind of principal that is new in its account. */
  public add(scope: PrincipalScope): PolicyStatement[] {
    const { type } = scope._config;
    const added = this.valuesOf(this.errors, scope);
    const account = accountOfPrincipals(this.errors, scope._config, this.accounts);
    if (type === PrincipalType.USERS) {
      checkUserNameLengths(this.errors, this.conditions, added.map(([arn]) => arn.slice(arn.lastIndexOf('/') + 1)));
    }
    const known = this.groups.find((group) => group.type === type && group.account === account);
    const group = known ?? { type, account, principals: new Map<string, string[]>() };
    added.forEach((ofOne) => group.principals.set(ofOne[0], ofOne));
    this.scopes.push(scope);
    if (known) {
      return [];
    }
    this.groups.push(group);
    const statements = [...this.assuming(group), ...this.additionalActions(group)];
    this.written.push(...statements.map((statement) => statement.copy()));
    return statements;
  }

  /** All statements that `add` has returned. */
  public get statements(): readonly PolicyStatement[] {
    return this.written;
  }

  /** Checks the names of all principals once more, as far as they have become known. */
  public checkPrincipals(errors: ErrorContext): void {
    this.scopes.forEach((scope) => this.valuesOf(errors, scope));
  }

  /** Whether all principals of this kind in the assuming account are trusted: as roles, or with an account all of whose conditions they can meet. */
  public trustsAll(type: PrincipalType): boolean {
    const ofAssumingAccount = this.groups.filter(({ account }) => account === this.accounts.assuming);
    return ofAssumingAccount.some((group) => group.type === PrincipalType.ANY_ROLE && type === PrincipalType.ROLES
      || group.type === PrincipalType.ACCOUNT && this.conditionsFor(PrincipalType.ACCOUNT).every((condition) => appliesTo(condition, type)));
  }

  /** Whether all principals of a scope are among those trusted by name. */
  public includes(scope: PrincipalScope, role: Construct): boolean {
    const trusted = this.principals.flat();
    // Resolving is slow, and necessary only for tokens, of which two may stand for the same text.
    const isTrusted = (value: string) => trusted.includes(value)
      || trusted.some((other) => literalText(role, other) === literalText(role, value));
    return this.valuesOf(this.errors, scope).flat().every(isTrusted);
  }

  /** The types of the trusted principals, in the order in which they were added. */
  public get trustedTypes(): TrustedType[] {
    return this.groups.map(({ type }) => ({ type, conditions: this.conditionsFor(type) }));
  }

  /** Whether principals of the assuming account are trusted by their names only, and not with a whole account or organization. */
  public get isForCertainPrincipals(): boolean {
    return this.groups.every(({ type, account }) => !type.anyAccount && (type.comparison || account !== this.accounts.assuming));
  }

  /** Whether the role trusts principals of other accounts than the assuming one. */
  public get isOpenToOtherAccounts(): boolean {
    return this.groups.some((group) => this.isElsewhere(group));
  }

  /** Whether only AWS services are trusted, and no identity can assume the role. */
  public get isForServices(): boolean {
    return this.groups.every(({ type }) => type.service !== undefined);
  }

  /** Whether a kind of principal is trusted, in any account. */
  public trusts(type: PrincipalType): boolean {
    return this.groups.some((group) => group.type === type);
  }

  /** Whether any trusted principal can meet a condition. */
  public canBeMet(condition: TrustCondition): boolean {
    return this.groups.some(({ type }) => appliesTo(condition, type));
  }

  /** Whether every session has the name of its IAM user, in one account, where user names are unique. */
  public get namesSessionsByUser(): boolean {
    const condition = this.conditions.find(({ settings }) => settings?.userNameAsSessionName);
    return condition !== undefined && this.groups.every((group) => !this.isElsewhere(group) && appliesTo(condition, group.type));
  }

  /** The values that the condition compares, for each principal: a permission set has two patterns. */
  public get principals(): string[][] {
    return this.groups.flatMap(({ principals }) => [...principals.values()]);
  }

  /** The organizations that are trusted, and those of trusted paths as far as they are known. */
  public get organizations(): string[] {
    const values = (type: PrincipalType) => this.groups.filter((group) => group.type === type).flatMap(({ principals }) => [...principals.keys()]);
    const paths = values(PrincipalType.ORGANIZATION_PATHS).filter((path) => !Token.isUnresolved(path));
    return [...values(PrincipalType.ORGANIZATION), ...paths.map((path) => path.split('/')[0])];
  }

  /** The organization that every principal must be in. */
  public get organizationId(): string | undefined {
    const { block } = this.conditions.find(({ prop }) => prop === 'organizationId') ?? {};
    return block && Object.values(block.StringEquals)[0] as string;
  }

  /** The values of all conditions, each by its prop and key. */
  public get values(): NamedValue[] {
    return [
      ...this.groups.flatMap(({ type, principals }) => [...principals.values()].flat()
        .map((value): NamedValue => [`principals ${type.comparison?.key}`, value])),
      ...this.applicableConditions.flatMap(({ prop, block, additionalAction }) =>
        [block, ...this.groups.map(({ type }) => additionalAction?.blockFor(type) ?? {})].flatMap(Object.values)
          .flatMap((keys) => Object.entries(keys).map(([key, value]): NamedValue => [`${prop} ${key}`, value]))),
    ];
  }

  /** Describes the trusted principals, for users. */
  public describePrincipals(): string[] {
    return this.groups.map((group) => describePrincipals(
      group.type, [...group.principals.keys()], group.account, !group.type.anyAccount && this.isElsewhere(group)));
  }

  /** The conditions that at least one trusted principal must meet. */
  public get applicableConditions(): TrustCondition[] {
    return this.conditions.filter((condition) => this.canBeMet(condition));
  }

  /** Describes these conditions, for users. */
  public describeConditions(): string[] {
    return this.applicableConditions.map((condition) => {
      const exempt = this.groups.map(({ type }) => type).filter((type) => !appliesTo(condition, type));
      const isOfUsers = exempt.some(({ service }) => !service);
      return `${condition.description}${isOfUsers ? ', if an IAM user' : exempt.length > 0 ? ', except by account access manager' : ''}`;
    });
  }

  /** The user name if the role trusts one IAM user and no other principal. */
  public get onlyUser(): string | undefined {
    const [{ type, principals }, ...others] = this.groups;
    return type === PrincipalType.USERS && principals.size === 1 && others.length === 0
      ? principalName([...principals.keys()][0]).split('/').pop()
      : undefined;
  }

  private valuesOf(errors: ErrorContext, { _config }: PrincipalScope): string[][] {
    return _config.values(errors, accountOfPrincipals(errors, _config, this.accounts));
  }

  private isElsewhere({ type, account }: PrincipalGroup): boolean {
    return type.anyAccount || account !== this.accounts.assuming;
  }

  private assuming(group: PrincipalGroup): PolicyStatement[] {
    const principalCondition = this.principalCondition(group);
    const blocks = this.conditionsFor(group.type).map(({ block }) => block).filter((block) => Object.keys(block).length > 0);
    if (!group.type.service) {
      return [this.statement(['sts:AssumeRole'], group, merged([principalCondition, ...blocks]))];
    }
    // As AWS documents it. Not every condition key of the first action exists for the second, which allows nothing without the first.
    return blocks.length === 0
      ? [this.statement(['sts:AssumeRole', 'sts:SetContext'], group, principalCondition)]
      : [this.statement(['sts:AssumeRole'], group, merged([principalCondition, ...blocks])), this.statement(['sts:SetContext'], group, principalCondition)];
  }

  /**
   * Additional actions are allowed for the whole account, because the statement for `sts:AssumeRole` checks the principal. The CDK merges
   * equal statements.
   */
  private additionalActions(group: PrincipalGroup): PolicyStatement[] {
    const principalCondition = group.type.anyAccount || group.type.service ? this.principalCondition(group) : {};
    return this.conditions.flatMap(({ additionalAction }) => {
      const block = additionalAction?.blockFor(group.type);
      return block ? this.statement([additionalAction!.action], group, merged([principalCondition, block])) : [];
    });
  }

  private statement(actions: string[], { type, account }: PrincipalGroup, conditions: ConditionBlock): PolicyStatement {
    const principal = type.service ? new ServicePrincipal(type.service) : type.anyAccount ? new AnyPrincipal() : new AccountPrincipal(account);
    return new PolicyStatement({ actions, principals: [principal], conditions });
  }

  private conditionsFor(type: PrincipalType): TrustCondition[] {
    return this.conditions.filter((condition) => appliesTo(condition, type));
  }

  /**
   * A statement for any account excludes the trusting account: its principals could assume the role without a policy that allows it.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
   */
  private principalCondition({ type: { comparison, anyAccount, service }, principals }: PrincipalGroup): ConditionBlock {
    if (service) {
      return applicationCondition(principals);
    }
    if (!comparison) {
      return {};
    }
    return {
      // A string, because the CDK treats all other tokens as equal, and would merge the statements of users and roles.
      [comparison.operator]: { [comparison.key]: Token.asString(Lazy.any({ produce: () => oneOrMore([...principals.values()].flat()) })) },
      ...(anyAccount && { StringNotEquals: { 'aws:PrincipalAccount': this.accounts.trusting } }),
    };
  }
}

/** The account of an application is in its ARN. AWS documents both conditions. */
function applicationCondition(applications: Map<string, string[]>): ConditionBlock {
  const lazily = (values: () => string[]) => Token.asString(Lazy.any({ produce: () => oneOrMore(values()) }));
  return {
    StringEquals: {
      'aws:SourceAccount': lazily(() => [...new Set([...applications.keys()].map(accountOfApplication))]),
      'aws:SourceArn': lazily(() => [...applications.keys()]),
    },
  };
}

function oneOrMore(values: string[]): string | string[] {
  return values.length === 1 ? values[0] : values;
}
