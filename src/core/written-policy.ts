import { ManagedPolicy, Policy, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { FeatureFlags } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { StatementJson } from './statement-validation';

/** A policy, and the document that the library has made it of: a property injector can give it another one. */
export interface WrittenPolicy<T extends Policy | ManagedPolicy = Policy | ManagedPolicy> {
  readonly policy: T;
  readonly document: PolicyDocument;
  /** The statements that the library has written. Others can add more to the document. */
  readonly statements: readonly StatementJson[];
}

/**
 * Makes a policy of a document. What property injectors add is not written by the library.
 *
 * @param statements Those of the document, if they are known: long ones take long to render.
 */
export function writePolicy<T extends Policy | ManagedPolicy>(
  document: PolicyDocument, make: (document: PolicyDocument) => T, statements = statementsOf(document),
): WrittenPolicy<T> {
  return { policy: make(document), document, statements };
}

/** The statements of a document as JSON. */
export function statementsOf(document: PolicyDocument): StatementJson[] {
  return (document.toJSON() as { Statement?: StatementJson[] } | undefined)?.Statement ?? [];
}

const MINIMIZE_POLICIES = '@aws-cdk/aws-iam:minimizePolicies';

/** Whether a document certainly has just so many statements as were written. With this feature flag, the CDK merges what is added into them. */
export function hasStatements(scope: IConstruct, document: PolicyDocument, written: number): boolean {
  return document.statementCount === written && !FeatureFlags.of(scope).isEnabled(MINIMIZE_POLICIES);
}
