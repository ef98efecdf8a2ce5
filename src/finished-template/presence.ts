import { CfnResource } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** Whether a construct is a resource that the template has, if only under a condition: nobody has taken it out of the app. */
export function isInTemplate(construct: IConstruct | undefined): construct is CfnResource {
  return construct !== undefined && CfnResource.isCfnResource(construct) && construct.node.scopes
    .every((one) => !one.node.scope || one.node.scope.node.tryFindChild(one.node.id) === one);
}

/** Whether the template has a resource in every case in which it has another one. */
export function isInTemplateWith(other: IConstruct | undefined, construct: IConstruct | undefined): construct is CfnResource {
  if (!isInTemplate(construct)) {
    return false;
  }
  const condition = conditionOf(construct);
  return condition === undefined || condition === conditionOf(other);
}

/** The name of the condition under which the template has a resource. */
export function conditionOf(construct: IConstruct | undefined): string | undefined {
  if (!construct || !CfnResource.isCfnResource(construct)) {
    return undefined;
  }
  const { stack, cfnOptions: { condition } } = construct;
  const { rawOverrides } = construct as unknown as { rawOverrides?: { Condition?: string } };
  return rawOverrides?.Condition ?? (condition && stack.resolve(condition.logicalId));
}
