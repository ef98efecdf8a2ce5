import { evaluated, referredNames, References, unresolved } from './intrinsic-functions';
import { ResourceContext, ResourceType, resourceType, Step } from './resources/iam';
import { DeletionPolicy, ResourceDefinition, Template } from './template';
import { AwsError } from '../aws-error';

/** Where a template is deployed. */
export interface Site {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
  /** A name for a resource that its template does not name; the same one at each deployment, for as long as it is the same thing. */
  nameFor(logicalId: string, identity: string): string;
}

/** A resource as a deployment would make it. */
export interface PlannedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** Where it changes, the resource is replaced by another one. */
  readonly identity: string;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
  readonly steps: Step[];
}

/** A template evaluated for its site: what is made, in order of dependency, and what is put out. */
export class Blueprint implements References {
  public readonly resources: PlannedResource[];
  public readonly outputs: { OutputKey: string; OutputValue: string; Description?: string }[];
  public readonly parameters: Record<string, string>;

  constructor(
    public readonly template: Template,
    private readonly site: Site,
    given: Record<string, string>,
  ) {
    this.parameters = parameterValues(template, given);
    this.resources = this.inOrder().map((logicalId) => this.planned(logicalId));
    this.outputs = Object.entries(template.Outputs ?? {})
      .filter(([, { Condition }]) => !Condition || this.condition(Condition))
      .map(([OutputKey, { Value, Description }]) => ({ OutputKey, OutputValue: String(evaluated(Value, this)), Description }));
  }

  public ref(name: string): unknown {
    const pseudo: Record<string, string> = {
      'AWS::AccountId': this.site.account,
      'AWS::Partition': 'aws',
      'AWS::Region': this.site.region,
      'AWS::StackId': this.site.stackId,
      'AWS::StackName': this.site.stackName,
      'AWS::URLSuffix': 'amazonaws.com',
    };
    return pseudo[name] ?? this.parameters[name] ?? this.physicalId(name);
  }

  public attribute(logicalId: string, attribute: string): unknown {
    const context = this.context(logicalId);
    return this.typeOf(logicalId).attributes?.(context)[attribute] ?? unresolved(`${logicalId}.${attribute}`);
  }

  public condition(name: string): boolean {
    return evaluated(this.template.Conditions?.[name] ?? unresolved(name), this);
  }

  private planned(logicalId: string): PlannedResource {
    const context = this.context(logicalId);
    const definition = this.definition(logicalId);
    const type = this.typeOf(logicalId);
    return {
      logicalId,
      type: definition.Type,
      physicalId: this.physicalId(logicalId),
      identity: type.identity ? `${context.name} ${type.identity(context.properties)}` : definition.Type,
      deletionPolicy: definition.DeletionPolicy ?? 'Delete',
      updateReplacePolicy: definition.UpdateReplacePolicy ?? 'Delete',
      steps: type.steps(context),
    };
  }

  private context(logicalId: string): ResourceContext {
    const properties = evaluated(this.definition(logicalId).Properties ?? {}, this);
    const { nameProperty, identity } = this.typeOf(logicalId);
    const name = nameProperty && properties[nameProperty] || this.site.nameFor(logicalId, identity?.(properties) ?? '');
    return { account: this.site.account, region: this.site.region, name, properties };
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
    return this.isThere(logicalId) ? this.template.Resources[logicalId] : unresolved(logicalId);
  }

  /** Whether there is such a resource, which a condition may leave out. */
  private isThere(logicalId: string): boolean {
    const definition = this.template.Resources[logicalId];
    return definition !== undefined && (!definition.Condition || this.condition(definition.Condition));
  }

  private inOrder(): string[] {
    const order = new Set<string>();
    const visit = (logicalId: string, dependents: string[]) => {
      if (order.has(logicalId) || !this.isThere(logicalId)) {
        return;
      }
      if (dependents.includes(logicalId)) {
        throw new AwsError('ValidationError', `Circular dependency between resources: [${dependents.join(', ')}]`);
      }
      const { DependsOn = [], Properties } = this.template.Resources[logicalId];
      [DependsOn, referredNames(Properties)].flat().forEach((name) => visit(name, [...dependents, logicalId]));
      order.add(logicalId);
    };
    Object.keys(this.template.Resources).forEach((logicalId) => visit(logicalId, []));
    return [...order];
  }
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
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
}
