import { ManagedPolicy, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { WriteDenials, writeDenials } from './write-denials';
import { memoize } from '../../core/memoize';
import { fingerprint, fingerprintWithoutTokens } from '../../core/policy-size';
import { WrittenPolicy } from '../../core/written-policy';
import { EMPTY_LEVEL } from '../permission-level';

const DESCRIPTION = 'Keeps read-only roles read-only: denies what resource policies may allow them, and assuming further roles';

/**
 * The managed policies that deny writes to a role. All roles of a stack share those that their levels do not change.
 *
 * A policy with another text is another resource: if it were updated in place, it would take effect before the rest of the update.
 */
export function writeDenialPolicies(role: Role, { policies, isShared }: WriteDenials): WrittenPolicy<ManagedPolicy>[] {
  return isShared ? sharedPolicies(Stack.of(role)) : policies.map((statements, i) => {
    const document = documentOf(statements);
    return createPolicy(role, i, document, fingerprint(role, document.toJSON()));
  });
}

/** The policies that no level changes, made for the first role of a stack that needs them. */
const sharedPolicies = memoize((stack: Stack): WrittenPolicy<ManagedPolicy>[] => {
  const { policies } = writeDenials(EMPTY_LEVEL);
  return policies.map((statements, i) => createPolicy(stack, i, documentOf(statements), sharedFingerprint(statements)));
});

/** Computed once for all stacks: the text has no token, and is long. */
const sharedFingerprint = memoize((statements: PolicyStatement[]): string => fingerprintWithoutTokens(documentOf(statements).toJSON()));

function createPolicy(scope: Construct, index: number, document: PolicyDocument, hash: string): WrittenPolicy<ManagedPolicy> {
  const id = `ReadOnlyDenials${index + 1}${hash}`;
  // Another copy of this library in the app may have made it.
  const policy = scope.node.tryFindChild(id) as ManagedPolicy | undefined ?? new ManagedPolicy(scope, id, { description: DESCRIPTION, document });
  return { policy, document, statementCount: document.statementCount };
}

function documentOf(statements: PolicyStatement[]): PolicyDocument {
  return new PolicyDocument({ statements: statements.map((statement) => statement.copy()) });
}
