import { EvaluatedResource, EvaluatedTemplate } from './evaluated-template';
import { AwsError, notEmulated } from '../aws-error';
import { Identifier } from './resources/resource-type';
import { resourceType } from './resources/resource-types';
import { Template } from './template';

/** A resource that exists, and that a stack is to manage from now on. */
export interface ResourceToImport {
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  /** The identifier property of the resource's type, and its value. */
  readonly ResourceIdentifier: Record<string, string>;
}

/** Reads a resource, to know whether it exists. */
export type ReadResource = (identifier: Identifier, value: string) => Promise<unknown>;

/**
 * Throws unless the change set imports resources and changes nothing else.
 *
 * Whether the resources are as the template says is not checked: CloudFormation does not compare them either.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import.html
 */
export function validateImport(
  evaluated: EvaluatedTemplate, deployed: EvaluatedTemplate | undefined, existing: EvaluatedResource[], imports: ResourceToImport[],
): void {
  const ids = imports.map(({ LogicalResourceId }) => LogicalResourceId);
  const kept = evaluated.resources.filter(({ logicalId }) => !ids.includes(logicalId));
  if (imports.length === 0) {
    fail('At least one resource must be specified in ResourcesToImport');
  }
  const added = kept.filter(({ logicalId }) => !existing.some((old) => old.logicalId === logicalId));
  if (added.length > 0) {
    fail(`Resources [${names(added)}] are missing from the ResourcesToImport list`);
  }
  const removed = existing.filter(({ logicalId }) => !kept.some((resource) => resource.logicalId === logicalId));
  const changed = kept.filter((resource) => !existing.some((old) => JSON.stringify(old) === JSON.stringify(resource)));
  if (removed.length + changed.length > 0) {
    fail(`As part of the import operation, you cannot modify or remove the resources [${names([...removed, ...changed])}]`);
  }
  if (JSON.stringify(evaluated.outputs) !== JSON.stringify(deployed?.outputs ?? [])) {
    fail('As part of the import operation, you cannot modify or add [Outputs]');
  }
  imports.forEach((resource) => validateResource(evaluated, resource));
}

function validateResource(evaluated: EvaluatedTemplate, { ResourceType, LogicalResourceId, ResourceIdentifier }: ResourceToImport): void {
  const resource = evaluated.resources.find(({ logicalId }) => logicalId === LogicalResourceId);
  const { Properties = {}, DeletionPolicy } = evaluated.template.Resources[LogicalResourceId] ?? {};
  if (!resource || resource.type !== ResourceType) {
    fail(`The template has no resource [${LogicalResourceId}] of type ${ResourceType}`);
  }
  const { identifier, nameProperty } = resourceType(ResourceType, Properties);
  if (!identifier) {
    fail(`ResourceTypes [${ResourceType}] are not supported for Import`);
  }
  if (!DeletionPolicy) {
    fail(`Resources to import must have a DeletionPolicy attribute: [${LogicalResourceId}]`);
  }
  if (Object.keys(ResourceIdentifier).join() !== identifier.property) {
    fail(`Resource identifier of [${LogicalResourceId}] must be [${identifier.property}]`);
  }
  if (!(nameProperty! in Properties)) {
    throw notEmulated(`cloudformation import of ${ResourceType} without ${nameProperty}`);
  }
  if (ResourceIdentifier[identifier.property] !== resource.physicalId) {
    fail(`Resource identifier of [${LogicalResourceId}] is not [${resource.physicalId}], as in the template`);
  }
}

/** The resources of one type that can be imported, and the properties that identify them. */
export interface ResourceIdentifierSummary {
  readonly ResourceType: string;
  readonly LogicalResourceIds: string[];
  readonly ResourceIdentifiers: string[];
}

export function importableResources({ Resources }: Template): ResourceIdentifierSummary[] {
  const idsByType = new Map<string, string[]>();
  Object.entries(Resources).forEach(([logicalId, { Type }]) => idsByType.set(Type, [...idsByType.get(Type) ?? [], logicalId]));
  return [...idsByType].flatMap(([ResourceType, LogicalResourceIds]) => {
    const { identifier } = resourceType(ResourceType, {});
    return identifier ? [{ ResourceType, LogicalResourceIds, ResourceIdentifiers: [identifier.property] }] : [];
  });
}

/** Throws unless all resources exist. */
export async function readResources(imports: ResourceToImport[], read: ReadResource): Promise<void> {
  for (const { ResourceType, ResourceIdentifier } of imports) {
    const { identifier } = resourceType(ResourceType, {});
    await read(identifier!, ResourceIdentifier[identifier!.property]);
  }
}

function names(resources: EvaluatedResource[]): string {
  return resources.map(({ logicalId }) => logicalId).join(', ');
}

function fail(message: string): never {
  throw new AwsError('ValidationError', message);
}
