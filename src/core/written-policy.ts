import { ManagedPolicy, Policy, PolicyDocument } from 'aws-cdk-lib/aws-iam';

/** A policy, and the document that the library has made it of: a property injector can give it another one. */
export interface WrittenPolicy<T extends Policy | ManagedPolicy = Policy | ManagedPolicy> {
  readonly policy: T;
  readonly document: PolicyDocument;
  /** The number of statements that the library has written. Others can add more to the document. */
  readonly statementCount: number;
}

/** Makes a policy of a document. What property injectors add is not written by the library. */
export function writePolicy<T extends Policy | ManagedPolicy>(document: PolicyDocument, make: (document: PolicyDocument) => T): WrittenPolicy<T> {
  const { statementCount } = document;
  return { policy: make(document), document, statementCount };
}
