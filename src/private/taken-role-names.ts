import { Stack, Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { Place } from './validation-error';

/** The stacks that make a role of a name, by account and name, for each app. */
const TAKEN = new WeakMap<IConstruct, Map<string, Stack[]>>();

/**
 * Takes a role's name in the account of `scope`, where it must be unique whatever its path, Region and case.
 *
 * Twice in one stack is rejected. Returns the other stacks of the app that take it too: an app may hold stacks that
 * are never deployed side by side.
 */
export function takeRoleName(at: Place, scope: Construct, roleName: string): Stack[] {
  const stack = Stack.of(scope);
  if (Token.isUnresolved(stack.account + roleName)) {
    return [];
  }
  const takers = takersOf(stack, `${stack.account}/${roleName.toLowerCase()}`);
  if (takers.includes(stack)) {
    at.reject(`roleName "${roleName}" is taken by another role of ${stack.node.path}`, 'give each role a roleName of its own');
  }
  const others = [...takers];
  takers.push(stack);
  return others;
}

function takersOf(stack: Stack, key: string): Stack[] {
  const names = TAKEN.get(stack.node.root) ?? new Map<string, Stack[]>();
  TAKEN.set(stack.node.root, names);
  const takers = names.get(key) ?? [];
  names.set(key, takers);
  return takers;
}
