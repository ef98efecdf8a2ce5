import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Aws, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { TrustCondition } from '../conditions/trust-condition';
import { partitionOf } from '../private/arns';

/** What callers of a role do: they assume it, and where the role wants more of them, they need permission for that too. */
export function assumeRoleActions(conditions: TrustCondition[]): string[] {
  return ['sts:AssumeRole', ...conditions.flatMap(({ besides }) => besides?.action ?? [])];
}

/** The statement of a caller's own policy. */
export function assumeRoleStatement(actions: string[], roleArns: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources: roleArns });
}

/** The same as text that people paste; with the partition as a literal where it is known. */
export function assumeRoleStatementJson(scope: Construct, actions: string[], roleArns: string[]): string {
  const partition = partitionOf(scope);
  const arns = Token.isUnresolved(partition) ? roleArns : roleArns.map((arn) => arn.split(Aws.PARTITION).join(partition));
  return JSON.stringify({ Effect: 'Allow', Action: actions, Resource: arns });
}
