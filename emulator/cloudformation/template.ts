import { parseDocument } from 'yaml';
import { Params } from '../api/operation';
import { AwsError, notEmulated } from '../aws-error';

/** A CloudFormation template, parsed. */
export interface Template {
  readonly Description?: string;
  readonly Parameters?: Record<string, { Type: string; Default?: string }>;
  readonly Conditions?: Record<string, unknown>;
  readonly Resources: Record<string, ResourceDefinition>;
  readonly Outputs?: Record<string, { Value: unknown; Description?: string; Condition?: string }>;
}

/** What becomes of a resource that its stack has no more use for. */
export type DeletionPolicy = typeof DELETION_POLICIES[number];

export interface ResourceDefinition {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string | string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: DeletionPolicy;
  readonly UpdateReplacePolicy?: DeletionPolicy;
}

const SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Conditions', 'Resources', 'Outputs'];
const DELETION_POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate'] as const;
const PARAMETER_ATTRIBUTES = ['Type', 'Default', 'Description'];
const OUTPUT_ATTRIBUTES = ['Value', 'Description', 'Condition'];
const RESOURCE_ATTRIBUTES = ['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];

export function parsedTemplate(body: string): Template {
  const template = parsed(body);
  if (typeof template?.Resources !== 'object') {
    throw new AwsError('ValidationError', 'Template format error: At least one Resources member must be defined.');
  }
  refuseUnknown('template section', template, SECTIONS);
  for (const definition of Object.values(template.Resources)) {
    const { DeletionPolicy = 'Delete', UpdateReplacePolicy = 'Delete' } = definition;
    refuseUnknown('resource attribute', definition, RESOURCE_ATTRIBUTES);
    refuseUnknown('deletion policy', { [DeletionPolicy]: DeletionPolicy, [UpdateReplacePolicy]: UpdateReplacePolicy }, DELETION_POLICIES);
  }
  for (const parameter of Object.values(template.Parameters ?? {})) {
    refuseUnknown('parameter attribute', parameter, PARAMETER_ATTRIBUTES);
    refuseUnknown('parameter type', { [parameter.Type]: true }, ['String']);
  }
  Object.values(template.Outputs ?? {}).forEach((output) => refuseUnknown('output attribute', output, OUTPUT_ATTRIBUTES));
  return template;
}

export function refuseUnknown(what: string, node: object, known: readonly string[]): void {
  const unknown = Object.keys(node).find((key) => !known.includes(key));
  if (unknown) {
    throw notEmulated(`CloudFormation ${what} ${unknown}`);
  }
}

/** What a template leaves out is left out of the call. */
export function given(params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}

/** YAML or JSON, without the short forms of intrinsic functions, which would be read as mere texts. */
function parsed(body: string): Template {
  const document = parseDocument(body);
  const [error, warning] = [document.errors[0], document.warnings[0]];
  if (error) {
    throw new AwsError('ValidationError', `Template format error: ${error.message}`);
  }
  if (warning) {
    throw notEmulated(`CloudFormation template: ${warning.message}`);
  }
  return document.toJSON();
}
