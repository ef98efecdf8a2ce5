import { evaluateValue, failUnresolved, referencedNames, References } from './intrinsic-functions';
import { isCustomResource } from './resources/custom-resource';
import { ResourceContext, ResourceType, Step } from './resources/resource-type';
import { resourceType } from './resources/resource-types';
import { ParameterDefinition, DeletionPolicy, ResourceDefinition, STORED_PARAMETER, Template } from './template';
import { AwsError, notEmulated } from '../aws-error';

/** The stack that a template is evaluated for. */
export interface StackEnvironment {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
  /** Generates the name of a resource that has none in the template. The same arguments give the same name. */
  generateName(logicalId: string, identity: string): string;
}

/** What a stack gets from outside of its template. */
export interface TemplateInputs {
  readonly parameters: Record<string, string>;
  /** The parameters of Systems Manager by name. */
  readonly storedParameters: Record<string, string>;
  /** The values that other stacks export. */
  readonly exports: Record<string, string>;
}

export interface Output {
  readonly OutputKey: string;
  readonly OutputValue: string;
  readonly Description?: string;
  readonly ExportName?: string;
}

/** The attributes of custom resources by logical id. Only their functions know them. */
export type CustomAttributes = (logicalId: string) => Record<string, unknown>;

/** A resource with all its values, ready to be deployed. */
export interface EvaluatedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** A change of it requires replacement. */
  readonly identity: string;
  /** The name in the template, or the generated one. Only for types that have names. */
  readonly name?: string;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
  readonly steps: Step[];
}

/** A template evaluated for one stack: its resources in order of their dependencies, its outputs and parameters. */
export class EvaluatedTemplate implements References {
  public readonly resources: EvaluatedResource[];
  /** Those with attributes of custom resources have placeholders, as only a deployment knows them. */
  public readonly outputs: Output[];
  public readonly parameters: Record<string, string>;
  /** The exports of other stacks that it uses. */
  public readonly imports = new Set<string>();

  constructor(
    public readonly template: Template,
    private readonly environment: StackEnvironment,
    private readonly inputs: TemplateInputs,
  ) {
    this.parameters = parameterValues(template, inputs.parameters);
    this.checkRules();
    this.resources = this.inDependencyOrder().map((logicalId) => this.resource(logicalId));
    this.outputs = this.outputsWith(placeholderAttributes);
  }

  public outputsWith(customAttributes: CustomAttributes): Output[] {
    const references: References = {
      ref: (name) => this.ref(name),
      condition: (name) => this.condition(name),
      importedValue: (name) => this.importedValue(name),
      attribute: (logicalId, attribute) => isCustomResource(this.definition(logicalId).Type)
        ? customAttributes(logicalId)[attribute] ?? failWithoutAttribute(attribute)
        : this.attribute(logicalId, attribute),
    };
    return Object.entries(this.template.Outputs ?? {})
      .filter(([, { Condition }]) => !Condition || this.condition(Condition))
      .map(([OutputKey, { Value, Description, Export }]) => ({
        OutputKey, OutputValue: String(evaluateValue(Value, references)), Description, ExportName: Export && evaluateValue(Export.Name, references),
      }));
  }

  public ref(name: string): unknown {
    const pseudoParameters: Record<string, string> = {
      'AWS::AccountId': this.environment.account,
      'AWS::Partition': 'aws',
      'AWS::Region': this.environment.region,
      'AWS::StackId': this.environment.stackId,
      'AWS::StackName': this.environment.stackName,
      'AWS::URLSuffix': 'amazonaws.com',
    };
    const value = pseudoParameters[name] ?? this.parameterValue(name);
    if (value === undefined && isCustomResource(this.definition(name).Type)) {
      throw notEmulated(`CloudFormation Ref of the custom resource ${name}`);
    }
    return value ?? this.physicalId(name);
  }

  public attribute(logicalId: string, attribute: string): unknown {
    if (isCustomResource(this.definition(logicalId).Type)) {
      throw notEmulated(`CloudFormation Fn::GetAtt of the custom resource ${logicalId} outside of outputs`);
    }
    const context = this.context(logicalId);
    return this.typeOf(logicalId).attributes?.(context)[attribute] ?? failUnresolved(`${logicalId}.${attribute}`);
  }

  public condition(name: string): boolean {
    return evaluateValue(this.template.Conditions?.[name] ?? failUnresolved(name), this);
  }

  public importedValue(name: string): unknown {
    this.imports.add(name);
    return this.inputs.exports[name] ?? failWithoutExport(name);
  }

  /** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html */
  private checkRules(): void {
    for (const [name, { Assertions }] of Object.entries(this.template.Rules ?? {})) {
      const failed = Assertions.find(({ Assert }) => !evaluateValue(Assert, this));
      if (failed) {
        throw new AwsError('ValidationError', `Template error: Rule ${name} failed: ${failed.AssertDescription}`);
      }
    }
  }

  private parameterValue(name: string): string | undefined {
    const value = this.parameters[name];
    return this.template.Parameters?.[name]?.Type === STORED_PARAMETER ? this.inputs.storedParameters[value] : value;
  }

  private resource(logicalId: string): EvaluatedResource {
    const context = this.context(logicalId);
    const definition = this.definition(logicalId);
    const type = this.typeOf(logicalId);
    return {
      logicalId,
      type: definition.Type,
      physicalId: this.physicalId(logicalId),
      name: type.nameProperty && context.name,
      identity: type.identity ? `${context.name} ${type.identity(context.properties)}` : definition.Type,
      deletionPolicy: definition.DeletionPolicy ?? 'Delete',
      updateReplacePolicy: definition.UpdateReplacePolicy ?? 'Delete',
      steps: type.steps(context),
    };
  }

  private context(logicalId: string): ResourceContext {
    const properties = evaluateValue(this.definition(logicalId).Properties ?? {}, this);
    const { Type: type } = this.definition(logicalId);
    const { nameProperty, identity } = this.typeOf(logicalId);
    const name = nameProperty && properties[nameProperty] || this.environment.generateName(logicalId, identity?.(properties) ?? '');
    return { logicalId, type, account: this.environment.account, region: this.environment.region, name, properties };
  }

  private physicalId(logicalId: string): string {
    const context = this.context(logicalId);
    return this.typeOf(logicalId).physicalId?.(context) ?? context.name;
  }

  private typeOf(logicalId: string): ResourceType {
    const { Type, Properties = {} } = this.definition(logicalId);
    return resourceType(Type, Properties);
  }

  private definition(logicalId: string): ResourceDefinition {
    return this.exists(logicalId) ? this.template.Resources[logicalId] : failUnresolved(logicalId);
  }

  /** Whether the template has the resource and its condition, if any, is met. */
  private exists(logicalId: string): boolean {
    const definition = this.template.Resources[logicalId];
    return definition !== undefined && (!definition.Condition || this.condition(definition.Condition));
  }

  private inDependencyOrder(): string[] {
    const order = new Set<string>();
    const visit = (logicalId: string, dependents: string[]) => {
      if (order.has(logicalId) || !this.exists(logicalId)) {
        return;
      }
      if (dependents.includes(logicalId)) {
        throw new AwsError('ValidationError', `Circular dependency between resources: [${dependents.join(', ')}]`);
      }
      const { DependsOn = [], Properties } = this.template.Resources[logicalId];
      [DependsOn, referencedNames(Properties)].flat().forEach((name) => visit(name, [...dependents, logicalId]));
      order.add(logicalId);
    };
    Object.keys(this.template.Resources).forEach((logicalId) => visit(logicalId, []));
    return [...order];
  }
}

/** Stand for the attributes of a custom resource before a deployment. */
const placeholderAttributes: CustomAttributes = (logicalId) => new Proxy({}, { get: (_, attribute) => `<${logicalId}.${String(attribute)}>` });

function failWithoutAttribute(attribute: string): never {
  throw new AwsError('ValidationError', `CustomResource attribute error: Vendor response doesn't contain ${attribute} attribute`);
}

function failWithoutExport(name: string): never {
  throw new AwsError('ValidationError', `No export named ${name} found.`);
}

function parameterValues({ Parameters = {} }: Template, given: Record<string, string>): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in Parameters));
  if (unknown.length > 0) {
    throw new AwsError('ValidationError', `Parameters: [${unknown.join(', ')}] do not exist in the template`);
  }
  const values = Object.entries(Parameters).map(([name, { Default }]) => [name, given[name] ?? Default] as const);
  const missing = values.filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length > 0) {
    throw new AwsError('ValidationError', `Parameters: [${missing.join(', ')}] must have values`);
  }
  const refused = values.find(([name, value]) => !isAllowed(Parameters[name], String(value)));
  if (refused) {
    throw new AwsError('ValidationError', `Parameter '${refused[0]}' must match its constraints`);
  }
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
}

/** A pattern must match the whole value. */
function isAllowed({ AllowedPattern, MinLength = 0 }: ParameterDefinition, value: string): boolean {
  return value.length >= MinLength && (AllowedPattern === undefined || new RegExp(`^(?:${AllowedPattern})$`).test(value));
}
