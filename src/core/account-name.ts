import { Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** The name by which users know the account of a construct: the name of its stack, unless the stack may be in any account. */
export function nameByStack(scope: IConstruct): string | undefined {
  const { account, stackName } = Stack.of(scope);
  return Token.isUnresolved(account) || Token.isUnresolved(stackName) ? undefined : stackName;
}
