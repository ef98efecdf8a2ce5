import { CfnRole, Effect, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Annotations, CfnOutput, Duration, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { AccessWindow } from './conditions/access-window';
import { revokedSessionsBlock } from './conditions/revoked-sessions';
import { nameByStack } from './hand-off/handed-over-role';
import { AccessProfiles } from './hand-off/profiles/access-profiles';
import { isTooLongForConsole, switchRoleLink } from './hand-off/switch-role-link';
import { checkOwnBoundary, checkPromises } from './permissions/guard/boundary-checks';
import { ReadOnlyPermissions } from './permissions/read-only-permissions';
import { RolePermissions, rolePermissions } from './permissions/role-permissions';
import { assumeRoleActions, assumeRoleStatementJson } from './principals/assume-role-statement';
import { PrincipalKind } from './principals/principal-kind';
import { PrincipalScope } from './principals/principal-scope';
import { trustOf } from './principals/trust';
import { TrustedByStatements, TrustPolicy } from './principals/trust-policy';
import { trustPolicyProblems } from './principals/trust-policy-problems';
import { roleArn } from './private/arns';
import { remindOfEnd } from './private/end-of-access';
import { fingerprint, literalText } from './private/policy-text';
import { QUOTAS } from './private/quotas';
import { RoleIdentity, roleIdentity } from './private/role-identity';
import { rolePolicyProblems } from './private/role-policy-problems';
import { takeName } from './private/taken-names';
import { checkTrustingRoleProps } from './private/trusting-role-checks';
import { Place } from './private/validation-error';
import { TrustingRoleOptions } from './trusting-role-options';

/** Whom a `TrustingRole` trusts, under which conditions, and what it may read. */
export interface TrustingRoleProps extends TrustingRoleOptions {
  /**
   * The account whose people may assume the role: 12 digits, never a token, and not the role's own account.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
   */
  readonly assumingAccount: string;
}

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
export class TrustingRole extends Role {
  /**
   * The link that opens the console's *Switch role* form filled in.
   *
   * There is none where the console cannot switch to the role, or where its path or the partition's sign-in host is not known at
   * synth: see `switchRoleNote`.
   *
   * @attribute
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  public readonly switchRoleUrl?: string;

  /** Why there is no switch-role link, where there is none. */
  public readonly switchRoleNote?: string;

  /** How command-line tools get into the role: the text of their configuration files. */
  public readonly profiles: AccessProfiles;

  /**
   * The statement, as JSON, that a caller's own policy needs to assume this role.
   *
   * Paste it into the inline policy of a permission set, or into the policy of an identity that is managed elsewhere.
   *
   * @attribute
   */
  public readonly assumeRoleStatement: string;

  /** @internal */
  public readonly _identity: RoleIdentity;

  /** @internal */
  public readonly _assumingAccount: string;

  /** @internal */
  public readonly _trust: TrustPolicy;

  private readonly at: Place;

  /**
   * @param scope A stack of the trusting account, or a construct in one.
   * @param id An id that no other construct in the scope has.
   * @param props Whom the role trusts, and what it may read.
   */
  constructor(scope: Construct, id: string, props: TrustingRoleProps) {
    const at = Place.of(scope, id);
    const { account } = Stack.of(scope);
    checkTrustingRoleProps(at, account, props);
    const identity = roleIdentity(at, props);
    const permissions = permissionsOf(at, scope, props);
    const { policy, conditions, statements } = trustOf(at, { assuming: props.assumingAccount, trusting: account }, props);
    const namesakes = takeName(at, scope, 'roleName', identity.roleName);

    super(scope, id, {
      assumedBy: new TrustedByStatements(statements),
      roleName: identity.roleName,
      path: props.path,
      description: props.description ?? defaultDescription(props),
      managedPolicies: permissions.managedPolicies,
      inlinePolicies: permissions.inlinePolicies,
      permissionsBoundary: permissions.boundary,
      maxSessionDuration: props.maxSessionDuration?.isUnresolved() ? undefined : props.maxSessionDuration,
    });

    this.at = at;
    this._trust = policy;
    this._identity = identity;
    this._assumingAccount = props.assumingAccount;
    this.attach(permissions);
    this.endSessions(props);
    this.passDuration(props.maxSessionDuration);
    this.tagWith(props.validity);

    const { switchRole, profiles, maxSessionDuration, assumingAccount } = props;
    const role = { scope: this, assumingAccount, account, accountName: nameByStack(this), identity, trust: policy, isAlone: true };
    const handedOver = { ...role, switchRole, profiles, maxSessionDuration };
    this.profiles = AccessProfiles._of([handedOver]);
    const link = switchRoleLink(handedOver);
    this.switchRoleUrl = link.url;
    this.switchRoleNote = link.note;
    this.assumeRoleStatement = assumeRoleStatementJson(this, assumeRoleActions(conditions), [{ arns: [roleArn(account, identity)] }]);
    this.handOff();
    this.warnOf(namesakes);
    remindOfEnd(this, at, props.validity);
    this.node.addValidation({
      validate: () => [...rolePolicyProblems(at, this), ...this.checkTrustPolicy(props.trustPolicyQuota ?? QUOTAS.trustPolicySize)],
    });
  }

  /**
   * Trusts more principals.
   *
   * Their own policies must allow the assumption too. A name that IAM does not accept is an error.
   *
   * @param scope Who may assume the role as well, under the conditions that the role has.
   * @throws ValidationError for names that IAM does not accept
   */
  public addPrincipals(scope: PrincipalScope): void {
    this.assumeRolePolicy!.addStatements(...this._trust.add(scope));
  }

  /**
   * Whether principals of this kind get in already, because the whole account is trusted.
   *
   * @internal
   */
  public _trustsAll(kind: PrincipalKind): boolean {
    return this._trust.trustsAll(kind);
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
    return scope._trusted.values(this.at, this._assumingAccount).flat().every(isTrusted);
  }

  private get cfnRole(): CfnRole {
    return this.node.defaultChild as CfnRole;
  }

  /**
   * A policy made for the role is there before it, so that the role is never without the denials. A policy of another text is
   * another policy: rewritten in place, it would be in force before the rest of an update.
   */
  private attach({ managedPolicies, documents, boundary }: RolePermissions): void {
    const made = documents.map((document) => new ManagedPolicy(this, `Permissions${fingerprint(this, document.toJSON())}`, { document }));
    made.forEach((policy) => this.addManagedPolicy(policy));
    const attached = managedPolicies.length + made.length;
    if (attached > QUOTAS.roleManagedPoliciesByDefault) {
      Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:raisedQuotaNeeded', this.at.message(
        `permissions attach ${attached} managed policies, and a role has ${QUOTAS.roleManagedPoliciesByDefault} unless the account's quota is raised`,
        'raise "Managed policies attached to an IAM role" in the account first, or combine fewer levels'));
    }
    if (!boundary) {
      this.cfnRole.permissionsBoundary = made[0].managedPolicyArn;
    }
  }

  /** A trust policy is asked only when a session begins, so that a session could outlast the window. */
  private endSessions({ validity, revokeSessionsBefore }: TrustingRoleProps): void {
    [validity?._overBlock(), revokeSessionsBefore && revokedSessionsBlock(revokeSessionsBefore)]
      .filter((over) => over !== undefined)
      .forEach((over) => this.addToPrincipalPolicy(new PolicyStatement({ effect: Effect.DENY, actions: ['*'], resources: ['*'], conditions: over })));
  }

  private tagWith(validity?: AccessWindow): void {
    const { from, until } = validity?._limits ?? {};
    Object.entries({ ValidFrom: from, ValidUntil: until }).forEach(([key, value]) => value && this.cfnRole.tags.setTag(key, value));
  }

  /** The CDK's role takes a token for a number of seconds out of range. */
  private passDuration(duration?: Duration): void {
    if (duration?.isUnresolved()) {
      this.cfnRole.maxSessionDuration = duration.toSeconds();
    }
  }

  private handOff(): void {
    // The description of an output must be a literal.
    const roleName = Token.isUnresolved(this._identity.roleName) ? 'the role' : this._identity.roleName;
    new CfnOutput(this, 'RoleArn', { value: this.roleArn, description: `The ARN of ${roleName}` });
    if (this.switchRoleUrl) {
      new CfnOutput(this, 'SwitchRoleUrl', { value: this.switchRoleUrl, description: `Opens the console's Switch role form for ${roleName}` });
    }
    if (isTooLongForConsole(this._identity)) {
      Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:tooLongForConsole', this.at.message(
        `path and roleName together have more than ${QUOTAS.switchRolePathAndName} characters, so the console cannot switch to the role`,
        'shorten them, or use the role by API and CLI only'));
    } else if (this.switchRoleNote) {
      Annotations.of(this).addInfo(this.at.message(this.switchRoleNote, 'use the role by API and CLI'));
    }
  }

  private warnOf(namesakes: Stack[]): void {
    if (namesakes.length > 0) {
      Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:roleNameTaken', this.at.message(
        `roleName "${this._identity.roleName}" is taken in the same account by ${namesakes.map(({ node }) => node.path).join(', ')}`,
        'IAM is global: deploy only one of them, or give each role a roleName of its own'));
    }
  }

  private checkTrustPolicy(quota: number): string[] {
    return this.assumeRolePolicy ? trustPolicyProblems(this.at, this, this.assumeRolePolicy, this._trust.principals, quota) : [];
  }
}

function defaultDescription({ assumingAccount, validity }: TrustingRoleProps): string {
  return [`Read-only access for account ${assumingAccount}`, ...validity ? [validity._words] : []].join(', ');
}

/** The permissions asked for, as policies of the role. */
function permissionsOf(at: Place, scope: Construct, { permissions, permissionsBoundary }: TrustingRoleProps): RolePermissions {
  const { _level } = permissions ?? ReadOnlyPermissions._usual;
  const policies = rolePermissions(scope, _level, permissionsBoundary);
  checkPromises(at, policies, _level);
  if (permissions && permissionsBoundary) {
    checkOwnBoundary(at, permissionsBoundary, _level);
  }
  return policies;
}
