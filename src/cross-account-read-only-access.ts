import { Grant, IGrantable, IUser, Policy } from 'aws-cdk-lib/aws-iam';
import { Annotations, Aws, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { assumeRoleActions } from './assume-role-policy/assume-role-statement';
import { attachedPolicy, Grantee, granteeOf, inlinePoliciesQuota, isKnownAtSynth } from './assume-role-policy/grantee';
import { AssumingGroup } from './assuming-group';
import { accountOf } from './core/arns';
import { policySize } from './core/policy-size';
import { validateSameRole, RoleIdentity, roleIdentity, trustingRoleId } from './core/role-name';
import { checkedArguments, checkProps } from './core/runtime-types/check-types';
import { renderTokens } from './core/token-text';
import { checkAccountId, quoted } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { CrossAccountReadOnlyAccessProps } from './cross-account-read-only-access-props';
import { CliProfiles } from './sign-in/profiles/cli-profiles';
import { SignInInfo } from './sign-in/sign-in-info';
import { checkSignIn } from './sign-in/sign-in-validation';
import { SwitchRoleOptions } from './sign-in/switch-role/switch-role-options';
import { ResolvedAccount, resolveTargets } from './targets/resolve-targets';
import { TrustingTarget } from './targets/trusting-target';
import { warnOnExpiry } from './trust/conditions/access-window-expiry';
import { TrustCondition } from './trust/conditions/trust-condition';
import { trustOf } from './trust/trust';
import { TrustPolicy } from './trust/trust-policy';
import { TrustingRole } from './trusting-role';
import { TrustingRoleStackSet } from './trusting-role-stack-set';

/**
 * Lets people of one account look at other accounts, read-only: a group in the assuming account, where this construct
 * is made, and a role in each trusting account.
 *
 * The halves know each other by name only, so the stacks deploy in any order.
 *
 * Input that cannot work is an error at synth, whose message reads `construct path: what is wrong; what to do`.
 *
 * @throws ValidationError at synth for input that cannot work
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html
 * @example
 * new CrossAccountReadOnlyAccess(accountA, 'SecurityReadOnly', {
 *   users: [iam.User.fromUserName(accountA, 'UserA', 'userA')],
 *   trusting: [TrustingTarget.scope(accountB)],
 * });
 */
@checkedArguments
export class CrossAccountReadOnlyAccess extends Construct {
  /** The group in the assuming account, whose members may assume the roles. */
  public readonly group: AssumingGroup;

  /** The roles made in this app: one for each `TrustingTarget.scope`, and that of an organization's management account. */
  public readonly roles: TrustingRole[];

  /** The StackSets that make the role in other accounts, each with the role of its template. */
  public readonly stackSets: TrustingRoleStackSet[];

  /**
   * The ARNs of the roles of all trusting accounts, made here or elsewhere. In an organization, `*` stands for the account.
   *
   * @attribute
   */
  public readonly roleArns: string[];

  /**
   * The statement, as JSON, that a caller's own policy needs to assume the roles.
   *
   * Where there is more than one statement, it is a list of them. Paste it into the inline policy of a permission set, or into
   * the policy of an identity that is managed elsewhere.
   *
   * @attribute
   */
  public readonly assumeRoleStatementJson: string;

  /** How command-line tools get into the roles: the text of their configuration files. */
  public readonly cliProfiles: CliProfiles;

  /** @internal */
  public readonly _signIn: SignInInfo;

  /**
   * Whom the assumption is granted to, besides the members of the group.
   *
   * @internal
   */
  public readonly _grantees: Grantee[] = [];

  private readonly errors: ErrorContext;
  private readonly assumingAccount: string;
  private readonly conditions: TrustCondition[];
  /** Whom all roles are asked to trust, those that are made elsewhere too. */
  private readonly trustOfAll: TrustPolicy;

  /**
   * @param scope A stack of the assuming account, or a construct in one. The account must be known at synth.
   * @param id An id that no other construct in the scope has.
   * @param props Who looks, at which accounts, and what they may read there.
   */
  constructor(scope: Construct, id: string, props: CrossAccountReadOnlyAccessProps) {
    super(scope, id);
    this.errors = ErrorContext.of(this);
    checkProps(this.errors, 'CrossAccountReadOnlyAccessProps', props);
    this.assumingAccount = checkAccountId(this.errors, 'the account of its own stack', Stack.of(this).account);
    const identity = roleIdentity(this.errors, props);
    const targets = resolveTargets(this.errors, props.trusting, this.assumingAccount);
    // Checked here too, for where all roles are made elsewhere.
    checkSignIn(this.errors, props);
    const { policy: trust, conditions } = trustOf(this.errors, { assuming: this.assumingAccount, trusting: Aws.ACCOUNT_ID }, props);
    this.conditions = conditions;
    this.trustOfAll = trust;

    this.stackSets = targets.stackSetTargets.map((target) => this.stackSet(target, identity, props));
    this.roles = [
      ...targets.accounts.flatMap((known) => this.trustingRoles(known, identity, props)),
      ...this.stackSets.flatMap(({ managementRole }) => managementRole ?? []),
    ];
    this.group = new AssumingGroup(this, 'Group', {
      ...props,
      selfManagedMfa: props.selfManagedMfa ?? this.requiresMfa(props),
    });
    this.roleArns = this.group.roleArns;
    this.assumeRoleStatementJson = this.group.assumeRoleStatementJson;
    this.node.addValidation({
      validate: () => {
        this.warnOfLockedOutUsers(props.users ?? []);
        // The group sees to the roles of the app itself.
        return this.stackSets.flatMap(({ role }) => validateSameRole(this.errors, identity, this.group, role));
      },
    });
    this._signIn = new SignInInfo({ scope: this, assumingAccount: this.assumingAccount, identity, trust }, targets, props);
    this.cliProfiles = this._signIn.cliProfiles;
    this.warnOfSharedName(props.switchRole);
    if (this.roles.length + this.stackSets.length === 0) {
      warnOnExpiry(this, this.errors, props.accessWindow);
    }
  }

  /**
   * The links that open the console's *Switch role* form filled in, for all trusting accounts that are named and have one.
   *
   * @attribute
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  public get switchRoleUrls(): string[] {
    return this._signIn.urls;
  }

  /**
   * Lets one more user, role or group of the assuming account assume every role of this access: its own policy allows
   * it, and the roles made here trust it.
   *
   * Roles made elsewhere must be told to trust it there. A role's session carries no MFA, so none is asked of it. A user must
   * sign in with MFA as the members of the group must. The policy is an inline one of the identity: a user's holds some 30
   * accounts, a role's some 180.
   *
   * An identity of another account is an error, and so is one whose policies cannot be changed from here. Where the roles do not
   * trust the whole account, so are a group, which a trust policy cannot name, and an identity whose name or path only the deployment knows.
   *
   * @param grantee A user, role or group of the assuming account, made in this app or imported.
   * @returns What was added to the identity's own policy.
   * @throws ValidationError for an identity that the roles cannot trust, or whose policies cannot be changed from here
   */
  public grantAssumeRole(grantee: IGrantable): Grant {
    const known = granteeOf(this.errors, grantee, this.assumingAccount);
    this._grantees.push(known);
    this._trustingHere.forEach((role) => role._addGrantee(this.errors, known));
    if (known.scope && !this.trustOfAll.trustsAll(known.scope._trusted.type)) {
      this.trustOfAll.add(known.scope);
    }
    const actions = assumeRoleActions(this.conditions);
    const policy = this.policyOf(known);
    const [first, ...more] = this.group._assumable.map(({ arns, conditions }) =>
      Grant.addToPrincipal({ grantee: policy, actions, resourceArns: arns, conditions }));
    return more.reduce((all, grant) => all.combine(grant), first);
  }

  private warnOfSharedName({ displayName }: SwitchRoleOptions = {}): void {
    if (displayName !== undefined && this._signIn.roles.length > 1) {
      Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:displayNameShared', this.errors.message(
        `switchRole displayName ${quoted(renderTokens(this, displayName))} is given to ${this._signIn.roles.length} accounts, which the console's navigation bar then shows alike`,
        'leave it out, and give accounts names by TrustingTarget.account(id, { name })'));
    }
  }

  /** A member whom the roles do not trust would find out only when switching. Whoever is granted later is trusted by then. */
  private warnOfLockedOutUsers(users: IUser[]): void {
    for (const user of users.filter((candidate) => accountOf(candidate, candidate.userArn) === this.assumingAccount)) {
      const grantee = granteeOf(this.errors, user, this.assumingAccount);
      const role = this._trustingHere.find((candidate) => candidate._isForCertainPrincipals
        && !(isKnownAtSynth(grantee, candidate.stack) && candidate._trusts(grantee.scope!)));
      if (role) {
        Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:memberNotTrusted', this.errors.message(
          `users has ${user.node.path}, whom ${role.node.path} does not trust`, 'name the user, with its path, in principals too'));
      }
    }
  }

  private trustingRoles({ scope, target }: ResolvedAccount, identity: RoleIdentity, props: CrossAccountReadOnlyAccessProps): TrustingRole[] {
    return scope && !target._config.stackSet
      ? [new TrustingRole(scope, trustingRoleId(identity, this.node.id), { ...props, assumingAccount: this.assumingAccount })]
      : [];
  }

  private stackSet(target: TrustingTarget, identity: RoleIdentity, props: CrossAccountReadOnlyAccessProps): TrustingRoleStackSet {
    const { options, suffix } = target._config.stackSet!;
    const scope = options.stackSetScope ?? Stack.of(this);
    const id = `${trustingRoleId(identity, this.node.id, 'TrustingRoles')}${suffix}`;
    if (scope.node.tryFindChild(id)) {
      this.errors.fail(`roleName "${identity.roleName}" is taken by another StackSet of ${scope.node.path}`, 'give each access a roleName of its own');
    }
    return new TrustingRoleStackSet(scope, id, { ...props, target, assumingAccount: this.assumingAccount });
  }

  private requiresMfa({ mfa, principals }: CrossAccountReadOnlyAccessProps): boolean {
    const required = mfa?._required ?? true;
    return required && (principals?.some(({ _trusted }) => _trusted.type.includesUsers) ?? true);
  }

  /**
   * The roles that this app makes, or has made.
   *
   * @internal
   */
  public get _trustingHere(): TrustingRole[] {
    return [...this.roles, ...this.stackSets.map(({ role }) => role)];
  }

  private policyOf(grantee: Grantee): Policy {
    const { identity } = grantee;
    const id = `Assume${pathFrom(Stack.of(this), identity)}`;
    const isKnown = this.node.tryFindChild(id) !== undefined;
    const policy = attachedPolicy(this, id, grantee) ?? this.errors.fail(
      `grantAssumeRole was given ${identity.node.path}, whose policies cannot be changed from here`,
      `trust it with principals, and give it this statement where it is managed: ${this.assumeRoleStatementJson}`);
    if (!isKnown) {
      this.node.addValidation({ validate: () => this.validatePolicySize(policy, grantee) });
    }
    return policy;
  }

  /** A policy over its quota would fail only when it is deployed. */
  private validatePolicySize(policy: Policy, grantee: Grantee): string[] {
    const quota = inlinePoliciesQuota(grantee);
    const size = policySize(policy, policy.document);
    return size <= quota ? [] : [this.errors.message(
      `what grantAssumeRole gives ${grantee.identity.node.path} has ${size} characters, over IAM's quota of ${quota} for its inline policies`,
      'let a member of the group in instead, name fewer accounts, or use TrustingTarget.stackSetToOrganizationalUnits()')];
  }
}

/** The path of a construct below a stack that may be given another id, or the whole path where it is elsewhere. */
function pathFrom(stack: Stack, { node }: IConstruct): string {
  return node.scopes.slice(node.scopes.indexOf(stack) + 1).map((scope) => scope.node.id).join('-');
}
