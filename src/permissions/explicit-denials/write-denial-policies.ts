import { ManagedPolicy, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { WriteDenials, writeDenials } from './write-denials';
import { memoize } from '../../core/memoize';
import { fingerprint } from '../../core/policy-size';
import { EMPTY_LEVEL } from '../permission-level';

const DESCRIPTION = 'Keeps read-only roles read-only: denies what resource policies may allow them, and assuming further roles';

/**
 * The managed policies that deny writes to a role. All roles of a stack share those that their levels do not change.
 *
 * A policy with another text is another resource: if it were updated in place, it would take effect before the rest of the update.
 *
 * @param path Undefined for the default path.
 */
export function writeDenialPolicies(role: Role, { policies, isShared }: WriteDenials, path?: string): ManagedPolicy[] {
  return isShared ? sharedPolicies(Stack.of(role), path) : policies.map((statements, i) => createPolicy(role, i, statements, path));
}

/** The policies that no level changes, made for the first role of a stack and path that needs them. */
function sharedPolicies(stack: Stack, path?: string): ManagedPolicy[] {
  const ofStack = sharedPoliciesByPath(stack);
  const shared = ofStack.get(path) ?? writeDenials(EMPTY_LEVEL).policies.map((statements, i) => createPolicy(stack, i, statements, path));
  ofStack.set(path, shared);
  return shared;
}

const sharedPoliciesByPath = memoize((_stack: Stack) => new Map<string | undefined, ManagedPolicy[]>());

function createPolicy(scope: Construct, index: number, statements: PolicyStatement[], path?: string): ManagedPolicy {
  const document = new PolicyDocument({ statements: statements.map((statement) => statement.copy()) });
  const id = `ReadOnlyDenials${index + 1}${fingerprint(scope, path === undefined ? document.toJSON() : { path, document: document.toJSON() })}`;
  // Another copy of this library in the app may have made it.
  return scope.node.tryFindChild(id) as ManagedPolicy | undefined ?? new ManagedPolicy(scope, id, { description: DESCRIPTION, document, path });
}
