import { Account } from '../../accounts/account';
import type { Context } from '../../api/authorization';
import { Call, Operation, Params } from '../../api/operation';
import { AwsError } from '../../aws-error';

type Kind = 'user' | 'group' | 'role';
type OfParams<T> = (params: Params, account: Account) => T;

const LONGEST_NAME = { user: 64, group: 128, role: 64, policy: 128 };
const LONGEST_PATH = 512;

/** An operation on the resource of the caller's account that its parameters name. */
export function iamOperation(
  action: string,
  resource: OfParams<string>,
  run: (account: Account, params: Params) => object | void,
  context?: OfParams<Context>,
): Operation {
  return {
    permission: ({ params, account }: Call) => ({ action: `iam:${action}`, resource: resource(params, account), context: context?.(params, account) }),
    run: ({ params, account }) => run(account, params) ?? {},
  };
}

/** The ARN of a user, group or role; of one that does not exist (yet), the ARN it would have. */
export function arnOf(kind: Kind, account: Account, name: string, path: string = '/'): string {
  checkName(kind, name, path);
  const things = { user: account.users, group: account.groups, role: account.roles }[kind];
  return things.find(name)?.arn ?? `arn:aws:iam::${account.id}:${kind}${path}${name}`;
}

export const userArn = ({ UserName, Path }: Params, account: Account) => arnOf('user', account, UserName, Path);
export const groupArn = ({ GroupName, Path }: Params, account: Account) => arnOf('group', account, GroupName, Path);
export const roleArn = ({ RoleName, Path }: Params, account: Account) => arnOf('role', account, RoleName, Path);
export const anything = () => '*';

/** The boundary that a call is about: the one asked for, or else the one that there is. */
export function boundaryContext(arn?: string): Context {
  return arn ? { 'iam:PermissionsBoundary': arn } : {};
}

export const askedBoundary = ({ PermissionsBoundary }: Params) => boundaryContext(PermissionsBoundary);
export const userBoundary = ({ UserName }: Params, { users }: Account) => boundaryContext(users.find(UserName)?.boundary);
export const roleBoundary = ({ RoleName }: Params, { roles }: Account) => boundaryContext(roles.find(RoleName)?.boundary);

export function describedBoundary(arn?: string): object | undefined {
  return arn ? { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn } : undefined;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names */
export function checkName(kind: keyof typeof LONGEST_NAME, name: string, path: string): void {
  if (!/^[\w+=,.@-]+$/.test(name) || name.length > LONGEST_NAME[kind]) {
    throw new AwsError('ValidationError', `The specified value for ${kind}Name is invalid: ${name}`);
  }
  if (!/^\/([!-~]+\/)?$/.test(path) || path.length > LONGEST_PATH) {
    throw new AwsError('ValidationError', `The specified value for path is invalid: ${path}`);
  }
}
