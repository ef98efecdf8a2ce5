import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Aws, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { partitionOf } from '../core/arns';
import { ConditionBlock, TrustCondition } from '../trust/conditions/trust-condition';

/** Roles that callers may assume: each by its ARN, or all of one name under conditions. */
export interface AssumableRoles {
  readonly arns: string[];
  readonly conditions?: ConditionBlock;
}

/** What callers of a role do: they assume it, and where the role wants more of them, they need permission for that too. */
export function assumeRoleActions(conditions: TrustCondition[]): string[] {
  return ['sts:AssumeRole', ...conditions.flatMap(({ additionalAction }) => additionalAction?.action ?? [])];
}

/** The statement of a caller's own policy. */
export function assumeRoleStatement(actions: string[], { arns, conditions }: AssumableRoles): PolicyStatement {
  return new PolicyStatement({ actions, resources: arns, conditions });
}

/** The same as text that people paste, a list if there are several; with the partition as a literal where it is known. */
export function assumeRoleStatementJson(scope: Construct, actions: string[], roles: AssumableRoles[]): string {
  const partition = partitionOf(scope);
  const literally = (arn: string) => Token.isUnresolved(partition) ? arn : arn.split(Aws.PARTITION).join(partition);
  const statements = roles.map(({ arns, conditions }) => ({
    Effect: 'Allow', Action: actions, Resource: arns.map(literally), ...conditions && { Condition: conditions },
  }));
  return JSON.stringify(statements.length === 1 ? statements[0] : statements);
}
