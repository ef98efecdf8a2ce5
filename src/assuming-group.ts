import { CfnUserToGroupAddition, Group, IUser, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Annotations, Lazy, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { AssumableRoles, assumeRoleActions, assumeRoleStatement, assumeRoleStatementJson } from './assume-role-policy/assume-role-statement';
import { AwsLogin } from './assume-role-policy/aws-login';
import { awsLoginStatements } from './assume-role-policy/aws-login-statements';
import { GroupPolicies } from './assume-role-policy/group-policies';
import { validateGroupPolicies } from './assume-role-policy/group-policy-quota';
import { SelfManagedMfa } from './assume-role-policy/self-managed-mfa';
import { selfManagedMfaStatements } from './assume-role-policy/self-managed-mfa-statements';
import { RoleOfAccount, rolesByPolicy } from './assume-role-policy/split-by-quota';
import { AssumingGroupConfig } from './assuming-group-config';
import { AssumingGroupProps } from './assuming-group-props';
import { isReportedByRole, validateRolesExist } from './assuming-group-validation';
import { accountOf, roleArn } from './core/arns';
import { RoleIdentity, roleIdentity } from './core/role-name';
import { checkedArguments, checkProps } from './core/runtime-types/check-types';
import { checkName, checkNotEmpty, checkPath } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { checkAttachedPolicies } from './finished-template/attached-policies';
import { validateFinishedGroup } from './finished-template/finished-group';
import { firstMessages } from './finished-template/first-messages';
import { GroupPromise } from './finished-template/group-promise';
import { checkGroupsOfMembers } from './finished-template/groups-of-user';
import { validateKnownValues } from './finished-template/known-values';
import { validatePolicies } from './finished-template/vanishing-conditions';
import { MembershipOfCdk } from './membership-of-cdk';
import { deniedOf } from './permissions/boundary/allowed-actions';
import { acknowledgeFindings } from './permissions/cdk-nag-acknowledgements';
import { defaultPermissions } from './permissions/default-permissions';
import { checkIdentityPolicies } from './permissions/identity-policies-validation';
import { checkAttachable } from './permissions/managed-policy-validation';
import { denials } from './permissions/permission-level';
import { checkPermissions, nagAcknowledgementOf, PermissionsConfig } from './permissions/permissions-config';
import { resolveTargets } from './targets/resolve-targets';
import { checkTemplatesAreWritten } from './targets/template/owner-template';
import { callerConditions } from './trust/conditions/trust-conditions';

/**
 * The group in the assuming account, whose members can assume the roles of the trusting accounts, and no others.
 *
 * Use it if other apps make the roles, and you need no links, CLI profiles and access guide: otherwise a `CrossAccountReadOnlyAccess`
 * makes it for you. In all other respects it is an `iam.Group`.
 *
 * Invalid input is an error at synth, whose message reads `construct path: what is wrong; what to do`.
 *
 * @throws ValidationError at synth for invalid input
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
   * The ARNs of the roles that members can assume: one for each listed account, and one with `*` as the account for an organization.
   *
   * @attribute
   */
  public readonly roleArns: string[];

  /**
   * The statement, as JSON, by which the group's policies allow members to assume the roles.
   *
   * If there are several statements, it is a list. Paste it into the inline policy of a permission set, or into a policy of an identity
   * that this app does not manage.
   *
   * @attribute
   */
  public readonly assumeRoleStatementJson: string;

  /** @internal */
  public readonly _config: AssumingGroupConfig;

  private readonly errors: ErrorContext;
  private readonly identity: RoleIdentity;
  private readonly importedUsers = new Set<string>();
  private readonly policies: GroupPolicies;
  private members?: CfnUserToGroupAddition;

  /**
   * @param scope A stack of the assuming account, or a construct in one.
   * @param id An id that no other construct in the scope has.
   * @param props The members, and the accounts whose roles they can assume.
   */
  constructor(scope: Construct, id: string, props: AssumingGroupProps) {
    const errors = ErrorContext.of(scope, id);
    checkProps(errors, 'AssumingGroupProps', props);
    const identity = roleIdentity(errors, { roleName: props.roleName, path: props.path });
    const { accounts, organization } = resolveTargets(errors, props.trusting, Stack.of(scope).account);
    checkTemplatesAreWritten(errors, scope, accounts);
    const config = checkedGroupPermissions(errors, props, Stack.of(scope));
    const [permissions, acknowledgement] = [config.level, nagAcknowledgementOf(config)];
    checkNotEmpty(errors, 'users', props.users, 'leave it out to add nobody');

    super(scope, id, { groupName: props.groupName, path: props.groupPath, managedPolicies: permissions.policies });

    this.errors = errors;
    this.identity = identity;
    const { identityPolicies, groupPath } = props;
    this.policies = new GroupPolicies(this, errors, { identityPolicies, path: groupPath === '/' ? undefined : groupPath });
    acknowledgeFindings(this.node.defaultChild!, { ...acknowledgement, statements: [] });
    this.policies.allow('HomePermissions', permissions.statements.map((statement) => statement.copy()), acknowledgement);
    this.denyActions(deniedOf(permissions));
    this.allowOnWildcards('SelfManagedMfa', selfManagedMfaStatements((props.selfManagedMfa ?? SelfManagedMfa.fromConsole())._config, this.stack.account),
      'What is changed is the user\'s own by aws:username, or a device that nobody has yet; the rest lists');
    this.allowOnWildcards('AwsLogin', awsLoginStatements((props.awsLogin ?? AwsLogin.none())._config),
      'The AWS CLI as a client of AWS Sign-In, in whichever Region the user signs in');
    // Last, because they fill what the other policies leave of the quotas.
    const roles = accounts.map(({ account }) => ({ account, arn: roleArn(account, identity) }));
    const ofOrganization = organization && { arns: [roleArn('*', identity)], conditions: organization.conditions };
    const assumable = [...roles.length > 0 ? [{ arns: roles.map(({ arn }) => arn) }] : [], ...ofOrganization ? [ofOrganization] : []];
    this._config = { assumable, members: [] };
    this.roleArns = assumable.flatMap(({ arns }) => arns);
    const actions = assumeRoleActions(callerConditions(errors, { sourceIdentity: props.sourceIdentity, sessionTags: props.sessionTags }));
    this.assumeRoleStatementJson = assumeRoleStatementJson(this, actions, assumable);
    this.allowAssumption(actions, roles, permissions.policies.length, ofOrganization);
    props.users?.forEach((user) => this.addUser(user));
    checkGroupsOfMembers(this, { group: this, errors });
    checkAttachedPolicies(this, { identity: this, errors, known: [], own: this.policies.written });
    const promise: GroupPromise = {
      groupName: props.groupName,
      managedPolicies: permissions.policies,
      policies: this.policies.written,
      members: this._config.members,
    };
    this.node.addValidation({
      validate: () => isReportedByRole(errors, this, identity) ? [] : firstMessages(
        () => validateKnownValues(errors, this, (known) => recheck(known, props, this.stack)),
        () => validatePolicies(errors, this, [
          ['roleName', identity.roleName], ['path', identity.path], ['organizationPaths', organization?.conditions ?? ''],
        ]),
        () => [
          ...validateFinishedGroup(errors, this, promise),
          ...validateGroupPolicies(errors, this),
          ...validateRolesExist(errors, this, accounts, identity),
        ],
      ),
    });
  }

  /**
   * Makes a user a member of the group.
   *
   * The user stays in all other groups. A user of another account is an error.
   *
   * @param user A user of the group's account, made in this app or imported.
   * @throws ValidationError for a user of another account
   */
  public addUser(user: IUser): void {
    this.checkAccountOf(user);
    this._config.members.push(user);
    if (user.node.defaultChild) {
      return super.addUser(user);
    }
    // One resource for all: the CDK's, one for each imported user, have the same id where two groups have the same user.
    this.members ??= new CfnUserToGroupAddition(this, 'Members', {
      groupName: this.groupName,
      users: Lazy.list({ produce: () => [...this.importedUsers] }),
    });
    if (!this.importedUsers.has(user.userName) && this._mayReplaceGroupOfCdk() && !Token.isUnresolved(user.userName)) {
      new MembershipOfCdk(this.members, this, user.userName);
    }
    this.importedUsers.add(user.userName);
  }

  /**
   * Whether the group may have been an `iam.Group` of the same id before.
   *
   * @internal
   */
  public _mayReplaceGroupOfCdk(): boolean {
    return true;
  }

  /** A group cannot have users of other accounts. Accounts that are known at deployment only cannot be compared. */
  private checkAccountOf(user: IUser): void {
    const { account } = this.stack;
    const accountOfUser = accountOf(user, user.userArn);
    if (!Token.isUnresolved(accountOfUser) && !Token.isUnresolved(account) && accountOfUser !== account) {
      this.errors.fail(`users has ${user.node.path} of account ${accountOfUser}`, `add users of the group's account ${account} only`);
    }
  }

  private denyActions(denied: string[]): void {
    if (denied.length > 0) {
      this.policies.deny(denials(denied));
      Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:groupPermissionsDeny', this.errors.message(
        `groupPermissions deny ${denied.length} patterns of actions to members, whatever else allows them`,
        'use a level without denials, such as viewOnly(), or acknowledge this'));
    }
  }

  /** Adds a policy whose wildcards are acknowledged, if it has statements. */
  private allowOnWildcards(id: string, statements: PolicyStatement[], reason: string): void {
    this.policies.allow(id, statements, { statements, reason });
  }

  private allowAssumption(actions: string[], roles: RoleOfAccount[], attached: number, ofOrganization?: AssumableRoles): void {
    if (ofOrganization) {
      this.allowOnWildcards('AssumeRoleInOrganization', [assumeRoleStatement(actions, ofOrganization)],
        'One role by its whole name, in whichever account of the organization: aws:ResourceOrgID must be the caller\'s own');
    }
    const slots = this.policies.slots(attached);
    const { chunks, remainder } = rolesByPolicy(this, actions, roles, slots.map(({ size }) => size));
    if (remainder.length > 0) {
      // What a late name or path has become may be the reason.
      roleIdentity(this.errors.inFinishedTemplate(this), this.identity);
      this.errors.fail(`trusting names ${roles.length} accounts, but the policies of one group can hold only ${roles.length - remainder.length} of their roles`,
        'use TrustingTarget.stackSetToOrganizationalUnits(), whose policy is the same for any number of accounts, or use another CrossAccountReadOnlyAccess for the rest');
    }
    chunks.forEach((chunk, i) => {
      const statements = [assumeRoleStatement(actions, { arns: chunk.map(({ arn }) => arn) })];
      if (chunk.length > 0 && slots[i].isInline) {
        this.policies.allow(slots[i].id, statements);
      } else if (chunk.length > 0) {
        this.policies.allowManaged(slots[i].id, statements);
      }
    });
  }
}

/** Checks values that were tokens at first, once they are known, as the constructor checks literals. */
function recheck(errors: ErrorContext, props: AssumingGroupProps, stack: Stack): void {
  roleIdentity(errors, { roleName: props.roleName, path: props.path });
  resolveTargets(errors, props.trusting, stack.account);
  checkedGroupPermissions(errors, props, stack);
  checkNotEmpty(errors, 'users', props.users, 'leave it out to add nobody');
  callerConditions(errors, { sourceIdentity: props.sourceIdentity, sessionTags: props.sessionTags });
}

function checkedGroupPermissions(errors: ErrorContext, props: AssumingGroupProps, { account }: Stack): PermissionsConfig {
  if (props.groupName !== undefined) {
    checkName(errors, 'groupName', 'group', props.groupName);
  }
  if (props.groupPath !== undefined) {
    checkPath(errors, 'groupPath', props.groupPath);
  }
  checkIdentityPolicies(errors, props.identityPolicies);
  const { _config: config } = props.groupPermissions ?? defaultPermissions();
  checkPermissions(errors, 'groupPermissions', config);
  checkAttachable(errors, 'groupPermissions', config.level.policies, { account });
  return config;
}

