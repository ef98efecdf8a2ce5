import { parse } from 'yaml';
import { AwsError, notEmulated } from '../aws-error';

/** A CloudFormation template, parsed. */
export interface Template {
  readonly Description?: string;
  readonly Parameters?: Record<string, { Type: string; Default?: string }>;
  readonly Conditions?: Record<string, unknown>;
  readonly Resources: Record<string, ResourceDefinition>;
  readonly Outputs?: Record<string, { Value: unknown; Description?: string; Condition?: string; Export?: unknown }>;
}

export interface ResourceDefinition {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string | string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
}

const SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Conditions', 'Resources', 'Outputs'];
const RESOURCE_ATTRIBUTES = ['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];

export function parsedTemplate(body: string): Template {
  const template = parsed(body);
  refuseUnknown('template section', template, SECTIONS);
  for (const definition of Object.values(template.Resources)) {
    refuseUnknown('resource attribute', definition, RESOURCE_ATTRIBUTES);
  }
  return template;
}

export function refuseUnknown(what: string, node: object, known: string[]): void {
  const unknown = Object.keys(node).find((key) => !known.includes(key));
  if (unknown) {
    throw notEmulated(`CloudFormation ${what} ${unknown}`);
  }
}

function parsed(body: string): Template {
  try {
    return parse(body);
  } catch (error) {
    throw new AwsError('ValidationError', `Template format error: ${(error as Error).message}`);
  }
}
