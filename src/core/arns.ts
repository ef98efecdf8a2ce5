import { Aws, IResource, Stack, Token } from 'aws-cdk-lib/core';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { IConstruct } from 'constructs';
import { memoize } from './memoize';
import { RoleIdentity } from './role-name';

/** The partition of a stack: a literal if its Region is known at synth, otherwise a token. */
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

/** The ARN of a role by its name, so that there is no cross-stack reference. */
export function roleArn(account: string, { path, roleName }: RoleIdentity): string {
  return iamArn(account, `role${path}${roleName}`);
}

/** The account and the resource part (`user/ann`) of an IAM ARN, unless the ARN is a token. */
export function parseIamArn(arn: string): { account: string; resource: string } | undefined {
  const parts = /^arn:[^:]+:iam::([^:]+):([^:]+)$/.exec(arn);
  return parts ? { account: parts[1], resource: parts[2] } : undefined;
}

/** The account of an identity. The `env` of an imported user or group is that of the importing stack, so the ARN takes precedence. */
export function accountOf(identity: IResource, arn: string): string {
  return parseIamArn(arn)?.account ?? identity.env.account;
}
