import { parseDocument } from 'yaml';
import { AwsError, notEmulated, rejectUnsupported } from '../aws-error';

/** A CloudFormation template, parsed. */
export interface Template {
  readonly Description?: string;
  readonly Parameters?: Record<string, ParameterDefinition>;
  readonly Conditions?: Record<string, unknown>;
  readonly Resources: Record<string, ResourceDefinition>;
  readonly Rules?: Record<string, RuleDefinition>;
  readonly Outputs?: Record<string, OutputDefinition>;
}

export interface ParameterDefinition {
  readonly Type: string;
  readonly Default?: string;
  readonly AllowedPattern?: string;
  readonly MinLength?: number;
}

export interface RuleDefinition {
  readonly Assertions: { readonly Assert: unknown; readonly AssertDescription?: string }[];
}

export interface OutputDefinition {
  readonly Value: unknown;
  readonly Description?: string;
  readonly Condition?: string;
  readonly Export?: { readonly Name: unknown };
}

/** The value of such a parameter is the name of a parameter of Systems Manager, and the stack uses the value of that one. */
export const STORED_PARAMETER = 'AWS::SSM::Parameter::Value<String>';

export type DeletionPolicy = typeof DELETION_POLICIES[number];

export interface ResourceDefinition {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string | string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: DeletionPolicy;
  readonly UpdateReplacePolicy?: DeletionPolicy;
}

const SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Conditions', 'Rules', 'Resources', 'Outputs'];
const DELETION_POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate'] as const;
const PARAMETER_ATTRIBUTES = ['Type', 'Default', 'Description', 'AllowedPattern', 'MinLength'];
const RULE_ATTRIBUTES = ['Assertions'];
const OUTPUT_ATTRIBUTES = ['Value', 'Description', 'Condition', 'Export'];
const RESOURCE_ATTRIBUTES = ['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];

export function parseTemplate(body: string): Template {
  const template = parseBody(body);
  if (typeof template?.Resources !== 'object') {
    throw new AwsError('ValidationError', 'Template format error: At least one Resources member must be defined.');
  }
  rejectUnsupported('CloudFormation template section', template, SECTIONS);
  for (const definition of Object.values(template.Resources)) {
    const { DeletionPolicy = 'Delete', UpdateReplacePolicy = 'Delete' } = definition;
    rejectUnsupported('CloudFormation resource attribute', definition, RESOURCE_ATTRIBUTES);
    rejectUnsupported('CloudFormation deletion policy', { [DeletionPolicy]: DeletionPolicy, [UpdateReplacePolicy]: UpdateReplacePolicy }, DELETION_POLICIES);
  }
  for (const parameter of Object.values(template.Parameters ?? {})) {
    rejectUnsupported('CloudFormation parameter attribute', parameter, PARAMETER_ATTRIBUTES);
    rejectUnsupported('CloudFormation parameter type', { [parameter.Type]: true }, ['String', STORED_PARAMETER]);
  }
  Object.values(template.Rules ?? {}).forEach((rule) => rejectUnsupported('CloudFormation rule attribute', rule, RULE_ATTRIBUTES));
  Object.values(template.Outputs ?? {}).forEach((output) => rejectUnsupported('CloudFormation output attribute', output, OUTPUT_ATTRIBUTES));
  return template;
}

/** Parses YAML or JSON. Short forms of intrinsic functions (`!Ref`) are rejected, as the parser would take them for strings. */
function parseBody(body: string): Template {
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
