import { Alarm, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { CfnRole, Effect, Grant, IPrincipal, Policy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration, Names, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { assumeRoleActions, assumeRoleStatementJson } from './assume-role-policy/assume-role-statement';
import { attachedPolicy, Grantee, granteeOf, isKnownAtSynth } from './assume-role-policy/grantee';
import { nameByStack } from './core/account-name';
import { roleArn } from './core/arns';
import { literalText } from './core/policy-size';
import { QUOTAS } from './core/quotas';
import { RoleIdentity, roleIdentity } from './core/role-name';
import { checkedArguments, checkProps } from './core/runtime-types/check-types';
import { reserveName, warnOnDuplicates } from './core/unique-names';
import { ErrorContext } from './core/validation-error';
import { AlarmOnAssumedOptions } from './monitoring/alarm-on-assumed-options';
import { monitoring } from './monitoring/lazy';
import { MonitoredRole } from './monitoring/monitored-role';
import { OnAssumedOptions } from './monitoring/on-assumed-options';
import { AccessWindow } from './trust/conditions/access-window';
import { warnOnExpiry } from './trust/conditions/access-window-expiry';
import { revokedSessionsBlock } from './trust/conditions/revoked-sessions';
import { outputs } from './sign-in/outputs';
import { CliProfiles } from './sign-in/profiles/cli-profiles';
import { switchRoleLink } from './sign-in/switch-role/switch-role-link';
import { attachPermissions, checkedPermissions } from './permissions/attached-permissions';
import { PrincipalScope } from './trust/principal-scope';
import { PrincipalType } from './trust/principal-type';
import { trustOf } from './trust/trust';
import { PolicyStatementsPrincipal, TrustPolicy } from './trust/trust-policy';
import { validateTrustPolicy } from './trust/trust-policy-validation';
import { validateRolePolicies } from './permissions/role-policy-validation';
import { TrustingRoleProps } from './trusting-role-props';
import { checkTrustingRoleProps } from './trusting-role-validation';

/**
 * The role in the trusting account: people of the assuming account take it on to look around, and change nothing.
 *
 * It is an ordinary `iam.Role` in all else.
 *
 * Input that cannot work is an error at synth, whose message reads `construct path: what is wrong; what to do`.
 *
 * @throws ValidationError at synth for input that cannot work
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_aws-accounts.html
 * @example
 * new TrustingRole(stack, 'SecurityReadOnlyRole', {
 *   assumingAccount: '111111111111',
 *   principals: [PrincipalScope.users('userA')],
 * });
 */
@checkedArguments
export class TrustingRole extends Role {
  /**
   * The link that opens the console's *Switch role* form filled in.
   *
   * There is none where the console cannot switch to the role, or where its path or the partition's sign-in host is not known at
   * synth: see `switchRoleUnavailableReason`.
   *
   * @attribute
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  public readonly switchRoleUrl?: string;

  /** Why there is no switch-role link, where there is none. */
  public readonly switchRoleUnavailableReason?: string;

  /** How command-line tools get into the role: the text of their configuration files. */
  public readonly cliProfiles: CliProfiles;

  /**
   * The statement, as JSON, that a caller's own policy needs to assume this role.
   *
   * Paste it into the inline policy of a permission set, or into the policy of an identity that is managed elsewhere.
   *
   * @attribute
   */
  public readonly assumeRoleStatementJson: string;

  /** @internal */
  public readonly _identity: RoleIdentity;

  /** @internal */
  public readonly _assumingAccount: string;

  /** @internal */
  public readonly _trust: TrustPolicy;

  private readonly errors: ErrorContext;
  private readonly assumeRoleActions: string[];

  /**
   * @param scope A stack of the trusting account, or a construct in one.
   * @param id An id that no other construct in the scope has.
   * @param props Whom the role trusts, and what it may read.
   */
  constructor(scope: Construct, id: string, props: TrustingRoleProps) {
    const errors = ErrorContext.of(scope, id);
    checkProps(errors, 'TrustingRoleProps', props);
    const { account } = Stack.of(scope);
    checkTrustingRoleProps(errors, account, props);
    const identity = roleIdentity(errors, props);
    const permissions = checkedPermissions(errors, scope, props);
    const { policy, conditions, statements } = trustOf(errors, { assuming: props.assumingAccount, trusting: account }, props);
    const duplicates = reserveName(errors, scope, 'roleName', identity.roleName);

    super(scope, id, {
      assumedBy: new PolicyStatementsPrincipal(statements),
      roleName: identity.roleName,
      path: props.path,
      description: props.description ?? defaultDescription(props),
      managedPolicies: permissions.managedPolicies,
      inlinePolicies: permissions.inlinePolicies,
      permissionsBoundary: permissions.boundary,
      maxSessionDuration: props.maxSessionDuration?.isUnresolved() ? undefined : props.maxSessionDuration,
    });

    this.errors = errors;
    this._trust = policy;
    this._identity = identity;
    this._assumingAccount = props.assumingAccount;
    attachPermissions(this, errors, permissions);
    this.denyExpiredSessions(props);
    this.passDuration(props.maxSessionDuration);
    this.tagWith(props.accessWindow);

    const { switchRole, cliProfile, maxSessionDuration, assumingAccount } = props;
    const role = { scope: this, assumingAccount, account, accountName: nameByStack(this), identity, trust: policy, isAlone: true };
    const assumableRole = { ...role, switchRole, cliProfile, maxSessionDuration };
    this.cliProfiles = CliProfiles._of([assumableRole]);
    const link = switchRoleLink(assumableRole);
    this.switchRoleUrl = link.url;
    this.switchRoleUnavailableReason = link.unavailableReason;
    this.assumeRoleActions = assumeRoleActions(conditions);
    this.assumeRoleStatementJson = assumeRoleStatementJson(this, this.assumeRoleActions, [{ arns: [roleArn(account, identity)] }]);
    outputs(this, errors);
    warnOnDuplicates(this, errors, identity.roleName, duplicates);
    warnOnExpiry(this, errors, props.accessWindow);
    this.node.addValidation({
      validate: () => [...validateRolePolicies(errors, this), ...this.validateTrust(props.trustPolicyQuota ?? QUOTAS.trustPolicySize)],
    });
  }

  /**
   * Trusts more principals.
   *
   * Their own policies must allow the assumption too. A name that IAM does not accept is an error.
   *
   * @param principals Who may assume the role as well, under the conditions that the role has.
   * @throws ValidationError for names that IAM does not accept
   */
  public addPrincipals(...principals: PrincipalScope[]): void {
    this.assumeRolePolicy!.addStatements(...principals.flatMap((scope) => this._trust.add(scope)));
  }

  /**
   * Lets one more user, role or group of the assuming account assume this role: its own policy allows it, and the role trusts it.
   *
   * A role's session carries no MFA, so none is asked of it. A user must sign in with MFA where the role requires it. The
   * statement is added to the identity's own policy, in the identity's stack.
   *
   * An identity of another account is an error, and so is one whose policies cannot be changed from here. Where the role does not
   * trust the whole account, so are a group, which a trust policy cannot name, and an identity whose name or path only the deployment
   * knows. The account of the role must be known at synth: that of a StackSet's role is not.
   *
   * @param grantee A user, role or group of the assuming account, made in this app or imported.
   * @returns What was added to the identity's own policy.
   * @throws ValidationError for an identity that the role cannot trust, or whose policies cannot be changed from here
   */
  public grantAssumeRole(grantee: IPrincipal): Grant {
    const known = granteeOf(this.errors, grantee, this._assumingAccount);
    const { account } = this.stack;
    if (Token.isUnresolved(account)) {
      this.errors.fail('grantAssumeRole was called for a role whose account is not known at synth',
        'give its stack env: { account }, or use grantAssumeRole of the CrossAccountReadOnlyAccess');
    }
    this._addGrantee(this.errors, known);
    const policy = this.policyOf(known);
    return Grant.addToPrincipal({ grantee: policy, actions: this.assumeRoleActions, resourceArns: [roleArn(account, this._identity)] });
  }

  /**
   * Makes a rule that fires whenever the role is assumed, by the API or in the console.
   *
   * The target is told who, from which account and address, by which session and with which MFA device, as far as CloudTrail knows;
   * targets added to the rule later, and event buses, get the event as CloudTrail writes it. A trail of the trusting account must
   * log management events, in each Region where the role is assumed. A switch in the console fires twice: for the call that AWS makes,
   * and for the switch.
   *
   * A target of another account or Region is an error, unless it is an event bus, and so is a filter that can never match.
   *
   * @param id An id that no other construct in the role has.
   * @param options Who is told of what.
   * @throws ValidationError for Regions that are none, filters that cannot tell anything, and targets elsewhere
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
   */
  public onAssumed(id: string, options: OnAssumedOptions = {}): Rule {
    return monitoring().assumptionRule(this.monitored(), id, options);
  }

  /**
   * Makes an alarm for when the role is assumed, by counting in the log group that CloudTrail writes to.
   *
   * A log group of another account or Region is an error, and so is another one than before.
   *
   * @param id An id that no other construct in the role has.
   * @param options Where it is counted, and how many are an alarm.
   * @throws ValidationError for a log group of another account or Region, or another one than before
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
   */
  public alarmOnAssumed(id: string, options: AlarmOnAssumedOptions): Alarm {
    return monitoring().assumptionAlarm(this.monitored(), id, options);
  }

  /**
   * How often the role is assumed, by counting in the log group that CloudTrail writes to.
   *
   * The first call makes the metric filter, which later ones and `alarmOnAssumed` use too. A log group of another account or Region is an error,
   * and so is another one than before.
   *
   * @param logGroup The log group that CloudTrail writes management events to, in the account and Region of the role's stack.
   * @param props What to show of it: by default the sum of five minutes.
   * @throws ValidationError for a log group of another account or Region, or another one than before
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
   */
  public metricAssumed(logGroup: ILogGroup, props?: MetricOptions): Metric {
    return monitoring().assumptionMetric(this.monitored(), logGroup, props);
  }

  /**
   * Trusts an identity, unless it gets in already because the whole account is trusted.
   *
   * @internal
   */
  public _addGrantee(errors: ErrorContext, grantee: Grantee): void {
    const { identity, scope } = grantee;
    if (this._trust.trustsAll(scope?._trusted.type ?? PrincipalType.ACCOUNT)) {
      return;
    }
    if (!scope) {
      errors.fail(`grantAssumeRole was given the group ${identity.node.path}, which the trust policy of ${this.node.path} cannot name`,
        'trust PrincipalScope.account(), or grant to the users themselves');
    }
    if (!isKnownAtSynth(grantee, this.stack)) {
      errors.fail(`grantAssumeRole was given ${identity.node.path}, whose name or path only the deployment knows`,
        'give it a name, and a path that is known at synth, so that the role in the other account can trust it');
    }
    this.addPrincipals(scope);
  }

  /**
   * Whether everybody trusted is known by name: the account as a whole and organizations are open to more.
   *
   * @internal
   */
  public get _isForCertainPrincipals(): boolean {
    return this._trust.isForCertainPrincipals;
  }

  /**
   * Whether all principals of a scope are among those trusted by name.
   *
   * @internal
   */
  public _trusts(scope: PrincipalScope): boolean {
    const trusted = this._trust.principals.flat();
    // Resolving takes time, and is needed only where two tokens may stand for the same.
    const isTrusted = (value: string) => trusted.includes(value)
      || trusted.some((other) => literalText(this, other) === literalText(this, value));
    return scope._trusted.values(this.errors, this._assumingAccount).flat().every(isTrusted);
  }

  /** It is deployed where the identity is: anywhere else it would be of another identity of that name. */
  private policyOf(grantee: Grantee): Policy {
    const { identity } = grantee;
    const stack = Stack.of(identity);
    if (stack.account !== this._assumingAccount) {
      this.errors.fail(`grantAssumeRole was given ${identity.node.path}, which is in ${stack.node.path}, a stack that is not known to be of account ${this._assumingAccount}`,
        'import the identity into a stack of its own account');
    }
    return attachedPolicy(identity as unknown as Construct, `Assume${Names.uniqueId(this)}`, grantee) ?? this.errors.fail(
      `grantAssumeRole was given ${identity.node.path}, whose policies cannot be changed from here`,
      `trust it with principals, and give it this statement where it is managed: ${this.assumeRoleStatementJson}`);
  }

  private monitored(): MonitoredRole {
    return { construct: this, identity: this._identity, trust: this._trust };
  }

  private get cfnRole(): CfnRole {
    return this.node.defaultChild as CfnRole;
  }

  /** A trust policy is asked only when a session begins, so that a session could outlast the window. */
  private denyExpiredSessions({ accessWindow, revokeSessionsBefore }: TrustingRoleProps): void {
    [accessWindow?._overBlock(), revokeSessionsBefore && revokedSessionsBlock(revokeSessionsBefore)]
      .filter((over) => over !== undefined)
      .forEach((over) => this.addToPrincipalPolicy(new PolicyStatement({ effect: Effect.DENY, actions: ['*'], resources: ['*'], conditions: over })));
  }

  private tagWith(accessWindow?: AccessWindow): void {
    const { from, until } = accessWindow?._limits ?? {};
    Object.entries({ ValidFrom: from, ValidUntil: until }).forEach(([key, value]) => value && this.cfnRole.tags.setTag(key, value));
  }

  /** The CDK's role takes a token for a number of seconds out of range. */
  private passDuration(duration?: Duration): void {
    if (duration?.isUnresolved()) {
      this.cfnRole.maxSessionDuration = duration.toSeconds();
    }
  }

  private validateTrust(quota: number): string[] {
    return validateTrustPolicy(this.errors, this, this.assumeRolePolicy!, this._trust, quota);
  }
}

function defaultDescription({ assumingAccount, accessWindow }: TrustingRoleProps): string {
  return [`Read-only access for account ${assumingAccount}`, ...accessWindow ? [accessWindow._description] : []].join(', ');
}
