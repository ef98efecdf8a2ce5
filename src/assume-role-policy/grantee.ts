import { CfnGroup, CfnRole, CfnUser, IGrantable, IGroup, IPrincipal, IRole, IUser } from 'aws-cdk-lib/aws-iam';
import { Stack, Token } from 'aws-cdk-lib/core';
import { accountOf, parseIamArn } from '../core/arns';
import { customizesRoles } from '../core/customize-roles';
import { ErrorContext } from '../core/validation-error';
import { PrincipalScope } from '../trust/principal-scope';

/** An identity of the assuming account that can be allowed to assume roles. */
export interface Grantee {
  readonly identity: IUser | IRole | IGroup;
  /** The resource of an identity that this app makes. */
  readonly own?: CfnUser | CfnRole | CfnGroup;
  /** The scope for the trust policy; undefined for a group, which a trust policy cannot name. */
  readonly scope?: PrincipalScope;
  /** Whether the identity is imported by its name, so that its path is not known. */
  readonly hasUnknownPath?: boolean;
}

/** Paths of roles that only AWS can change. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html */
const PROTECTED_PATH = /^role\/(aws-reserved|aws-service-role)\//;

/** The user, role or group of the assuming account. Other principals are an error, because only one side could be changed. */
export function granteeOf(errors: ErrorContext, grantable: IGrantable, assumingAccount: string): Grantee {
  if (Token.isUnresolved(assumingAccount)) {
    errors.fail('grantAssumeRole is called for a role whose assumingAccount is a parameter',
      'give the account id as a literal, or name the caller in principals and give it assumeRoleStatementJson');
  }
  const principal: IPrincipal & Partial<IUser & IRole & IGroup> = grantable.grantPrincipal;
  const grantee = userGrantee(principal) ?? roleGrantee(errors, principal) ?? groupGrantee(principal) ?? errors.fail(
    'grantAssumeRole grantee is not a user, role or group', 'grant to the identity that calls sts:AssumeRole');

  const arn = (principal.userArn ?? principal.roleArn ?? principal.groupArn)!;
  const account = accountOf(grantee.identity, arn);
  if (account !== assumingAccount) {
    errors.fail(`grantAssumeRole grantee ${grantee.identity.node.path} is of account ${Token.isUnresolved(account) ? 'unknown at synth' : account}`,
      `grant to identities of the assuming account ${assumingAccount}`);
  }
  if (PROTECTED_PATH.test(parseIamArn(arn)?.resource ?? '')) {
    errors.fail(`grantAssumeRole grantee ${grantee.identity.node.path} is a role whose policies only AWS can change`,
      'trust PrincipalScope.permissionSets() and paste assumeRoleStatementJson into the permission set, or grant to another role');
  }
  return grantee;
}

/**
 * Whether the trusting account's template can contain the grantee's name and path. A token has no value there, or another one, such as
 * `Aws.STACK_NAME`.
 */
export function isKnownAtSynth({ identity, own }: Grantee, trustingStack: Stack): boolean {
  try {
    const name = trustingStack.resolve((identity as Partial<IUser>).userName ?? (identity as Partial<IRole>).roleName);
    return typeof name === 'string' && (!own || typeof producedPath(own) === 'string');
  } catch {
    return false;
  }
}

function userGrantee(principal: IPrincipal & Partial<IUser>): Grantee | undefined {
  if (!principal.userArn) {
    return undefined;
  }
  const user = principal as IUser;
  const own = user.node.defaultChild as CfnUser | undefined;
  const { name, ...rest } = own ? { name: `${pathOf(own)}${user.userName}` } : imported(user, 'user', user.userArn, user.userName);
  return { identity: user, own, scope: PrincipalScope.users(name), ...rest };
}

function roleGrantee(errors: ErrorContext, principal: IPrincipal & Partial<IRole>): Grantee | undefined {
  if (!principal.roleArn) {
    return undefined;
  }
  const role = principal as IRole;
  if (customizesRoles(role)) {
    errors.fail(`grantAssumeRole grantee ${role.node.path} is under iam.Role.customizeRoles, which reports policies and does not attach them`,
      'trust its name with principals, and give it assumeRoleStatementJson where it is made');
  }
  const own = resourceOf(role);
  const { name, ...rest } = own ? { name: `${pathOf(own)}${role.roleName}` } : imported(role, 'role', role.roleArn, role.roleName);
  return { identity: role, own, scope: PrincipalScope.roles(name), ...rest };
}

function groupGrantee(principal: IPrincipal & Partial<IGroup>): Grantee | undefined {
  const group = principal as IGroup;
  return principal.groupArn ? { identity: group, own: group.node.defaultChild as CfnGroup | undefined } : undefined;
}

/** The resource of a role; that of the role which an `iam.LazyRole` makes when its ARN or name is read. */
function resourceOf({ node }: IRole): CfnRole | undefined {
  const child = node.defaultChild as CfnRole | IRole | undefined;
  return child && ('roleArn' in child ? child.node.defaultChild : child) as CfnRole | undefined;
}

/** The path with lazy values resolved, because a path that does not visibly begin with a slash would get a second one. */
function pathOf(own: CfnUser | CfnRole): string {
  const path = producedPath(own);
  return typeof path === 'string' ? path : own.path!;
}

function producedPath(own: CfnUser | CfnRole | CfnGroup): unknown {
  return own.stack.resolve(own.path) ?? '';
}

/**
 * The path and name in the ARN of an imported identity. If the ARN is a token, only the name is known.
 *
 * The CDK makes the ARN of an identity that is imported by its name, as if it had no path.
 */
function imported(identity: IUser | IRole, kind: 'user' | 'role', arn: string, name: string): { name: string; hasUnknownPath?: boolean } {
  const resource = parseIamArn(arn)?.resource;
  return {
    name: resource ? resource.slice(resource.indexOf('/')) : name,
    hasUnknownPath: arn === Stack.of(identity).formatArn({ service: 'iam', region: '', resource: kind, resourceName: name }),
  };
}
