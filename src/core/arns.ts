import { Aws, IResource, Stack, Token } from 'aws-cdk-lib/core';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { IConstruct } from 'constructs';
import { memoize } from './memoize';
import { RoleIdentity } from './role-name';

/** The partition of a stack: a literal where its region is known, else the deploy-time value. */
export function partitionOf(scope: IConstruct): string {
  return partitionOfStack(Stack.of(scope));
}

const partitionOfStack = memoize(({ region }: Stack): string =>
  (Token.isUnresolved(region) ? undefined : RegionInfo.get(region).partition) ?? Aws.PARTITION);

/** An ARN of IAM, such as `arn:PARTITION:iam::ACCOUNT:user/ann`. */
export function iamArn(account: string, resource: string): string {
  return `arn:${Aws.PARTITION}:iam::${account}:${resource}`;
}

/** An ARN of STS, such as `arn:PARTITION:sts::ACCOUNT:assumed-role/Auditor/ann`. */
export function stsArn(account: string, resource: string): string {
  return `arn:${Aws.PARTITION}:sts::${account}:${resource}`;
}

/** The ARN of a role by its physical name, so that no reference between stacks of two accounts is needed. */
export function roleArn(account: string, { path, roleName }: RoleIdentity): string {
  return iamArn(account, `role${path}${roleName}`);
}

/** The account and the resource part (`user/ann`) of an IAM ARN whose shape is known at synth. */
export function parseIamArn(arn: string): { account: string; resource: string } | undefined {
  const parts = /^arn:[^:]+:iam::([^:]+):([^:]+)$/.exec(arn);
  return parts ? { account: parts[1], resource: parts[2] } : undefined;
}

/** The account of an identity. An imported user or group has the stack it is imported into as its environment, whatever its ARN says. */
export function accountOf(identity: IResource, arn: string): string {
  return parseIamArn(arn)?.account ?? identity.env.account;
}
