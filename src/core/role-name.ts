import { Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { renderTokens } from './token-text';
import { checkName, checkPath, quoted } from './validate-names';
import { ErrorContext } from './validation-error';

/** The path and name that the two halves, which share nothing else, know a role by. */
export interface RoleIdentity {
  readonly path: string;
  readonly roleName: string;
}

export function roleIdentity(errors: ErrorContext, props: Partial<RoleIdentity>): RoleIdentity {
  return {
    path: checkPath(errors, 'path', props.path ?? '/'),
    roleName: checkName(errors, 'roleName', 'role', props.roleName ?? 'SecurityReadOnlyRole'),
  };
}

/**
 * The construct id of a role, or of a StackSet of roles, that is made in another scope than its access. The name in it keeps the logical id, and so the
 * deployed role, whatever happens to the access's own id, which is taken where the name is not known; what is before it keeps
 * clear of other constructs in the scope.
 */
export function trustingRoleId({ roleName }: RoleIdentity, accessId: string, what: 'TrustingRole' | 'TrustingRoles' = 'TrustingRole'): string {
  return Token.isUnresolved(roleName) ? `${what}Of-${accessId}` : `${what}-${roleName}`;
}

/**
 * What is wrong with an identity that the templates of both halves write: a token such as `Aws.STACK_NAME` is another text in each, so
 * that the group would name a role that is not there, or that somebody else has made. So is a Region that only one of them knows.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function validateSameRole(errors: ErrorContext, identity: RoleIdentity, group: IConstruct, role: IConstruct): string[] {
  const differs = (text: string) => meaningIn(Stack.of(group), text) !== meaningIn(Stack.of(role), text);
  return Object.entries(identity).filter(([, text]) => differs(text)).map(([prop, text]) => errors.message(
    `${prop} ${quoted(renderTokens(group, text))} need not be the same text in the stack of ${role.node.path} as in that of ${group.node.path}`,
    'give a text that is the same in both, such as a literal'));
}

/** A text as it is once a stack is deployed, as far as that is known at synth. */
function meaningIn(stack: Stack, text: string): string {
  const { account, region, stackName, node: { path } } = stack;
  const own: Record<string, string> = { AccountId: account, Region: region, StackId: path, StackName: stackName };
  return JSON.stringify(stack.resolve(text)).replace(/AWS::(AccountId|Region|StackId|StackName)/g, (_, name) => own[name]);
}
