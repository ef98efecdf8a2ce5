import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Aws, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { partitionOf } from '../core/arns';
import { ConditionBlock, TrustCondition } from '../trust/conditions/trust-condition';

/** Roles that callers can assume, by their ARNs. An ARN with wildcards needs conditions. */
export interface AssumableRoles {
  readonly arns: string[];
  readonly conditions?: ConditionBlock;
}

/** The actions that callers need: `sts:AssumeRole`, and the additional actions of the role's conditions. */
export function assumeRoleActions(conditions: TrustCondition[]): string[] {
  return ['sts:AssumeRole', ...conditions.flatMap(({ additionalAction }) => additionalAction?.action ?? [])];
}

/** The statement in a caller's policy. */
export function assumeRoleStatement(actions: string[], { arns, conditions }: AssumableRoles): PolicyStatement {
  return new PolicyStatement({ actions, resources: arns, conditions });
}

/** The same statement as JSON text, or a list of several; with the partition as a literal if it is known at synth. */
export function assumeRoleStatementJson(scope: Construct, actions: string[], roles: AssumableRoles[]): string {
  const partition = partitionOf(scope);
  const literally = (arn: string) => Token.isUnresolved(partition) ? arn : arn.split(Aws.PARTITION).join(partition);
  const statements = roles.map(({ arns, conditions }) => ({
    Effect: 'Allow', Action: actions, Resource: arns.map(literally), ...conditions && { Condition: conditions },
  }));
  return JSON.stringify(statements.length === 1 ? statements[0] : statements);
}
