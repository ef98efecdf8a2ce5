import { CfnManagedPolicy, CfnPolicy, CfnRole, ManagedPolicy, Policy, Role } from 'aws-cdk-lib/aws-iam';
import { Annotations, Stack } from 'aws-cdk-lib/core';
import { entriesOf, FinishedProperties, finishedProperties, isWithoutOverrides } from './finished-resource';
import { finishedText, firstOf, isSameIamArn } from './finished-text';
import { describeStatement, finishedStatements, missingFrom, renderedStatements, Statement } from './policy-statements';
import { isInTemplateWith } from './presence';
import { PermissionsPromise } from './role-promise';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/**
 * Compares the policies of a role with what `permissions` promise.
 *
 * Without one of the denials, the role can do more than its level. Without one of the policies, it can read less: a warning, because an
 * app may narrow its roles on purpose. More policies are no matter, because the boundary limits them.
 */
export function validatePermissions(errors: ErrorContext, role: Role, promise: PermissionsPromise, properties: FinishedProperties): string[] {
  const missing = isAsWritten(role, promise, properties) ? [] : missingStatements(role, promise, properties);
  const [denied, allowed] = [missing.filter(({ Effect }) => Effect === 'Deny'), missing.filter(({ Effect }) => Effect !== 'Deny')];
  warnOnMissing(errors, role, [...missingPolicies(role, promise, properties), ...allowed.map((statement) => describeStatement(statement))]);
  return denied.length === 0 ? [] : [errors.message(
    `the role's policies in the finished template lack ${firstOf(denied.map(describeStatement))}, without which it can do more than permissions say`,
    'let no aspect or override change or detach the role\'s policies')];
}

/** Nobody has replaced, overridden, removed or detached a policy. Others may have added statements, but none can be removed. */
function isAsWritten(role: Role, promise: PermissionsPromise, { ManagedPolicyArns }: FinishedProperties): boolean {
  const resource = role.node.defaultChild as CfnRole;
  const inline = Array.isArray(resource.policies) ? resource.policies : [];
  const policies = policiesOf(role, promise);
  // To resolve references would be slow.
  const attached = new Set(resource.managedPolicyArns === promise.managedPolicyArns ? promise.writeDenials.map(({ policy }) => policy) : []);
  const written = new Set<unknown>([
    ...inline.map((policy) => (policy as CfnRole.PolicyProperty).policyDocument),
    ...policies.map(({ document }) => document),
  ]);
  return [role, ...policies].every(({ node }) => isInTemplateWith(resource, node.defaultChild) && isWithoutOverrides(node.defaultChild))
    && policies.every((policy) => resourceOf(policy).policyDocument === policy.document
      && (attached.has(policy as ManagedPolicy) || isAttached(role, policy, ManagedPolicyArns)))
    && promise.documents.every((document) => written.has(document));
}

/** The attached policies that are made for the role, inline ones as separate resources, and managed ones, and those that it shares. */
function policiesOf(role: Role, { documents, writeDenials }: PermissionsPromise): (Policy | ManagedPolicy)[] {
  const isBoundaryOnly = (policy: Policy | ManagedPolicy) => policy === role.permissionsBoundary && !documents.includes(policy.document);
  const own = role.node.children.filter((child): child is Policy | ManagedPolicy => child instanceof Policy || child instanceof ManagedPolicy);
  return [...new Set([...own.filter((policy) => !isBoundaryOnly(policy)), ...writeDenials.map(({ policy }) => policy)])];
}

function missingStatements(
  role: Role, promise: PermissionsPromise, { Policies, ManagedPolicyArns }: FinishedProperties,
): Statement[] {
  const found = [
    ...entriesOf(Policies).map(({ PolicyDocument }: FinishedProperties) => PolicyDocument),
    ...policiesOf(role, promise)
      .filter((policy) => isAttached(role, policy, ManagedPolicyArns))
      .map(({ node }) => finishedProperties(node.defaultChild)?.PolicyDocument),
  ].flatMap((document) => finishedStatements(role, document).inEveryCase);
  return missingFrom(found, promise.documents.flatMap((document) => renderedStatements(role, document)));
}

function isAttached(role: Role, policy: Policy | ManagedPolicy, attached: unknown): boolean {
  return isInTemplateWith(role.node.defaultChild, resourceOf(policy)) && (
    policy instanceof ManagedPolicy && hasEntry(attached, role.stack.resolve(policy.managedPolicyArn))
    || hasEntry(rolesOf(resourceOf(policy)), role.stack.resolve(role.roleName)));
}

function rolesOf(policy: CfnPolicy | CfnManagedPolicy): unknown {
  return isWithoutOverrides(policy) ? policy.stack.resolve(policy.roles) : finishedProperties(policy)?.Roles;
}

function resourceOf({ node }: Policy | ManagedPolicy): CfnPolicy | CfnManagedPolicy {
  return node.defaultChild as CfnPolicy | CfnManagedPolicy;
}

function hasEntry(list: unknown, entry: unknown): boolean {
  return entriesOf(list).some((other) => JSON.stringify(other) === JSON.stringify(entry));
}

/** The managed policies that are no longer attached. */
function missingPolicies(role: Role, { managedPolicies }: PermissionsPromise, { ManagedPolicyArns }: FinishedProperties): string[] {
  const arns: unknown[] = Stack.of(role).resolve(managedPolicies.map(({ managedPolicyArn }) => managedPolicyArn));
  return arns.filter((arn) => !entriesOf(ManagedPolicyArns).some((other: unknown) => isSameIamArn(role, other, arn)))
    .map((arn) => quoted(finishedText(role, arn)));
}

function warnOnMissing(errors: ErrorContext, role: Role, missing: string[]): void {
  if (missing.length > 0) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:permissionsReduced', errors.message(
      `the role's policies in the finished template lack ${firstOf(missing)}, which permissions promise`,
      'give other permissions, or acknowledge that the role can read less'));
  }
}
