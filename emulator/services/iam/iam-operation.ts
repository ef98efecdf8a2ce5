import { Account } from '../../accounts/account';
import { Context } from '../../api/authorization';
import { Call, Operation } from '../../api/operation';
import { AwsError } from '../../aws-error';
import { Params } from '../../wire/protocol';

type IdentityType = 'user' | 'group' | 'role';
type FromParams<T> = (params: Params, account: Account) => T;

const MAX_NAME = { user: 64, group: 128, role: 64, policy: 128 };
const MAX_PATH = 512;

/** An operation on a resource of the caller's account. */
export function iamOperation(
  action: string,
  resource: FromParams<string>,
  run: (account: Account, params: Params) => object | void,
  context?: FromParams<Context>,
): Operation {
  return {
    permission: ({ params, account }: Call) => ({ action: `iam:${action}`, resource: resource(params, account), context: context?.(params, account) }),
    run: ({ params, account }) => run(account, params) ?? {},
  };
}

/** The ARN of a user, group or role. If it does not exist (yet), the ARN that it would have. */
export function arnOf(type: IdentityType, account: Account, name: string, path: string = '/'): string {
  checkName(type, name, path);
  const resources = { user: account.users, group: account.groups, role: account.roles }[type];
  return resources.find(name)?.arn ?? `arn:aws:iam::${account.id}:${type}${path}${name}`;
}

export const userArn = ({ UserName, Path }: Params, account: Account) => arnOf('user', account, UserName, Path);
export const groupArn = ({ GroupName, Path }: Params, account: Account) => arnOf('group', account, GroupName, Path);
export const roleArn = ({ RoleName, Path }: Params, account: Account) => arnOf('role', account, RoleName, Path);
export const anyResource = () => '*';

/** The condition key for the permissions boundary: the requested one, or else the existing one. */
export function boundaryContext(arn?: string): Context {
  return arn ? { 'iam:PermissionsBoundary': arn } : {};
}

export const requestedBoundary = ({ PermissionsBoundary }: Params) => boundaryContext(PermissionsBoundary);
export const userBoundary = ({ UserName }: Params, { users }: Account) => boundaryContext(users.find(UserName)?.boundary);
export const roleBoundary = ({ RoleName }: Params, { roles }: Account) => boundaryContext(roles.find(RoleName)?.boundary);

export function boundaryOutput(arn?: string): object | undefined {
  return arn ? { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn } : undefined;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names */
export function checkName(type: keyof typeof MAX_NAME, name: string, path: string): void {
  if (!/^[\w+=,.@-]+$/.test(name) || name.length > MAX_NAME[type]) {
    throw new AwsError('ValidationError', `The specified value for ${type}Name is invalid: ${name}`);
  }
  if (!/^\/([!-~]+\/)?$/.test(path) || path.length > MAX_PATH) {
    throw new AwsError('ValidationError', `The specified value for path is invalid: ${path}`);
  }
}
