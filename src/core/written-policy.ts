import { ManagedPolicy, Policy, PolicyDocument } from 'aws-cdk-lib/aws-iam';

/** A policy, and the document that the library has made it of: a property injector can give it another one. */
export interface WrittenPolicy<T extends Policy | ManagedPolicy = Policy | ManagedPolicy> {
  readonly policy: T;
  readonly document: PolicyDocument;
  /** The number of statements that the library has written. Others can add more to the document. */
  readonly statementCount: number;
}

/** A policy that is made of a document just now. */
export function writtenPolicy<T extends Policy | ManagedPolicy>(policy: T, document: PolicyDocument): WrittenPolicy<T> {
  return { policy, document, statementCount: document.statementCount };
}
