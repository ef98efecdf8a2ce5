import { Aws, CfnCondition, Fn, Lazy, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { TrustCondition } from '../conditions/trust-condition';
import { partitionOf } from '../private/arns';
import { QUOTAS } from '../private/quotas';
import { RoleIdentity } from '../private/role-identity';

/** The console's sign-in host of each partition; in others no link is known. */
const SIGN_IN_HOSTS: Record<string, string> = {
  'aws': 'signin.aws.amazon.com',
  'aws-cn': 'signin.amazonaws.cn',
  'aws-us-gov': 'signin.amazonaws-us-gov.com',
};

/** The role that a link switches to. */
export interface SwitchRoleTarget extends RoleIdentity {
  readonly account: string;
}

/** The link to a role, or why there is none. */
export interface SwitchRoleLink {
  readonly url?: string;
  readonly note?: string;
}

/**
 * The link that opens the console's *Switch role* form filled in, for a role in the partition of `scope`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
 */
export function switchRoleLink(scope: Construct, role: SwitchRoleTarget, conditions: TrustCondition[]): SwitchRoleLink {
  const host = signInHost(scope);
  const obstacles = consoleObstacles(role, conditions, host);
  return obstacles.length > 0
    ? { note: `there is no switch-role link, because ${obstacles.join(', and ')}` }
    : { url: `https://${host}/switchrole?${query(role)}` };
}

/** Whatever the console cannot do, and whatever is not known of the role. The console wants the path without its first slash. */
function consoleObstacles({ path, roleName }: RoleIdentity, conditions: TrustCondition[], host?: string): string[] {
  return [
    ...conditions.flatMap(({ consoleObstacle }) => consoleObstacle ?? []),
    ...isTooLongForConsole({ path, roleName }) ? [`the console cannot switch to a role of more than ${QUOTAS.switchRolePathAndName} characters`] : [],
    ...Token.isUnresolved(path) ? ['the path is not known at synth'] : [],
    ...host ? [] : ['the sign-in host of its partition is not known'],
  ];
}

function query({ account, path, roleName }: SwitchRoleTarget): string {
  return Object.entries({ account: [account], roleName: [path.slice(1), roleName], displayName: displayName(account, roleName) })
    .filter(([, parts]) => parts.length > 0)
    .map(([key, parts]) => `${key}=${parts.map(encoded).join('')}`)
    .join('&');
}

/**
 * Whether the console cannot switch to a role because of its long path.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html
 */
export function isTooLongForConsole({ path, roleName }: RoleIdentity): boolean {
  return !Token.isUnresolved(path + roleName) && path.length - 1 + roleName.length > QUOTAS.switchRolePathAndName;
}

/** What the console shows while the role is in use: its own default text, left to the console where it would be cut. */
function displayName(account: string, roleName: string): string[] {
  const name = [roleName, ' @ ', account];
  return Token.isUnresolved(name.join('')) || name.join('').length <= 64 ? name : [];
}

/** A token is left as it is. */
function encoded(value: string): string {
  return Token.isUnresolved(value) ? value : encodeURIComponent(value);
}

/** A literal where the stack's Region is known; else chosen at deployment, in whichever stack the link is used. */
function signInHost(scope: Construct): string | undefined {
  const partition = partitionOf(scope);
  return Token.isUnresolved(partition)
    ? Lazy.uncachedString({ produce: ({ scope: user }) => hostChosenIn(Stack.of(user)) })
    : SIGN_IN_HOSTS[partition];
}

function hostChosenIn(stack: Stack): string {
  return ['aws-cn', 'aws-us-gov'].reduce(
    (otherwise, name) => Fn.conditionIf(isPartition(stack, name).logicalId, SIGN_IN_HOSTS[name], otherwise).toString(),
    SIGN_IN_HOSTS.aws,
  );
}

function isPartition(stack: Stack, partition: string): CfnCondition {
  const id = `IsPartition-${partition}`;
  const expression = Fn.conditionEquals(Aws.PARTITION, partition);
  return stack.node.tryFindChild(id) as CfnCondition | undefined ?? new CfnCondition(stack, id, { expression });
}
