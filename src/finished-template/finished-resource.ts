import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** The properties of a resource as CloudFormation gets them, with intrinsic functions for what only the deployment knows. */
export type FinishedProperties = Record<string, any>;

/**
 * The properties of a construct's resource in the finished template: after all aspects, property injectors, mixins and overrides, none of
 * which the resource's own attributes show.
 *
 * Undefined if the template has no such resource.
 */
export function finishedProperties(resource: IConstruct | undefined): FinishedProperties | undefined {
  if (!resource || !CfnResource.isCfnResource(resource)) {
    return undefined;
  }
  const { _toCloudFormation: render } = resource as unknown as { _toCloudFormation(): object };
  const { Resources = {} } = Stack.of(resource).resolve(render.call(resource)) ?? {};
  const [finished] = Object.values<any>(Resources);
  return finished && { ...finished.Properties };
}

/** Whether nobody has overridden properties of a resource, so that it has those of its construct. */
export function isWithoutOverrides(resource: IConstruct): boolean {
  const { rawOverrides } = resource as unknown as { rawOverrides?: object };
  return rawOverrides !== undefined && Object.keys(rawOverrides).length === 0;
}
