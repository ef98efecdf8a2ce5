import { createHash } from 'crypto';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { partitionOf } from './arns';

/**
 * The size of a policy in characters, as IAM counts them: without white space between elements.
 *
 * The partition counts with its real length if the stack's Region is known at synth, otherwise as `aws`. Other tokens count as 0 characters.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function policySize(scope: Construct, document: unknown): number {
  return lengthOf(literal(scope, document));
}

/** The size of a policy whose tokens are resolved, likewise. */
export function resolvedPolicySize(scope: Construct, document: unknown): number {
  return lengthOf(literally(document, literalPartition(scope)));
}

/** Whether the resolved policies certainly fit together: an intrinsic function is longer than its text. */
export function fit(documents: unknown[], quota: number): boolean {
  return documents.reduce<number>((size, document) => size + lengthOf(document), 0) <= quota;
}

/** The length as JSON: that of a policy without statements, or one that an override has taken out of the template, is 0. */
function lengthOf(document: unknown): number {
  return (JSON.stringify(document) ?? '').length;
}

/** The size of a statement, likewise. */
export function statementSize(scope: Construct, statement: PolicyStatement): number {
  const json = JSON.stringify(statement.toStatementJson());
  return Token.isUnresolved(json) ? policySize(scope, statement.toStatementJson()) : json.length;
}

/** A short hash of a policy's text, the same in every app. */
export function fingerprint(scope: Construct, document: unknown): string {
  return fingerprintWithoutTokens(literal(scope, document));
}

/** The hash of a policy in which nothing is a token: it does not depend on the scope. */
export function fingerprintWithoutTokens(document: unknown): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex').slice(0, 8);
}

/** A text of a policy, without the values that are known at deployment only. */
export function literalText(scope: Construct, text: string): string {
  return String(literal(scope, text));
}

/** The size of one more entry in a list of a policy. */
export function listEntrySize(scope: Construct, value: string): number {
  return policySize(scope, value) + ','.length;
}

function literal(scope: Construct, value: unknown): unknown {
  return literally(Stack.of(scope).resolve(value), literalPartition(scope));
}

function literalPartition(scope: Construct): string {
  const partition = partitionOf(scope);
  return Token.isUnresolved(partition) ? 'aws' : partition;
}

/** Replaces CloudFormation's intrinsic functions by their text. */
function literally(value: any, partition: string): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) => literally(entry, partition));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (value['Fn::Join']) {
    const [separator, parts] = value['Fn::Join'];
    return parts.map((part: unknown) => literally(part, partition)).join(separator);
  }
  if (value.Ref === PARTITION_PARAMETER) {
    return partition;
  }
  if (isIntrinsic(value)) {
    return '';
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, literally(entry, partition)]));
}

const PARTITION_PARAMETER = 'AWS::Partition';

/** Whether a resolved value is an intrinsic function of CloudFormation. */
export function isIntrinsic(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}
