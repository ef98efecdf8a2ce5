import { Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { partitionOf } from '../core/arns';
import { isIntrinsic } from '../core/policy-size';
import { describeResolved } from '../core/token-text';

/** A resolved value as text, for messages; undefined if the template has none. */
export function finishedText(scope: IConstruct, value: unknown): string | undefined {
  return value === undefined ? undefined : withOwnValues(scope, describeResolved(scope, value));
}

/** A resolved value with texts instead of intrinsic functions. */
export function withTexts(scope: IConstruct, value: any): any {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((entry) => withTexts(scope, entry));
  }
  return isIntrinsic(value)
    ? finishedText(scope, value)
    : Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withTexts(scope, entry)]));
}

/** Whether two resolved values are the same after deployment, as far as it is known at synth. */
export function isSameText(scope: IConstruct, one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other) || finishedText(scope, one) === finishedText(scope, other);
}

/** Whether two resolved ARNs of IAM are the same. */
export function isSameIamArn(scope: IConstruct, one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other) || comparableIamArn(scope, one) === comparableIamArn(scope, other);
}

function withOwnValues(scope: IConstruct, text: string): string {
  const { account, region } = Stack.of(scope);
  const own: Record<string, string> = { AccountId: account, Region: region, Partition: partitionOf(scope) };
  return text.replace(/\$\{AWS::(AccountId|Region|Partition)\}/g, (pseudo, name) => Token.isUnresolved(own[name]) ? pseudo : own[name]);
}

/** A resolved ARN of IAM, the same in all its notations. What a role names is always in the role's own partition, which is left out. */
export function comparableIamArn(scope: IConstruct, arn: unknown): string | undefined {
  return finishedText(scope, arn)?.replace(/^arn:(\$\{AWS::Partition\}|[^:]+):iam:/, 'arn:iam:');
}

/** The first of several parts, and the number of the others: they usually have the same cause. */
export function firstOf([first, ...others]: string[]): string {
  return others.length > 0 ? `${first} and ${others.length} more` : first;
}
