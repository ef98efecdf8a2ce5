import { Annotations, Stack, Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { ErrorContext } from './validation-error';

/** The stacks that use a name, by account, kind and name, for each app. */
const RESERVED = new WeakMap<IConstruct, Map<string, Stack[]>>();

/**
 * Reserves a name in the account of `scope`. IAM ignores path, Region, and upper and lower case when it compares role names.
 *
 * Fails if the stack already uses the name. Returns the other stacks of the app that use it: an app can have stacks of which only one is
 * deployed.
 */
export function reserveName(errors: ErrorContext, scope: Construct, prop: 'roleName' | 'stackSetName', name: string): Stack[] {
  const stack = Stack.of(scope);
  // A token has one value within a stack, and can have another one in each stack.
  const place = Token.isUnresolved(stack.account + name) ? stack.node.path : stack.account;
  const stacks = stacksWithName(stack, `${place}/${prop}/${name.toLowerCase()}`);
  if (stacks.includes(stack)) {
    const what = { roleName: 'role', stackSetName: 'StackSet' }[prop];
    errors.fail(`${prop} "${name}" is taken by another ${what} of ${stack.node.path}`, `give each ${what} a different ${prop}`);
  }
  const others = [...stacks];
  stacks.push(stack);
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
  const stacks = names.get(key) ?? [];
  names.set(key, stacks);
  return stacks;
}
