import { Annotations, Stack, Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { ErrorContext } from './validation-error';

/** The stacks that make something of a name, by account, kind and name, for each app. */
const RESERVED = new WeakMap<IConstruct, Map<string, Stack[]>>();

/**
 * Takes a name in the account of `scope`, where it must be unique: that of a role whatever its path, Region and case.
 *
 * Twice in one stack is rejected. Returns the other stacks of the app that take it too: an app may hold stacks that
 * are never deployed side by side.
 */
export function reserveName(errors: ErrorContext, scope: Construct, prop: 'roleName' | 'stackSetName', name: string): Stack[] {
  const stack = Stack.of(scope);
  // What only the deployment knows is the same within a stack, and may be another in each.
  const place = Token.isUnresolved(stack.account + name) ? stack.node.path : stack.account;
  const takers = stacksWithName(stack, `${place}/${prop}/${name.toLowerCase()}`);
  if (takers.includes(stack)) {
    const what = { roleName: 'role', stackSetName: 'StackSet' }[prop];
    errors.fail(`${prop} "${name}" is taken by another ${what} of ${stack.node.path}`, `give each ${what} a different ${prop}`);
  }
  const others = [...takers];
  takers.push(stack);
  return others;
}

export function warnOnDuplicates(role: Construct, errors: ErrorContext, roleName: string, duplicates: Stack[]): void {
  if (duplicates.length > 0) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:roleNameTaken', errors.message(
      `roleName "${roleName}" is taken in the same account by ${duplicates.map(({ node }) => node.path).join(', ')}`,
      'IAM is global: deploy only one of them, or give each role a different roleName'));
  }
}

function stacksWithName(stack: Stack, key: string): Stack[] {
  const names = RESERVED.get(stack.node.root) ?? new Map<string, Stack[]>();
  RESERVED.set(stack.node.root, names);
  const takers = names.get(key) ?? [];
  names.set(key, takers);
  return takers;
}
