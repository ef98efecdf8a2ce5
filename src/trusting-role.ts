import { Alarm, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { CfnRole, Grant, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration, Names, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { assumeRoleActions, assumeRoleStatementJson } from './assume-role-policy/assume-role-statement';
import { Grantee, granteeOf } from './assume-role-policy/grantee';
import { grantToIdentity } from './assume-role-policy/grantee-policy';
import { grantBothSides } from './assume-role-policy/role-grants';
import { trustGrantee, warnOnUnknownPath } from './assume-role-policy/trust-grantee';
import { accountNameOf } from './core/account-name';
import { roleArn } from './core/arns';
import { checkRoleIsMade } from './core/customize-roles';
import { roleIdentity } from './core/role-name';
import { checkedArguments, checkProps } from './core/runtime-types/check-types';
import { reserveName, warnOnDuplicates } from './core/unique-names';
import { ErrorContext } from './core/validation-error';
import { checkAttachedPolicies } from './finished-template/attached-policies';
import { promisedPermissions, RolePromise } from './finished-template/role-promise';
import { checkRoleName } from './finished-template/same-role-name';
import { AlarmOnAssumedOptions } from './monitoring/alarm-on-assumed-options';
import { monitoring } from './monitoring/lazy';
import { MonitoredRole } from './monitoring/monitored-role';
import { OnAssumedOptions } from './monitoring/on-assumed-options';
import { attachPermissions, checkedPermissions } from './permissions/attached-permissions';
import { denySessions } from './permissions/session-denials';
import { accountDisplay } from './sign-in/account-display';
import { addOutputs } from './sign-in/outputs';
import { CliProfiles } from './sign-in/profiles/cli-profiles';
import { switchRoleLink } from './sign-in/switch-role/switch-role-link';
import { StackSetTemplate } from './targets/stack-set/stack-set-template';
import { partitionOfRole } from './targets/standalone-template';
import { AccessWindowConfig, accessWindowLimits, describeAccessWindow } from './trust/conditions/access-window-condition';
import { warnOnExpiry } from './trust/conditions/access-window-expiry';
import { PolicyStatementsPrincipal } from './trust/policy-statements-principal';
import { PrincipalScope } from './trust/principal-scope';
import { trustOf } from './trust/trust';
import { TrustingRoleConfig } from './trusting-role-config';
import { TrustingRoleProps } from './trusting-role-props';
import { checkTrustingRole, validateTrustingRole } from './trusting-role-validation';
import { TrustingRoleSettings, trustingRoleValues } from './trusting-role-values';

/**
 * The read-only role in the trusting account, which principals of the assuming account can assume.
 *
 * Use it if the trusting account has a separate app: otherwise a `CrossAccountReadOnlyAccess` makes it for you. In all other respects it
 * is an `iam.Role`.
 *
 * Invalid input is an error at synth, whose message reads `construct path: what is wrong; what to do`.
 *
 * @throws ValidationError at synth for invalid input
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
   * It is undefined if the console cannot switch to the role, or if the role's path or the partition's sign-in host is not known at
   * synth: see `switchRoleUnavailableReason`.
   *
   * @attribute
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  public readonly switchRoleUrl?: string;

  /** The reason why there is no switch-role link, or undefined if there is one. */
  public readonly switchRoleUnavailableReason?: string;

  /** The configuration that lets command-line tools assume the role. */
  public readonly cliProfiles: CliProfiles;

  /**
   * The statement, as JSON, that a caller's own policy needs to assume this role.
   *
   * Paste it into the inline policy of a permission set, or into a policy of an identity that this app does not manage.
   *
   * @attribute
   */
  public readonly assumeRoleStatementJson: string;

  /** @internal */
  public readonly _config: TrustingRoleConfig;

  private readonly errors: ErrorContext;
  private readonly assumeRoleActions: string[];

  /**
   * @param scope A stack of the trusting account, or a construct in one.
   * @param id An id that no other construct in the scope has.
   * @param props The principals that the role trusts, and what it may read.
   */
  constructor(scope: Construct, id: string, props: TrustingRoleProps) {
    const errors = ErrorContext.of(scope, id);
    checkProps(errors, 'TrustingRoleProps', props);
    const values = trustingRoleValues(props);
    const { name, trust, permissions, signIn, settings } = values;
    const stack = Stack.of(scope);
    const accounts = { assuming: props.assumingAccount, trusting: stack.account, partition: partitionOfRole(scope) };
    checkRoleIsMade(errors, scope);
    checkTrustingRole(errors, accounts, signIn, settings);
    const identity = roleIdentity(errors, name);
    const policyAccount = { account: stack.account, isManyAccounts: stack instanceof StackSetTemplate };
    const policies = checkedPermissions(errors, scope, policyAccount, permissions);
    const { policy, conditions, statements } = trustOf(errors, accounts, trust);
    const duplicates = reserveName(errors, scope, 'roleName', identity.roleName);
    const window = trust.accessWindow?._config;
    const assumedBy = new PolicyStatementsPrincipal(statements);

    super(scope, id, {
      assumedBy,
      roleName: identity.roleName,
      path: name.path,
      description: settings.description ?? defaultDescription(accounts.assuming, window),
      managedPolicies: policies.managedPolicies,
      inlinePolicies: policies.inlinePolicies,
      permissionsBoundary: policies.boundary,
      maxSessionDuration: settings.maxSessionDuration?.isUnresolved() ? undefined : settings.maxSessionDuration,
    });

    grantBothSides(this);
    this.errors = errors;
    this._config = { identity, assumingAccount: accounts.assuming, trust: policy, grantees: new Set() };
    const path = name.path === '/' ? undefined : name.path;
    denySessions(this, { path, identityPolicies: permissions.identityPolicies }, window, settings.revokeSessionsBefore);
    const { writeDenials, boundary } = attachPermissions(this, errors, policies, path);
    this.limitSessions(settings, window);
    this.assumeRoleActions = assumeRoleActions(conditions);
    this.assumeRoleStatementJson = assumeRoleStatementJson(this, this.assumeRoleActions, [{ arns: [roleArn(accounts.trusting, identity)] }]);
    const display = accountDisplay(props._account ?? { name: accountNameOf(this) });
    const { trusting: account, partition } = accounts;
    const assumableRole = { ...this._config, ...signIn, ...display, scope: this, account, partition, isAlone: true };
    this.cliProfiles = CliProfiles._of([assumableRole]);
    const link = switchRoleLink(assumableRole);
    this.switchRoleUrl = link.url;
    this.switchRoleUnavailableReason = link.unavailableReason;
    addOutputs(this, errors, { identity, roleArn: this.roleArn, link, signInRegion: signIn.switchRole?.signInRegion });
    warnOnDuplicates(this, errors, identity.roleName, duplicates);
    checkRoleName(this, { role: this, roleName: identity.roleName, errors });
    checkAttachedPolicies(this, { identity: this, errors, known: writeDenials });
    const promise: RolePromise = {
      identity,
      maxSessionDuration: settings.maxSessionDuration?.toSeconds(),
      boundary: {
        policy: policies.boundary ?? this.permissionsBoundary!, written: boundary, isGiven: policies.isOwnBoundary, ...policyAccount,
      },
      trust: { assumedBy, statements: policy.statements },
      permissions: promisedPermissions(this, policies, writeDenials),
    };
    this.node.addValidation({ validate: () => validateTrustingRole(errors, this, { accounts, policyAccount, trust: policy }, values, promise) });
  }

  /**
   * Adds principals to the trust policy, under the conditions of the role.
   *
   * Their own policies must allow `sts:AssumeRole` too. A name, path or id that AWS rejects is an error, and so is an ARN of
   * another account.
   *
   * @param principals The principals that can assume the role as well.
   * @throws ValidationError for a name, path or id that AWS rejects, or an ARN of another account
   */
  public addPrincipals(...principals: PrincipalScope[]): void {
    this.assumeRolePolicy!.addStatements(...principals.flatMap((scope) => this._config.trust.add(scope)));
  }

  /**
   * Allows a user, role or group of the assuming account to assume this role, in its own policy and in the trust policy.
   *
   * The statement is added to a policy of the grantee, in the grantee's stack. A user must sign in with MFA if the role requires it.
   * A role does not need MFA, because its sessions cannot have it.
   *
   * The grantee must be in the assuming account, and this app must be able to change its policies. If the role does not trust the whole
   * account, the grantee cannot be a group, and its name and path must be known at synth. Any other grantee is an error. A grantee that is
   * imported by its name is trusted without a path, with a warning: import it by its ARN if it has one.
   *
   * The account of this role must be known at synth too. A role in a StackSet has no such account, so the call is an error.
   *
   * @param grantee A user, role or group of the assuming account, made in this app or imported.
   * @returns The grant of the statement in the grantee's policy.
   * @throws ValidationError for a role whose account is not known at synth, and for a grantee that the role cannot trust, or whose policies
   * cannot be changed in this app
   */
  public grantAssumeRole(grantee: IPrincipal): Grant {
    const { assumingAccount, identity, trust, grantees } = this._config;
    const known = granteeOf(this.errors, grantee, assumingAccount);
    const { account } = this.stack;
    if (Token.isUnresolved(account)) {
      this.errors.fail('grantAssumeRole is called for a role whose account is not known at synth',
        'give its stack env: { account }, or use grantAssumeRole of the CrossAccountReadOnlyAccess');
    }
    this.checkStackOf(known);
    if (trustGrantee(this.errors, this, trust, known)) {
      warnOnUnknownPath(this, this.errors, known);
    }
    grantees.add(known.identity);
    const place = { scope: known.identity as unknown as Construct, id: `Assume${Names.uniqueId(this)}` };
    return grantToIdentity(this.errors, place, known, {
      actions: this.assumeRoleActions, roles: [{ arns: [roleArn(account, identity)] }], statementJson: this.assumeRoleStatementJson,
    });
  }

  /**
   * Creates an EventBridge rule that matches when the role is assumed, by the API or in the console.
   *
   * The target receives a message with the caller, account, source address, session and MFA device, as far as CloudTrail records them.
   * Event buses, and targets that you add to the rule later, receive the CloudTrail event itself. A trail of the trusting account must
   * log management events in each Region where the role is assumed. A switch in the console matches twice: the call of `AssumeRole`,
   * and the switch.
   *
   * A target other than an event bus must be in the rule's account and Region; elsewhere, it is an error. So is an unknown Region, and a filter
   * that can never match.
   *
   * @param id An id that no other construct in the role has.
   * @param options The target, and which assumptions match.
   * @throws ValidationError for an unknown Region, a filter that can never match, or a target in another account or Region
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
   */
  public onAssumed(id: string, options: OnAssumedOptions = {}): Rule {
    return monitoring().assumptionRule(this.monitoredRole, id, options);
  }

  /**
   * Creates a CloudWatch alarm on how often the role is assumed.
   *
   * A metric filter counts the assumptions in the log group that CloudTrail writes to.
   *
   * A log group in another account or Region is an error. So is a second log group for the same role.
   *
   * @param id An id that no other construct in the role has.
   * @param options The log group, and when the alarm goes off.
   * @throws ValidationError for a log group in another account or Region, or a second log group for the same role
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
   */
  public alarmOnAssumed(id: string, options: AlarmOnAssumedOptions): Alarm {
    return monitoring().assumptionAlarm(this.monitoredRole, id, options);
  }

  /**
   * The metric of how often the role is assumed.
   *
   * The first call creates a metric filter on the log group that CloudTrail writes to. Later calls and `alarmOnAssumed` use the same one.
   *
   * @param logGroup The log group that CloudTrail writes management events to, in the account and Region of the role's stack.
   * @param props Properties of the metric: by default the sum over 5 minutes.
   * @throws ValidationError for a log group in another account or Region, or a second log group for the same role
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
   */
  public metricAssumed(logGroup: ILogGroup, props?: MetricOptions): Metric {
    return monitoring().assumptionMetric(this.monitoredRole, logGroup, props);
  }

  /** The policy is in the grantee's stack: in a stack of another account, it would be attached to another identity of that name. */
  private checkStackOf({ identity }: Grantee): void {
    const { assumingAccount } = this._config;
    const stack = Stack.of(identity);
    if (stack.account !== assumingAccount) {
      this.errors.fail(`grantAssumeRole grantee ${identity.node.path} is in ${stack.node.path}, a stack that is not known to be of account ${assumingAccount}`,
        `import it into a stack of account ${assumingAccount}`);
    }
  }

  private get monitoredRole(): MonitoredRole {
    return { construct: this, identity: this._config.identity, trust: this._config.trust };
  }

  private get cfnRole(): CfnRole {
    return this.node.defaultChild as CfnRole;
  }

  private limitSessions({ maxSessionDuration }: TrustingRoleSettings, window?: AccessWindowConfig): void {
    this.setDurationToken(maxSessionDuration);
    this.tagWith(window);
    warnOnExpiry(this, this.errors, window);
  }

  private tagWith(window?: AccessWindowConfig): void {
    const { from, until } = window ? accessWindowLimits(window) : {};
    Object.entries({ ValidFrom: from, ValidUntil: until }).forEach(([key, value]) => value && this.cfnRole.tags.setTag(key, value));
  }

  /** `iam.Role` rejects a token, because its number is out of range. */
  private setDurationToken(duration?: Duration): void {
    if (duration?.isUnresolved()) {
      this.cfnRole.maxSessionDuration = duration.toSeconds();
    }
  }
}

function defaultDescription(assumingAccount: string, window?: AccessWindowConfig): string {
  return [`Read-only access for account ${assumingAccount}`, ...window ? [describeAccessWindow(window)] : []].join(', ');
}
