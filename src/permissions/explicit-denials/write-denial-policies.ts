import { ManagedPolicy, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { WriteDenials, writeDenials } from './write-denials';
import { memoize } from '../../core/memoize';
import { fingerprint, fingerprintWithoutTokens } from '../../core/policy-size';
import { StatementJson } from '../../core/statement-validation';
import { statementsOf, WrittenPolicy, writePolicy } from '../../core/written-policy';
import { EMPTY_LEVEL } from '../permission-level';

const DESCRIPTION = 'Keeps read-only roles read-only: denies what resource policies may allow them, and assuming further roles';

/**
 * The managed policies that deny writes to a role. All roles of a stack share those that their levels do not change.
 *
 * A policy with another text is another resource: if it were updated in place, it would take effect before the rest of the update.
 *
 * @param path Undefined for the default path.
 */
export function writeDenialPolicies(role: Role, { policies, isShared }: WriteDenials, path?: string): WrittenPolicy<ManagedPolicy>[] {
  return isShared ? sharedPolicies(Stack.of(role), path) : policies.map((statements, i) => {
    const document = documentOf(statements);
    return createPolicy(role, i, document, statementsOf(document), fingerprint(role, withPath(document, path)), path);
  });
}

/** The policies that no level changes, made for the first role of a stack and path that needs them. */
function sharedPolicies(stack: Stack, path?: string): WrittenPolicy<ManagedPolicy>[] {
  const ofStack = sharedPoliciesByPath(stack);
  const policies = ofStack.get(path) ?? writeDenials(EMPTY_LEVEL).policies.map((statements, i) => {
    const document = documentOf(statements);
    const shared = sharedText(statements);
    return createPolicy(stack, i, document, shared.statements, path === undefined ? shared.hash : fingerprint(stack, withPath(document, path)), path);
  });
  ofStack.set(path, policies);
  return policies;
}

const sharedPoliciesByPath = memoize((_stack: Stack) => new Map<string | undefined, WrittenPolicy<ManagedPolicy>[]>());

/** Computed once for all stacks: the text has no token, and is long. */
const sharedText = memoize((statements: PolicyStatement[]) => {
  const document = documentOf(statements);
  return { statements: statementsOf(document), hash: fingerprintWithoutTokens(document.toJSON()) };
});

function createPolicy(
  scope: Construct, index: number, document: PolicyDocument, statements: StatementJson[], hash: string, path?: string,
): WrittenPolicy<ManagedPolicy> {
  const id = `ReadOnlyDenials${index + 1}${hash}`;
  // Another copy of this library in the app may have made it.
  const other = scope.node.tryFindChild(id) as ManagedPolicy | undefined;
  return writePolicy(document, () => other ?? new ManagedPolicy(scope, id, { description: DESCRIPTION, document, path }), statements);
}

/** What the id of a policy depends on: another path is another resource, too. */
function withPath(document: PolicyDocument, path?: string): unknown {
  return path === undefined ? document.toJSON() : { path, document: document.toJSON() };
}

function documentOf(statements: PolicyStatement[]): PolicyDocument {
  return new PolicyDocument({ statements: statements.map((statement) => statement.copy()) });
}
