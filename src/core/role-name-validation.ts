import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { RoleIdentity } from './role-name';
import { renderTokens } from './token-text';
import { quoted } from './validate-names';
import { ErrorContext } from './validation-error';

/**
 * Compares what a role's path and name become in the group's stack and in the role's.
 *
 * A token such as `Aws.STACK_NAME` has another value in each stack: the group would name a role that does not exist, or one that
 * somebody else made. The same holds for a Region that only one of the stacks knows at synth.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function validateSameRole(errors: ErrorContext, identity: RoleIdentity, group: IConstruct, role: IConstruct): string[] {
  const differs = (text: string) => deployedText(Stack.of(group), text) !== deployedText(Stack.of(role), text);
  return Object.entries(identity).filter(([, text]) => differs(text)).map(([prop, text]) => errors.message(
    `${prop} ${quoted(renderTokens(group, text))} need not be the same text in the stack of ${role.node.path} as in that of ${group.node.path}`,
    'give a text that is the same in both, such as a literal'));
}

/** The text after deployment, as far as it is known at synth. */
function deployedText(stack: Stack, text: string): string {
  const { account, region, stackName, node: { path } } = stack;
  const own: Record<string, string> = { AccountId: account, Region: region, StackId: path, StackName: stackName };
  return JSON.stringify(stack.resolve(text)).replace(/AWS::(AccountId|Region|StackId|StackName)/g, (_, name) => own[name]);
}
