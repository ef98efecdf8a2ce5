import { Grant, IGrantable, IUser } from 'aws-cdk-lib/aws-iam';
import { Annotations, Aws, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { assumeRoleActions } from './assume-role-policy/assume-role-statement';
import { granteeOf, isKnownAtSynth } from './assume-role-policy/grantee';
import { grantToIdentity } from './assume-role-policy/grantee-policy';
import { SelfManagedMfa } from './assume-role-policy/self-managed-mfa';
import { declareGrantee, trustGrantee, warnOnUnknownPath } from './assume-role-policy/trust-grantee';
import { AssumingGroup } from './assuming-group';
import { accountOf, partitionOf } from './core/arns';
import { RoleIdentity, roleIdentity, trustingRoleId } from './core/role-name';
import { validateSameRole } from './core/role-name-validation';
import { checkedArguments, checkProps } from './core/runtime-types/check-types';
import { renderTokens } from './core/token-text';
import { checkAccountId, checkTitle, quoted } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { CrossAccountReadOnlyAccessConfig, RoleOfApp } from './cross-account-read-only-access-config';
import { CrossAccountReadOnlyAccessProps } from './cross-account-read-only-access-props';
import { firstMessages } from './finished-template/first-messages';
import { validateKnownValues } from './finished-template/known-values';
import { GroupOfAccess } from './group-of-access';
import { ownerTemplateRole } from './owner-template-role';
import { ANY_ACCOUNT, SignInOptions } from './sign-in/assumable-role';
import { CliProfiles } from './sign-in/profiles/cli-profiles';
import { SignInInfo, SignInTargets } from './sign-in/sign-in-info';
import { checkSignIn, validateCallers } from './sign-in/sign-in-validation';
import { warnOnUnknownSignInRegion } from './sign-in/switch-role/sign-in-hosts';
import { ResolvedAccount, ResolvedTargets, resolveTargets } from './targets/resolve-targets';
import { OwnerTemplate } from './targets/template/owner-template';
import { TrustingTarget } from './targets/trusting-target';
import { warnOnExpiry } from './trust/conditions/access-window-expiry';
import { TrustCondition } from './trust/conditions/trust-condition';
import { trustConditions } from './trust/conditions/trust-conditions';
import { requiresMfaOfUsers, TrustOptions, trustOf } from './trust/trust';
import { TrustPolicy } from './trust/trust-policy';
import { warnOnTrust } from './trust/trust-warnings';
import { TrustingRole } from './trusting-role';
import { TrustingRoleProps } from './trusting-role-props';
import { TrustingRoleStackSet } from './trusting-role-stack-set';
import { trustingRoleValues } from './trusting-role-values';

/**
 * Gives people in one account read-only access to others: a group in the assuming account, where this construct is, and a role in each
 * trusting account.
 *
 * Use it if your app has a stack of the assuming account: most apps need no other construct.
 *
 * There are no cross-stack references between group and roles, so you can deploy the stacks in any order.
 *
 * Invalid input is an error at synth, whose message reads `construct path: what is wrong; what to do`.
 *
 * @throws ValidationError at synth for invalid input
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html
 * @example
 * new CrossAccountReadOnlyAccess(accountA, 'SecurityReadOnly', {
 *   users: [iam.User.fromUserName(accountA, 'UserA', 'userA')],
 *   trusting: [TrustingTarget.scope(accountB)],
 * });
 */
@checkedArguments
export class CrossAccountReadOnlyAccess extends Construct {
  /** The group in the assuming account, whose members can assume the roles. */
  public readonly group: AssumingGroup;

  /**
   * The roles that this app makes: one for each `TrustingTarget.scope` and, in its template, `TrustingTarget.template`, and that of an
   * organization's management account.
   */
  public readonly roles: TrustingRole[];

  /** The StackSets that deploy the role to other accounts, each with the role of its template. */
  public readonly stackSets: TrustingRoleStackSet[];

  /**
   * The ARNs of the roles in all trusting accounts, made by this app or not. For an organization, the account is `*`.
   *
   * @attribute
   */
  public readonly roleArns: string[];

  /**
   * The statement, as JSON, that a caller's own policy needs to assume the roles.
   *
   * If there are several statements, it is a list. Paste it into the inline policy of a permission set, or into a policy of an identity
   * that this app does not manage.
   *
   * @attribute
   */
  public readonly assumeRoleStatementJson: string;

  /** The configuration that lets command-line tools assume the roles. */
  public readonly cliProfiles: CliProfiles;

  /** @internal */
  public readonly _config: CrossAccountReadOnlyAccessConfig;

  private readonly errors: ErrorContext;
  private readonly assumingAccount: string;
  private readonly conditions: TrustCondition[];
  /** The trust policy that all roles must have, including those made elsewhere. */
  private readonly trust: TrustPolicy;

  /**
   * @param scope A stack of the assuming account, or a construct in one. The account must be known at synth.
   * @param id An id that no other construct in the scope has.
   * @param props The users, the trusting accounts, and what users can read there.
   */
  constructor(scope: Construct, id: string, props: CrossAccountReadOnlyAccessProps) {
    super(scope, id);
    this.errors = ErrorContext.of(this);
    checkProps(this.errors, 'CrossAccountReadOnlyAccessProps', props);
    checkTitle(this.errors, props.title);
    this.assumingAccount = checkAccountId(this.errors, 'the account of its stack', Stack.of(this).account);
    const { name, trust, permissions, signIn, settings } = trustingRoleValues(props);
    const identity = roleIdentity(this.errors, name);
    const targets = resolveTargets(this.errors, props.trusting, this.assumingAccount);
    // Checked here too, because all roles may be made elsewhere.
    checkSignIn(this.errors, signIn, partitionOf(this));
    const trustAccounts = { assuming: this.assumingAccount, trusting: Aws.ACCOUNT_ID, partition: partitionOf(this) };
    const { policy, conditions } = trustOf(this.errors, trustAccounts, trust);
    this.conditions = conditions;
    this.trust = policy;

    const roleProps: TrustingRoleProps = { ...props, assumingAccount: this.assumingAccount };
    this.stackSets = targets.stackSetTargets.map((target) => this.stackSet(target, identity, roleProps));
    this.roles = [
      ...targets.accounts.flatMap((account) => this.trustingRoles(account, identity, roleProps)),
      ...this.stackSets.flatMap(({ managementRole }) => managementRole ?? []),
    ];
    const selfManagedMfa = props.selfManagedMfa ?? (requiresMfaOfUsers(trust) ? SelfManagedMfa.fromConsole() : SelfManagedMfa.none());
    this.group = new GroupOfAccess(this, 'Group', { ...props, selfManagedMfa });
    this.roleArns = this.group.roleArns;
    this.assumeRoleStatementJson = this.group.assumeRoleStatementJson;

    const role = { scope: this, assumingAccount: this.assumingAccount, identity, trust: policy, ...signIn };
    const roleIn = this.rolesByAccount(targets);
    this._config = {
      signIn: new SignInInfo(role, withTrust(targets, roleIn)),
      title: props.title,
      description: settings.description,
      permissions: permissions.permissions,
      accessWindow: trust.accessWindow,
      grantees: new Set(),
      rolesOfApp: [...this.roles, ...this.stackSets.map((stackSet) => stackSet.role)],
      roleIn,
    };
    this.cliProfiles = this._config.signIn.cliProfiles;
    this.warnOnSharedDisplayName(signIn.switchRole?.displayName);
    if (this._config.rolesOfApp.length === 0) {
      warnOnExpiry(this, this.errors, trust.accessWindow?._config);
      warnOnUnknownSignInRegion(this, this.errors, signIn.switchRole?.signInRegion);
    }
    this.node.addValidation({
      validate: () => [
        ...validateKnownValues(this.errors, this, (known) => checkTitle(known, props.title)),
        ...this.validateRoles(identity, props.users),
        ...this._config.rolesOfApp.length > 0 ? [] : this.validateDeclared(signIn, trust),
      ],
    });
  }

  /**
   * The links that open the console's *Switch role* form filled in: one for each listed account whose role has one.
   *
   * @attribute
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  public get switchRoleUrls(): string[] {
    return this._config.signIn.urls;
  }

  /**
   * Allows a user, role or group of the assuming account to assume every role, in its own policy and in the trust policies.
   *
   * In roles that another app makes, add the grantee to `principals` there. A user must sign in with MFA if the roles require it. A role
   * does not need MFA, because its sessions cannot have it. The statement is in an inline policy, whose quota is enough for about 30
   * accounts for a user, and about 180 for a role.
   *
   * The grantee must be in the assuming account, and this app must be able to change its policies. If the roles do not trust the whole
   * account, the grantee cannot be a group, and its name and path must be known at synth. Any other grantee is an error. A grantee that is
   * imported by its name is trusted without a path, with a warning: import it by its ARN if it has one.
   *
   * @param grantee A user, role or group of the assuming account, made in this app or imported.
   * @returns The grant of the statements in the grantee's policy.
   * @throws ValidationError for a grantee that the roles cannot trust, or whose policies cannot be changed in this app
   */
  public grantAssumeRole(grantee: IGrantable): Grant {
    const known = granteeOf(this.errors, grantee, this.assumingAccount);
    const { rolesOfApp, grantees } = this._config;
    const isNamed = [
      ...rolesOfApp.map((role) => trustGrantee(this.errors, role, role._config.trust, known)),
      declareGrantee(this.trust, known),
    ].includes(true);
    if (isNamed) {
      warnOnUnknownPath(this, this.errors, known);
    }
    grantees.add(known.identity);
    const place = { scope: this, id: `Assume${pathFrom(Stack.of(this), known.identity)}` };
    const { assumable: roles } = this.group._config;
    return grantToIdentity(this.errors, place, known, {
      actions: assumeRoleActions(this.conditions), roles, statementJson: this.assumeRoleStatementJson,
    });
  }

  /** Checks the roles in templates that others deploy: the group checks those that the app makes in other stacks. */
  private validateRoles(identity: RoleIdentity, users: IUser[] = []): string[] {
    this.warnOnUntrustedMembers(users);
    const inTemplates = [...this.stackSets.map(({ role }) => role), ...this.roles.filter(({ stack }) => stack instanceof OwnerTemplate)];
    return inTemplates.flatMap((role) => validateSameRole(this.errors, identity, this.group, role));
  }

  /** Checks what the roles check themselves if this app makes them. */
  private validateDeclared(signIn: SignInOptions, trust: TrustOptions): string[] {
    warnOnTrust(this.errors, this, this.trust, trust);
    return firstMessages(
      () => validateKnownValues(this.errors, this, (known) => {
        checkSignIn(known, signIn, partitionOf(this));
        recheck(known, trust, this.trust);
      }),
      () => validateCallers(this.errors, this, signIn, this.trust),
    );
  }

  private warnOnSharedDisplayName(displayName?: string): void {
    const { roles } = this._config.signIn;
    if (displayName !== undefined && roles.length > 1) {
      Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:displayNameShared', this.errors.message(
        `switchRole displayName ${quoted(renderTokens(this, displayName))} is given to ${roles.length} accounts, which the console's navigation bar then shows alike`,
        'leave it out, and give accounts names by TrustingTarget.account(id, { name })'));
    }
  }

  /** Members that a role does not trust would see an error only when they switch. At synth, the roles trust all grantees too. */
  private warnOnUntrustedMembers(users: IUser[]): void {
    for (const user of users.filter((candidate) => accountOf(candidate, candidate.userArn) === this.assumingAccount)) {
      const grantee = granteeOf(this.errors, user, this.assumingAccount);
      const role = this._config.rolesOfApp.find(({ stack, _config: { trust } }) => trust.isForCertainPrincipals
        && !(isKnownAtSynth(grantee, stack) && trust.includes(grantee.scope!, stack)));
      if (role) {
        Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:memberNotTrusted', this.errors.message(
          `users has ${user.node.path}, whom ${role.node.path} does not trust`, 'name the user, with its path, in principals too'));
      }
    }
  }

  private rolesByAccount({ accounts, stackSetTargets, organization }: ResolvedTargets): Map<string, RoleOfApp> {
    const stackSets = new Map(stackSetTargets.map((target, i) => [target, this.stackSets[i]]));
    const roles = new Map(this.roles.map((role) => [role.stack.account, { role, isOfUnits: false }]));
    accounts.forEach(({ account, target, scope, isOfUnits = false }) => {
      const stackSet = scope ? undefined : stackSets.get(target);
      return stackSet && roles.set(account, { role: stackSet.role, isOfUnits });
    });
    const ofOrganization = [...stackSets].find(([{ _config }]) => organization && _config.organization === organization);
    return ofOrganization ? roles.set(ANY_ACCOUNT, { role: ofOrganization[1].role, isOfUnits: true }) : roles;
  }

  private trustingRoles({ scope, target, ...account }: ResolvedAccount, identity: RoleIdentity, roleProps: TrustingRoleProps): TrustingRole[] {
    if (account.template) {
      return [ownerTemplateRole(this, this.errors, account, roleProps)];
    }
    return scope && !target._config.stackSet
      ? [new TrustingRole(scope, trustingRoleId(identity, this.node.id), { ...roleProps, _account: account })]
      : [];
  }

  private stackSet(target: TrustingTarget, identity: RoleIdentity, roleProps: TrustingRoleProps): TrustingRoleStackSet {
    const { options, suffix } = target._config.stackSet!;
    const scope = options.stackSetScope ?? Stack.of(this);
    const id = `${trustingRoleId(identity, this.node.id, 'TrustingRoles')}${suffix}`;
    if (scope.node.tryFindChild(id)) {
      this.errors.fail(`roleName "${identity.roleName}" is taken by another StackSet of ${scope.node.path}`, 'give each CrossAccountReadOnlyAccess a different roleName');
    }
    return new TrustingRoleStackSet(scope, id, { ...roleProps, target });
  }
}

/** Each account with the trust policy of its role, which can have further principals. */
function withTrust({ accounts, organization }: ResolvedTargets, roleIn: ReadonlyMap<string, RoleOfApp>): SignInTargets {
  const trustIn = (account: string) => roleIn.get(account)?.role._config.trust;
  return {
    accounts: accounts.map((known) => ({ ...known, trust: trustIn(known.account) })),
    organization: organization && { ...organization, trust: trustIn(ANY_ACCOUNT) },
  };
}

/** Checks what the roles of the app check otherwise: values that were tokens at first, once they are known. */
function recheck(errors: ErrorContext, trust: TrustOptions, policy: TrustPolicy): void {
  trustConditions(errors, trust);
  policy.checkPrincipals(errors);
}

/** The path of a construct without its stack, whose id may change; the whole path of a construct outside the stack. */
function pathFrom(stack: Stack, { node }: IConstruct): string {
  return node.scopes.slice(node.scopes.indexOf(stack) + 1).map((scope) => scope.node.id).join('-');
}
