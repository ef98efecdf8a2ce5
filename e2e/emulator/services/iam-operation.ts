import { Call, Operation, Params } from '../call';
import { Account } from '../state/account';

/** An operation on the resource of the caller's account that its parameters name. */
export function iamOperation(action: string, resource: (params: Params, account: Account) => string, run: (account: Account, params: Params) => object | void): Operation {
  return {
    permission: ({ params, account }: Call) => ({ action: `iam:${action}`, resource: resource(params, account) }),
    run: ({ params, account }) => run(account, params) ?? {},
  };
}

/** The ARN of a user, group or role; of one that does not exist (yet), the ARN it would have. */
export function arnOf(kind: 'user' | 'group' | 'role', account: Account, name: string, path: string = '/'): string {
  const things = { user: account.users, group: account.groups, role: account.roles }[kind];
  return things.find(name)?.arn ?? `arn:aws:iam::${account.id}:${kind}${path}${name}`;
}

export const userArn = ({ UserName, Path }: Params, account: Account) => arnOf('user', account, UserName, Path);
export const groupArn = ({ GroupName, Path }: Params, account: Account) => arnOf('group', account, GroupName, Path);
export const roleArn = ({ RoleName, Path }: Params, account: Account) => arnOf('role', account, RoleName, Path);
export const anything = () => '*';
