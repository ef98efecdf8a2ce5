import { CfnRole, Role } from 'aws-cdk-lib/aws-iam';
import { CfnResource, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { finishedProperties } from './finished-resource';
import { isSameText } from './finished-text';
import { oncePerStage } from './once-per-stage';
import { warnOnDuplicates } from '../core/unique-names';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

interface RegisteredRole {
  readonly role: Role;
  /** The name that the library has given it. Another name in the finished template is another error. */
  readonly roleName: string;
  readonly errors: ErrorContext;
}

/**
 * Checks at synth that no other role of the app has the name of this one. IAM ignores paths, and upper and lower case.
 *
 * A second role in the same stack is an error. One in another stack of the same account is a warning, because an app can have stacks of
 * which only one is deployed. Roles of this library know each other already.
 */
export const checkRoleName = oncePerStage<RegisteredRole>((stage, registered) => {
  const own = new Set(registered.map(({ role }) => role.node.defaultChild));
  const others = byName(rolesIn(stage).filter((role) => !own.has(role)));
  return registered.flatMap(({ role, roleName, errors }) => {
    const resource = role.node.defaultChild as CfnResource | undefined;
    const name = resource && nameOf(resource);
    if (name === undefined || !isSameText(role, name, role.stack.resolve(roleName))) {
      return [];
    }
    const duplicates = others.get(keyOf(resource!, name)) ?? [];
    const inStack = duplicates.filter((other) => other.stack === role.stack && !mayBeAlternatives(other, resource!));
    if (inStack.length > 0) {
      return errors.message(`roleName ${quoted(name)} is the name of ${inStack[0].node.path} too, in the same account`, 'give one of the roles another name');
    }
    warnOnDuplicates(role, errors, String(name), [...new Set(duplicates.map(({ stack }) => stack))].filter((stack) => stack !== role.stack));
    return [];
  });
});

function rolesIn(stage: IConstruct): CfnResource[] {
  return stage.node.findAll().filter((construct): construct is CfnResource => CfnResource.isCfnResource(construct) && construct.cfnResourceType === 'AWS::IAM::Role');
}

function byName(roles: CfnResource[]): Map<string, CfnResource[]> {
  const names = new Map<string, CfnResource[]>();
  for (const role of roles) {
    const name = nameOf(role);
    if (name !== undefined) {
      const key = keyOf(role, name);
      names.set(key, [...names.get(key) ?? [], role]);
    }
  }
  return names;
}

/** The name in the template, after aspects and overrides. To resolve whole resources would be slow: most roles have no name. */
function nameOf(role: CfnResource): unknown {
  if (!(role instanceof CfnRole)) {
    return finishedProperties(role)?.RoleName;
  }
  const { rawOverrides } = role as unknown as { rawOverrides?: { Properties?: { RoleName?: unknown } } };
  return role.stack.resolve(rawOverrides?.Properties?.RoleName ?? role.roleName);
}

/** A name that is known at deployment only has one value within a stack, and can have another one in each stack. */
function keyOf({ stack }: CfnResource, name: unknown): string {
  const isLiteral = typeof name === 'string' && !Token.isUnresolved(stack.account);
  return `${isLiteral ? stack.account : stack.node.path}/${JSON.stringify(name).toLowerCase()}`;
}

/** Whether conditions of the template can leave out one of two roles. */
function mayBeAlternatives(...roles: CfnResource[]): boolean {
  return roles.some(({ cfnOptions }) => cfnOptions.condition);
}
