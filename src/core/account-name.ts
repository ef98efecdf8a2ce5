import { Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** The display name of a construct's account: the name of the stack, unless the account is known at deployment only. */
export function accountNameOf(scope: IConstruct): string | undefined {
  const { account, stackName } = Stack.of(scope);
  return Token.isUnresolved(account) || Token.isUnresolved(stackName) ? undefined : stackName;
}
