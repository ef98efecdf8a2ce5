import { CfnGroup, CfnManagedPolicy, CfnPolicy, Group, ManagedPolicy, Policy } from 'aws-cdk-lib/aws-iam';
import { Annotations, PhysicalName } from 'aws-cdk-lib/core';
import { entriesOf, finishedProperties, FinishedProperties, isWithoutOverrides, someFinishedProperties } from './finished-resource';
import { finishedText, firstOf, isSameIamArn, isSameText } from './finished-text';
import { GroupPromise } from './group-promise';
import { validateMembers } from './members';
import { describeStatement, finishedStatements, missingFrom, writtenStatements } from './policy-statements';
import { isInTemplate, isInTemplateWith } from './presence';
import { missingResource, warnOnCondition } from './presence-messages';
import { validateRepeatedPolicies } from './repeated-policies';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { hasStatements, WrittenPolicy } from '../core/written-policy';

/** Compares a group in the finished template with what the library promises of it. */
export function validateFinishedGroup(errors: ErrorContext, group: Group, promise: GroupPromise): string[] {
  const properties = finishedProperties(group.node.defaultChild);
  if (!properties) {
    return [missingResource(errors, 'group')];
  }
  warnOnCondition(errors, group, 'group');
  warnOnName(errors, group, promise, properties);
  return [
    ...validateManagedPolicies(errors, group, promise, properties),
    ...validateRepeatedPolicies(errors, group, 'groupPermissions', properties),
    ...promise.policies.flatMap((written) => validatePolicy(errors, group, written)),
    ...validateMembers(errors, group, promise.members),
  ];
}

/** Nothing depends on the name of a group: its policies and members refer to the resource. A name that is left to the CDK may be any. */
function warnOnName(errors: ErrorContext, group: Group, { groupName }: GroupPromise, { GroupName }: FinishedProperties): void {
  const promised = groupName === PhysicalName.GENERATE_IF_NEEDED ? undefined : group.stack.resolve(groupName);
  if (promised !== undefined && !isSameText(group, GroupName, promised)) {
    Annotations.of(group).addWarningV2('cdk-cross-account-read-only-access:groupRenamed', errors.message(
      `the group's name is ${quoted(finishedText(group, GroupName))} in the finished template, instead of groupName ${quoted(finishedText(group, promised))}`,
      'give the final name as groupName, or acknowledge this'));
  }
}

/** The managed policies may deny actions, so that without one of them members can do more than promised. */
function validateManagedPolicies(
  errors: ErrorContext, group: Group, { managedPolicies }: GroupPromise, { ManagedPolicyArns }: FinishedProperties,
): string[] {
  const arns: unknown[] = group.stack.resolve(managedPolicies.map(({ managedPolicyArn }) => managedPolicyArn));
  return arns.filter((arn) => !entriesOf(ManagedPolicyArns).some((other: unknown) => isSameIamArn(group, other, arn))).map((arn) => errors.message(
    `the group lacks the managed policy ${quoted(finishedText(group, arn))} in the finished template`,
    'give other groupPermissions, or let no aspect or override change the group\'s policies'));
}

/** Without a policy members cannot assume the roles, and with a changed one they may be able to do more. A denial only narrows. */
function validatePolicy(errors: ErrorContext, group: Group, written: WrittenPolicy): string[] {
  const { policy, document, statements } = written;
  const resource = policy.node.defaultChild as CfnPolicy | CfnManagedPolicy | undefined;
  if (!isInTemplateWith(group.node.defaultChild, resource)) {
    return validateAttachment(errors, group, policy, []);
  }
  const attached = someFinishedProperties(resource, ['Groups', 'Roles', 'Users']);
  warnOnOthers(errors, group, policy, attached);
  if (isWithoutOverrides(resource) && resource.policyDocument === document && hasStatements(policy, document, statements.length)) {
    return validateAttachment(errors, group, policy, attached.Groups);
  }
  const { PolicyDocument = undefined } = finishedProperties(resource) ?? {};
  const { possible, inEveryCase } = finishedStatements(group, PolicyDocument);
  const promised = writtenStatements(group, written);
  return [
    ...validateAttachment(errors, group, policy, attached.Groups),
    ...missingFrom(inEveryCase, promised).map((statement) => errors.message(
      `${policy.node.path} in the finished template lacks ${describeStatement(statement)}`, REMEDY)),
    ...missingFrom(promised, possible.filter(({ Effect }) => Effect !== 'Deny')).map((statement) => errors.message(
      `${policy.node.path} in the finished template has ${describeStatement(statement)}, which the library has not written`, REMEDY)),
  ];
}

const REMEDY = 'let no aspect or override change the group\'s policies, and attach your own policies to the group instead';

function validateAttachment(errors: ErrorContext, group: Group, policy: Policy | ManagedPolicy, groups: unknown): string[] {
  return isListed(group, policy, groups) ? [] : [errors.message(`the group lacks the policy ${policy.node.path} in the finished template`, REMEDY)];
}

/** Others who get a policy of the group, as by an aspect that attaches all policies. */
function warnOnOthers(errors: ErrorContext, group: Group, policy: Policy | ManagedPolicy, { Groups, Roles, Users }: FinishedProperties): void {
  const own = JSON.stringify(group.stack.resolve(group.groupName));
  const others = [...entriesOf(Groups).filter((entry) => JSON.stringify(entry) !== own), ...entriesOf(Roles), ...entriesOf(Users)];
  if (others.length > 0) {
    Annotations.of(group).addWarningV2('cdk-cross-account-read-only-access:groupPolicyShared', errors.message(
      `${policy.node.path} is attached to ${firstOf(others.map((other) => quoted(finishedText(group, other))))} too in the finished template`,
      'use grantAssumeRole for them, or acknowledge that they get what members get'));
  }
}

/** A policy names the group, or the group a managed policy. */
function isListed(group: Group, policy: Policy | ManagedPolicy, groups: unknown): boolean {
  const { stack } = group;
  const has = (list: unknown, entry: unknown) => entriesOf(list).some((other) => JSON.stringify(other) === JSON.stringify(entry));
  return has(groups, stack.resolve(group.groupName)) || policy instanceof ManagedPolicy && isInTemplate(policy.node.defaultChild)
    && has(stack.resolve((group.node.defaultChild as CfnGroup).managedPolicyArns), stack.resolve(policy.managedPolicyArn));
}
