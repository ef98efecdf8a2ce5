import { CfnRole, CfnUser, IGrantable, IGroup, IPrincipal, IRole, IUser } from 'aws-cdk-lib/aws-iam';
import { Stack, Token } from 'aws-cdk-lib/core';
import { accountOf, parseIamArn } from '../core/arns';
import { ErrorContext } from '../core/validation-error';
import { PrincipalScope } from '../trust/principal-scope';

/** An identity of the assuming account that can be allowed to assume roles. */
export interface Grantee {
  readonly identity: IUser | IRole | IGroup;
  /** The scope for the trust policy; undefined for a group, which a trust policy cannot name. */
  readonly scope?: PrincipalScope;
}

/** The user, role or group of the assuming account. Other principals are an error, because only one side could be changed. */
export function granteeOf(errors: ErrorContext, grantable: IGrantable, assumingAccount: string): Grantee {
  const principal: IPrincipal & Partial<IUser & IRole & IGroup> = grantable.grantPrincipal;
  const grantee = userGrantee(principal) ?? roleGrantee(principal) ?? groupGrantee(principal) ?? errors.fail(
    'grantAssumeRole grantee is not a user, role or group', 'grant to the identity that calls sts:AssumeRole');

  const account = accountOf(grantee.identity, (principal.userArn ?? principal.roleArn ?? principal.groupArn)!);
  if (account !== assumingAccount) {
    errors.fail(`grantAssumeRole grantee ${grantee.identity.node.path} is of account ${Token.isUnresolved(account) ? 'unknown at synth' : account}`,
      `grant to identities of the assuming account ${assumingAccount}`);
  }
  return grantee;
}

/**
 * Whether the trusting account's template can contain the grantee's name and path. A token has no value there, or another one, such as
 * `Aws.STACK_NAME`.
 */
export function isKnownAtSynth({ identity }: Grantee, trustingStack: Stack): boolean {
  try {
    const name = trustingStack.resolve((identity as Partial<IUser>).userName ?? (identity as Partial<IRole>).roleName);
    const path = producedPath(identity.node.defaultChild as CfnUser | CfnRole | undefined);
    return typeof name === 'string' && typeof path === 'string';
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
  return { identity: user, scope: PrincipalScope.users(own ? `${pathOf(own)}${user.userName}` : importedPathAndName(user.userArn, user.userName)) };
}

function roleGrantee(principal: IPrincipal & Partial<IRole>): Grantee | undefined {
  if (!principal.roleArn) {
    return undefined;
  }
  const role = principal as IRole;
  const own = role.node.defaultChild as CfnRole | undefined;
  return { identity: role, scope: PrincipalScope.roles(own ? `${pathOf(own)}${role.roleName}` : importedPathAndName(role.roleArn, role.roleName)) };
}

function groupGrantee(principal: IPrincipal & Partial<IGroup>): Grantee | undefined {
  return principal.groupArn ? { identity: principal as IGroup } : undefined;
}

/** The path with lazy values resolved, because a path that does not visibly begin with a slash would get a second one. */
function pathOf(own: CfnUser | CfnRole): string {
  const path = producedPath(own);
  return typeof path === 'string' ? path : own.path!;
}

function producedPath(own?: CfnUser | CfnRole): unknown {
  return own?.stack.resolve(own.path) ?? '';
}

/** The path and name in the ARN of an imported identity. If the ARN is a token, only the name is known. */
function importedPathAndName(arn: string, name: string): string {
  const resource = parseIamArn(arn)?.resource;
  return resource ? resource.slice(resource.indexOf('/')) : name;
}
