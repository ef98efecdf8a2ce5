import { CfnRole, CfnUser, IGrantable, IGroup, IPrincipal, IRole, IUser } from 'aws-cdk-lib/aws-iam';
import { Stack, Token } from 'aws-cdk-lib/core';
import { accountOf, parseIamArn } from '../core/arns';
import { ErrorContext } from '../core/validation-error';
import { PrincipalScope } from '../trust/principal-scope';

/** An identity of the assuming account that an assumption can be granted to. */
export interface Grantee {
  readonly identity: IUser | IRole | IGroup;
  /** How a trust policy can name it; a group cannot be named. */
  readonly scope?: PrincipalScope;
}

/** Users, roles and groups of the assuming account; everything else is rejected rather than half served. */
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
 * What only the deployment of its own account knows cannot be trusted: the trusting account's template does not have it, or something
 * else by the same name, such as `Aws.STACK_NAME`.
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

/** A path that is produced at synth begins with a slash too, which must be seen: a name would be given one. */
function pathOf(own: CfnUser | CfnRole): string {
  const path = producedPath(own);
  return typeof path === 'string' ? path : own.path!;
}

function producedPath(own?: CfnUser | CfnRole): unknown {
  return own?.stack.resolve(own.path) ?? '';
}

/** Imported identities carry their path and name in their ARN. Behind a token, the name alone is known. */
function importedPathAndName(arn: string, name: string): string {
  const resource = parseIamArn(arn)?.resource;
  return resource ? resource.slice(resource.indexOf('/')) : name;
}
