import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { isInTemplate } from './presence';

/** The properties of a resource as CloudFormation gets them, with intrinsic functions for what only the deployment knows. */
export type FinishedProperties = Record<string, any>;

/**
 * The properties of a construct's resource in the finished template: after all aspects, property injectors, mixins and overrides, none of
 * which the resource's own attributes show.
 *
 * Undefined if the template has no such resource.
 */
export function finishedProperties(resource: IConstruct | undefined): FinishedProperties | undefined {
  if (!isInTemplate(resource)) {
    return undefined;
  }
  const { Resources = {} } = (resource as unknown as RenderedResource)._toCloudFormation();
  // Without its key, the logical id, which is slow to resolve.
  const [definition] = Object.values(Resources);
  const finished = Stack.of(resource).resolve(definition);
  return finished?.Type === resource.cfnResourceType ? { ...finished.Properties } : undefined;
}

/**
 * The properties of a role that its promise is about, in the finished template.
 *
 * Without overrides, the template has the attributes of the resource: only these are resolved, because a role has more.
 */
export function finishedRoleProperties(role: IConstruct): FinishedProperties | undefined {
  const resource = role.node.defaultChild;
  if (!(resource instanceof CfnRole) || !isWithoutOverrides(resource) || !isInTemplate(resource)) {
    return finishedProperties(resource);
  }
  const {
    roleName, path, description, permissionsBoundary, managedPolicyArns, maxSessionDuration, assumeRolePolicyDocument, policies, tags,
  } = resource;
  const resolved = Stack.of(resource).resolve({
    RoleName: roleName,
    Path: path,
    PermissionsBoundary: permissionsBoundary,
    ManagedPolicyArns: managedPolicyArns,
    MaxSessionDuration: maxSessionDuration,
    AssumeRolePolicyDocument: assumeRolePolicyDocument,
    Policies: policies,
    Description: description,
    Tags: tags.hasTags() ? tags.renderTags() : undefined,
  });
  const { Policies: inline, Tags: rendered }: Record<string, unknown> = resolved;
  return {
    ...resolved,
    Policies: Array.isArray(inline) ? inline.map(inTemplate) : inline,
    ...Array.isArray(rendered) && { Tags: rendered.map(({ key, value }) => ({ Key: key, Value: value })) },
  };
}

/**
 * Some properties of a resource in the finished template. To resolve all of them would be slow: a policy can be long.
 *
 * A plain `CfnResource` has no attributes, and those of a resource with overrides are not final.
 */
export function someFinishedProperties(resource: CfnResource, names: readonly string[]): FinishedProperties {
  const attributes = names.map((name) => [name, name[0].toLowerCase() + name.slice(1)]).filter(([, attribute]) => attribute in resource);
  if (attributes.length === 0 || !isWithoutOverrides(resource)) {
    return finishedProperties(resource) ?? {};
  }
  const values = resource as unknown as FinishedProperties;
  return resource.stack.resolve(Object.fromEntries(attributes.map(([name, attribute]) => [name, values[attribute]])));
}

/** An inline policy with the keys of the template. A function of CloudFormation has none. */
function inTemplate({ policyName, policyDocument, ...others }: Record<string, unknown>): FinishedProperties {
  return {
    ...others,
    ...policyName !== undefined && { PolicyName: policyName },
    ...policyDocument !== undefined && { PolicyDocument: policyDocument },
  };
}

/** The entries of a list in a template. A function of CloudFormation instead of the list has none that are there in every case. */
export function entriesOf(list: unknown): any[] {
  return Array.isArray(list) ? list : [];
}

/** What the CDK renders a resource by. */
interface RenderedResource {
  _toCloudFormation(): { readonly Resources?: Record<string, unknown> };
}

/** Whether nobody has overridden properties of a resource, so that it has those of its construct. */
export function isWithoutOverrides(resource: IConstruct): boolean {
  const { rawOverrides } = resource as unknown as { rawOverrides?: object };
  return rawOverrides !== undefined && Object.keys(rawOverrides).length === 0;
}
