import { AccountRootPrincipal, Group, IPrincipal, Role, User } from 'aws-cdk-lib/aws-iam';
import { inAccounts, promisesTo } from './members';
import { PromisedAction } from './prove-action';
import { PrincipalScope, TrustingRole } from '../../src';
import { Configuration, Scope } from '../properties/who-may-assume/configuration';
import { Caller, mfa, session, user } from '../support/callers';
import { DeployedIam } from '../support/deployed-iam';
import { A, B, TwoAccounts } from '../support/two-accounts';

/** An identity with a grant to assume a role that trusts the user ann. */
export interface Grantee {
  readonly what: string;
  readonly grantee: (accounts: TwoAccounts) => IPrincipal;
  /** Who calls. */
  readonly caller: Caller;
  /** The principals that the role then trusts, in addition to ann. */
  readonly scope: Scope;
}

const named = (name: string, path = '/') => ({ name, path, writtenAs: 'path and name' as const });
const users = (...names: ReturnType<typeof named>[]): Scope => ({ kind: 'users', names });
const roles = (...names: ReturnType<typeof named>[]): Scope => ({ kind: 'roles', names });

export const GRANTEES: Grantee[] = [
  { what: 'an existing user', grantee: ({ a }) => User.fromUserName(a, 'Bob', 'bob'), caller: user('bob', mfa()), scope: users(named('bob')) },
  {
    what: 'a user of the app, with a path',
    grantee: ({ a }) => new User(a, 'Cyd', { userName: 'cyd', path: '/team/' }),
    caller: user('cyd', mfa(), { path: '/team/' }),
    scope: users(named('cyd', '/team/')),
  },
  {
    what: 'a role by its ARN',
    grantee: ({ a }) => Role.fromRoleArn(a, 'Tool', `arn:aws:iam::${A}:role/tools/Tool`),
    caller: session('Tool', { path: '/tools/' }),
    scope: roles(named('Tool', '/tools/')),
  },
  {
    what: 'a role of the app, with a path',
    grantee: ({ a }) => new Role(a, 'Ci', { roleName: 'Deployer', path: '/ci/', assumedBy: new AccountRootPrincipal() }),
    caller: session('Deployer', { path: '/ci/' }),
    scope: roles(named('Deployer', '/ci/')),
  },
];

/** What the role of a grant promises: to its trust policy a configuration, and to the policies of the grantee certain roles. */
export interface PromisesOfGrant {
  readonly configuration: Configuration;
  readonly arn: string;
  readonly trustPolicy: object;
  readonly toGrantee: PromisedAction[];
}

export function promisesOfGrant({ grantee, caller, scope }: Grantee): PromisesOfGrant {
  const accounts = new TwoAccounts();
  const role = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, principals: [PrincipalScope.users('ann')] });
  role.grantAssumeRole(grantee(accounts));
  const iam = new DeployedIam(accounts.a, accounts.b);
  const arn = iam.roleArn('SecurityReadOnlyRole');
  return {
    arn,
    configuration: { scopes: [users(named('ann')), scope], mfa: 'default', userNameAsSessionName: false, anyTag: false, path: '/', minimized: false },
    trustPolicy: iam.trustOf(arn)!,
    toGrantee: promisesTo(caller, iam, { where: inAccounts(B) }),
  };
}

/** A member of a group with a grant, which adds nobody to a trust policy: the role must trust the account. */
export function promisesToGroup(): PromisedAction[] {
  const accounts = new TwoAccounts();
  new TrustingRole(accounts.b, 'Role', { assumingAccount: A }).grantAssumeRole(new Group(accounts.a, 'Managers', { groupName: 'Managers' }));
  return promisesTo(user('ann', mfa(), { groups: ['Managers'] }), new DeployedIam(accounts.a, accounts.b), { where: inAccounts(B) });
}
