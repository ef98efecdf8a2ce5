import { CfnRole, CompositePrincipal, IManagedPolicy, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Annotations, CfnOutput, Duration, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { MfaRequirement } from './conditions/mfa-requirement';
import { isTooLongForConsole, switchRoleUrl } from './hand-off/switch-role-url';
import { readOnlyAccessPolicy } from './permissions/aws-managed-policies';
import { ReadOnlyPermissions } from './permissions/read-only-permissions';
import { PrincipalKind } from './principals/principal-kind';
import { PrincipalScope } from './principals/principal-scope';
import { TrustPolicy } from './principals/trust-policy';
import { checkAccountId, checkDescription, checkNotEmpty } from './private/names';
import { listEntrySize, literalText, policySize } from './private/policy-text';
import { QUOTAS } from './private/quotas';
import { RoleIdentity, roleIdentity } from './private/role-identity';
import { takeRoleName } from './private/taken-role-names';
import { Place } from './private/validation-error';

/** How a role is read-only and whom it lets in: what every role of an access has in common. */
export interface TrustingRoleOptions {
  /**
   * Who in the assuming account may assume the role; scopes of any kind together.
   *
   * @default - everybody whose own policies allow it: `PrincipalScope.account()`
   */
  readonly principals?: PrincipalScope[];

  /**
   * The role's name, at most 64 characters. Both halves must be given the same one.
   *
   * @default 'SecurityReadOnlyRole'
   */
  readonly roleName?: string;

  /**
   * The role's path, such as `/security/`. Both halves must be given the same one.
   *
   * The console can only switch to a role whose path and name together have at most 64 characters.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * What the role is for, at most 1,000 characters.
   *
   * @default - says which account reads
   */
  readonly description?: string;

  /**
   * What the role may read.
   *
   * @default ReadOnlyPermissions.readOnlyAccess()
   */
  readonly permissions?: ReadOnlyPermissions;

  /**
   * Whether callers must have signed in with MFA.
   *
   * @default - required of IAM users (`account()` and `users()`), never of sessions of roles and permission sets, which
   * cannot carry it
   */
  readonly mfa?: MfaRequirement;

  /**
   * The longest session, between one hour and twelve.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;

  /**
   * What the role can do at most, whatever policies are attached to it later.
   *
   * @default - the AWS managed policy `ReadOnlyAccess`: attaching an administrator policy later changes nothing
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * The characters that a trust policy may have in the trusting account. Raise it only where AWS has raised the quota
   * named "Role trust policy length" for that account.
   *
   * @default 2048
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly trustPolicyQuota?: number;
}

/** Properties of a `TrustingRole`. */
export interface TrustingRoleProps extends TrustingRoleOptions {
  /** The account whose people may assume the role: twelve digits, never a token. */
  readonly assumingAccount: string;
}

/**
 * The role in the trusting account: people of the assuming account take it on to look around, and change nothing.
 *
 * It is an ordinary `iam.Role` in all else.
 *
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
   * None where the console cannot switch to the role, or where its path or the partition's sign-in host is not known at synth.
   *
   * @attribute
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  public readonly switchRoleUrl?: string;

  /** @internal */
  public readonly _identity: RoleIdentity;

  private readonly at: Place;
  private readonly trust: TrustPolicy;

  constructor(scope: Construct, id: string, props: TrustingRoleProps) {
    const at = Place.of(scope, id);
    checkProps(at, scope, props);
    const identity = roleIdentity(at, props);
    const namesakes = takeRoleName(at, scope, identity.roleName);
    const permissions = props.permissions ?? ReadOnlyPermissions.readOnlyAccess();
    const trust = new TrustPolicy(at, props.assumingAccount, props.mfa ?? MfaRequirement.required());
    const principals = trustedPrincipals(at, trust, props);

    super(scope, id, {
      assumedBy: new CompositePrincipal(...principals),
      roleName: identity.roleName,
      path: props.path,
      description: props.description ?? `Read-only access for account ${props.assumingAccount}`,
      managedPolicies: permissions._managedPolicies,
      permissionsBoundary: props.permissionsBoundary ?? readOnlyAccessPolicy(),
      maxSessionDuration: props.maxSessionDuration?.isUnresolved() ? undefined : props.maxSessionDuration,
    });

    this.at = at;
    this.trust = trust;
    this._identity = identity;
    permissions._statements.forEach((statement) => this.addToPrincipalPolicy(statement.copy()));
    this.switchRoleUrl = switchRoleUrl(this, { account: this.stack.account, ...identity });
    this.passDuration(props.maxSessionDuration);
    this.handOff();
    this.warnOf(namesakes);
    this.node.addValidation({
      validate: () => [
        ...this.checkPrincipalArns(),
        ...this.checkManagedPolicies(),
        ...this.checkTrustPolicySize(props.trustPolicyQuota ?? QUOTAS.trustPolicySize),
      ],
    });
  }

  /**
   * Trusts more principals of the assuming account. Their own policies must allow the assumption too.
   */
  public addPrincipals(scope: PrincipalScope): void {
    const added = this.trust.add(scope);
    if (added.length > 0) {
      new CompositePrincipal(...added).addToAssumeRolePolicy(this.assumeRolePolicy!);
    }
  }

  /**
   * Whether principals of this kind get in already, because the whole account is trusted.
   *
   * @internal
   */
  public _trustsAll(kind: PrincipalKind): boolean {
    return this.trust.trustsAll(kind);
  }

  /** The CDK's role takes a token for a number of seconds out of range. */
  private passDuration(duration?: Duration): void {
    if (duration?.isUnresolved()) {
      (this.node.defaultChild as CfnRole).maxSessionDuration = duration.toSeconds();
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
    }
  }

  private warnOf(namesakes: Stack[]): void {
    if (namesakes.length > 0) {
      Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:roleNameTaken', this.at.message(
        `roleName "${this._identity.roleName}" is taken in the same account by ${namesakes.map(({ node }) => node.path).join(', ')}`,
        'IAM is global: deploy only one of them, or give each role a roleName of its own'));
    }
  }

  /** A whole ARN behind a token is seen only once it is resolved. As a name it would match nobody. */
  private checkPrincipalArns(): string[] {
    return this.trust.principals.flat()
      .map((arn) => literalText(this, arn))
      .filter((arn) => arn.lastIndexOf('arn:') > 0)
      .map((arn) => this.at.message(`principals has an ARN where a name is expected: ${arn}`, 'give the name, with its path: userName instead of userArn'));
  }

  /** Too many policies would fail only when they are deployed. Some may be added after the role is made. */
  private checkManagedPolicies(): string[] {
    const quota = QUOTAS.roleManagedPolicies;
    const attached = this.stack.resolve((this.node.defaultChild as CfnRole | undefined)?.managedPolicyArns)?.length ?? 0;
    return attached <= quota ? [] : [this.at.message(
      `permissions and addManagedPolicy attach ${attached} managed policies`, `attach at most ${quota}, which is as far as IAM's quota of 10 can be raised`)];
  }

  /** A policy over its quota would fail only when it is deployed. */
  private checkTrustPolicySize(quota: number): string[] {
    const size = this.assumeRolePolicy ? policySize(this, this.assumeRolePolicy) : 0;
    if (Token.isUnresolved(quota) || size <= quota) {
      return [];
    }
    const sizes = this.trust.principals.map((arns) => sum(arns.map((arn) => listEntrySize(this, arn))));
    let room = quota - (size - sum(sizes));
    const fitting = sizes.filter((one) => (room -= one) >= 0).length;
    return [this.at.message(
      `the trust policy has ${size} characters, ${size - quota} over the quota of ${quota}: ${fitting} of ${sizes.length} principals fit`,
      'trust fewer principals, trust PrincipalScope.account() and decide by group membership, or have AWS raise the quota and set trustPolicyQuota')];
  }
}

function sum(sizes: number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

/** Checks what can be checked before the role is made. */
function checkProps(at: Place, scope: Construct, props: TrustingRoleProps): void {
  checkAccountId(at, 'assumingAccount', props.assumingAccount);
  if (props.assumingAccount === Stack.of(scope).account) {
    at.reject(`assumingAccount ${props.assumingAccount} is the role's own account`, 'make the role in another account');
  }
  if (props.description !== undefined) {
    checkDescription(at, props.description);
  }
  checkSessionDuration(at, props.maxSessionDuration);
  checkQuota(at, props.trustPolicyQuota);
  props.permissions?._check(at, 'permissions');
  props.mfa?._check(at);
}

function checkSessionDuration(at: Place, duration?: Duration): void {
  const { min, max } = QUOTAS.maxSessionHours;
  if (!duration || duration.isUnresolved()) {
    return;
  }
  const hours = duration.toHours({ integral: false });
  if (hours < min || hours > max) {
    at.reject(`maxSessionDuration of ${hours} hours is not between ${min} and ${max} hours`, 'use Duration.hours(1) to Duration.hours(12)');
  }
}

function checkQuota(at: Place, quota?: number): void {
  if (quota !== undefined && !Token.isUnresolved(quota) && !(Number.isInteger(quota) && quota >= QUOTAS.trustPolicySize)) {
    at.reject(`trustPolicyQuota ${quota} is less than AWS's own ${QUOTAS.trustPolicySize}`, 'give the raised quota, or leave it out');
  }
}

function trustedPrincipals(at: Place, trust: TrustPolicy, props: TrustingRoleProps): IPrincipal[] {
  checkNotEmpty(at, 'principals', props.principals, 'leave it out to trust the whole account');
  const principals = (props.principals ?? [PrincipalScope.account()]).flatMap((scope) => trust.add(scope));
  if (props.mfa?._required && !trust.requiresMfa) {
    at.reject('mfa is required of principals that cannot have it: sessions of roles and permission sets carry no MFA',
      'leave mfa out, and require MFA where these people sign in');
  }
  return principals;
}
