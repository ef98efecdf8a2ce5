import { CfnUserToGroupAddition, Group, IUser, ManagedPolicy, Policy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Annotations, Lazy, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { AssumableRoles, assumeRoleActions, assumeRoleStatement, assumeRoleStatementJson } from './assume-role-policy/assume-role-statement';
import { validateGroupPolicies, availablePolicySlots } from './assume-role-policy/group-policy-quota';
import { selfManagedMfaStatements } from './assume-role-policy/self-managed-mfa';
import { RoleOfAccount, rolesByPolicy } from './assume-role-policy/split-by-quota';
import { AssumingGroupConfig } from './assuming-group-config';
import { AssumingGroupProps } from './assuming-group-props';
import { accountOf, roleArn } from './core/arns';
import { fingerprint } from './core/policy-size';
import { QUOTAS } from './core/quotas';
import { isSameRole, RoleIdentity, roleIdentity } from './core/role-name';
import { validateSameRole } from './core/role-name-validation';
import { checkedArguments, checkProps } from './core/runtime-types/check-types';
import { checkName, checkNotEmpty, quoted } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { deniedOf } from './permissions/boundary/allowed-actions';
import { splitIntoPolicies } from './permissions/boundary/split-statements';
import { acknowledgeFindings, NagAcknowledgement } from './permissions/cdk-nag-acknowledgements';
import { checkAttachable } from './permissions/managed-policy-validation';
import { denials } from './permissions/permission-level';
import { ReadOnlyPermissions } from './permissions/read-only-permissions';
import { resolveTargets } from './targets/resolve-targets';
import { TargetAccount } from './targets/target-config';
import { callerConditions } from './trust/conditions/trust-conditions';
import { TrustingRole } from './trusting-role';

/**
 * The group in the assuming account: its members may assume the roles of the trusting accounts, and no others.
 *
 * It is an ordinary `iam.Group` in all else.
 *
 * Input that cannot work is an error at synth, whose message reads `construct path: what is wrong; what to do`.
 *
 * @throws ValidationError at synth for input that cannot work
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html
 * @example
 * new AssumingGroup(stack, 'Auditors', {
 *   users: [iam.User.fromUserName(stack, 'UserA', 'userA')],
 *   trusting: [TrustingTarget.account('222222222222')],
 * });
 */
@checkedArguments
export class AssumingGroup extends Group {
  /**
   * The ARNs of the roles that members may assume: one for each account that is named, and one with `*` for the account where
   * the role is in an organization.
   *
   * @attribute
   */
  public readonly roleArns: string[];

  /**
   * The statement, as JSON, by which the policies of the group allow the roles to be assumed.
   *
   * Where there is more than one statement, it is a list of them. Paste it into the inline policy of a permission set, or into
   * the policy of an identity that is managed elsewhere.
   *
   * @attribute
   */
  public readonly assumeRoleStatementJson: string;

  /** @internal */
  public readonly _config: AssumingGroupConfig;

  private readonly errors: ErrorContext;
  private readonly importedUsers = new Set<string>();

  /**
   * @param scope A stack of the assuming account, or a construct in one.
   * @param id An id that no other construct in the scope has.
   * @param props Who is in the group, and whose roles they may assume.
   */
  constructor(scope: Construct, id: string, props: AssumingGroupProps) {
    const errors = ErrorContext.of(scope, id);
    checkProps(errors, 'AssumingGroupProps', props);
    const identity = roleIdentity(errors, { roleName: props.roleName, path: props.path });
    const { accounts, organization } = resolveTargets(errors, props.trusting, Stack.of(scope).account);
    const { _level: permissions, _nagAcknowledgement: acknowledgement } = checkedGroupPermissions(errors, props, Stack.of(scope));
    checkNotEmpty(errors, 'users', props.users, 'leave it out to add nobody');

    super(scope, id, { groupName: props.groupName, managedPolicies: permissions.policies });

    this.errors = errors;
    acknowledgeFindings(this.node.defaultChild!, { ...acknowledgement, statements: [] });
    if (permissions.statements.length > 0) {
      this.allow('HomePermissions', permissions.statements.map((statement) => statement.copy()), acknowledgement);
    }
    const denialPolicies = this.denyActions(deniedOf(permissions));
    if (props.selfManagedMfa ?? true) {
      const statements = selfManagedMfaStatements(this.stack.account);
      this.allow('SelfManagedMfa', statements, {
        statements, reason: 'What is changed is the user\'s own by aws:username, or a device that nobody has yet; the rest lists',
      });
    }
    // Last, because all else takes room from it.
    const roles = accounts.map(({ account }) => ({ account, arn: roleArn(account, identity) }));
    const ofOrganization = organization && { arns: [roleArn('*', identity)], conditions: organization.conditions };
    const assumable = [...roles.length > 0 ? [{ arns: roles.map(({ arn }) => arn) }] : [], ...ofOrganization ? [ofOrganization] : []];
    this._config = { assumable, members: [] };
    this.roleArns = assumable.flatMap(({ arns }) => arns);
    const actions = assumeRoleActions(callerConditions(errors, { sourceIdentity: props.sourceIdentity, sessionTags: props.sessionTags }));
    this.assumeRoleStatementJson = assumeRoleStatementJson(this, actions, assumable);
    this.allowAssumption(actions, roles, permissions.policies.length + denialPolicies, ofOrganization);
    props.users?.forEach((user) => this.addUser(user));
    this.node.addValidation({
      validate: () => [...validateGroupPolicies(errors, this), ...this.validateRolesExist(accounts, identity)],
    });
  }

  /**
   * Adds a user, who stays in all other groups.
   *
   * A user of another account is an error.
   *
   * @param user A user of the group's own account, made in this app or imported.
   * @throws ValidationError for a user of another account
   */
  public addUser(user: IUser): void {
    this.checkAccountOf(user);
    this._config.members.push(user);
    if (user.node.defaultChild) {
      return super.addUser(user);
    }
    // Imported users share one addition under this group. CDK's own would be named after the user in the stack, where two groups
    // with the same imported user collide.
    if (this.importedUsers.size === 0) {
      new CfnUserToGroupAddition(this, 'Members', {
        groupName: this.groupName,
        users: Lazy.list({ produce: () => [...this.importedUsers] }),
      });
    }
    this.importedUsers.add(user.userName);
  }

  /** A group holds users of its own account only. An account that the deployment decides cannot be compared. */
  private checkAccountOf(user: IUser): void {
    const { account } = this.stack;
    const accountOfUser = accountOf(user, user.userArn);
    if (!Token.isUnresolved(accountOfUser) && !Token.isUnresolved(account) && accountOfUser !== account) {
      this.errors.fail(`users has ${user.node.path} of account ${accountOfUser}`, `add users of the group's own account ${account} only`);
    }
  }

  /**
   * Denials may be longer than the room for inline policies. They hold for all that members do in their own account, and are
   * there before the group is. Returns how many managed policies they take.
   */
  private denyActions(denied: string[]): number {
    if (denied.length === 0) {
      return 0;
    }
    const packed = splitIntoPolicies(this, denials(denied), [QUOTAS.managedPolicySize]);
    packed.forEach((statements) => {
      const document = new PolicyDocument({ statements });
      this.addManagedPolicy(new ManagedPolicy(this, `HomeDenials${fingerprint(this, document.toJSON())}`, { document }));
    });
    Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:groupPermissionsDeny', this.errors.message(
      `groupPermissions deny ${denied.length} patterns of actions to members, whatever else allows them`,
      'use a level without denials, such as viewOnly(), or acknowledge this'));
    return packed.length;
  }

  private allow(id: string, statements: PolicyStatement[], acknowledgement?: Pick<NagAcknowledgement, 'statements' | 'reason'>): void {
    const policy = new Policy(this, id, { statements, groups: [this] });
    if (acknowledgement) {
      acknowledgeFindings(policy.node.defaultChild!, { ...acknowledgement, policies: [] });
    }
  }

  private allowAssumption(actions: string[], roles: RoleOfAccount[], attached: number, ofOrganization?: AssumableRoles): void {
    if (ofOrganization) {
      const statements = [assumeRoleStatement(actions, ofOrganization)];
      this.allow('AssumeRoleInOrganization', statements, {
        statements, reason: 'One role by its whole name, in whichever account of the organization: aws:ResourceOrgID must be the caller\'s own',
      });
    }
    const slots = availablePolicySlots(this, attached);
    const { chunks, remainder } = rolesByPolicy(this, actions, roles, slots.map(({ size }) => size));
    if (remainder.length > 0) {
      this.errors.fail(`trusting names ${roles.length} accounts, but the policies of one group can hold only ${roles.length - remainder.length} of their roles`,
        'use TrustingTarget.stackSetToOrganizationalUnits(), whose policy is the same for any number of accounts, or use another CrossAccountReadOnlyAccess for the rest');
    }
    chunks.forEach((chunk, i) => {
      const statements = [assumeRoleStatement(actions, { arns: chunk.map(({ arn }) => arn) })];
      if (chunk.length > 0 && slots[i].isInline) {
        this.allow(slots[i].id, statements);
      } else if (chunk.length > 0) {
        // Attached from its own side, so that one more policy changes no other resource.
        new ManagedPolicy(this, slots[i].id, { statements, groups: [this] });
      }
    });
  }

  /** A target by scope promises that the role is made there, and trusts this account; a promise that nobody keeps is a typing error. */
  private validateRolesExist(targets: TargetAccount[], identity: RoleIdentity): string[] {
    return targets.flatMap(({ scope, account }) => {
      const role = scope?.node.findAll().find((child): child is TrustingRole => child instanceof TrustingRole
        && isSameRole(child._config.identity, identity));
      if (scope && !role) {
        return this.errors.message(
          `trusting names the scope ${quoted(scope.node.path)}, which holds no TrustingRole with path "${identity.path}" and name "${identity.roleName}"`,
          `make one there, or use TrustingTarget.account('${account}') if the role is made elsewhere`);
      }
      if (role && !Token.isUnresolved(this.stack.account) && role._config.assumingAccount !== this.stack.account) {
        return this.errors.message(
          `trusting names the scope ${quoted(scope!.node.path)}, whose role ${role.node.path} trusts account ${role._config.assumingAccount}`,
          `make a role there that trusts the group's account ${this.stack.account}`);
      }
      return role ? validateSameRole(this.errors, identity, this, role) : [];
    });
  }
}

function checkedGroupPermissions(errors: ErrorContext, props: AssumingGroupProps, stack: Stack): ReadOnlyPermissions {
  if (props.groupName !== undefined) {
    checkName(errors, 'groupName', 'group', props.groupName);
  }
  const permissions = props.groupPermissions ?? ReadOnlyPermissions._default;
  permissions._check(errors, 'groupPermissions');
  checkAttachable(errors, 'groupPermissions', permissions._level.policies, stack);
  return permissions;
}

