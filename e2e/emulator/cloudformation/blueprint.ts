import { evaluated, referredNames, References, unresolved } from './intrinsics';
import { ResourceContext, ResourceType, resourceType, Step } from './resource-types';
import { ResourceDefinition, Template } from './template';

/** Where a template is deployed. */
export interface Site {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
  /** A name for a resource that its template does not name; the same one at each deployment. */
  nameFor(logicalId: string): string;
}

/** A resource as a deployment would make it. */
export interface PlannedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly retained: boolean;
  readonly steps: Step[];
}

/** A template evaluated for its site: what is made, in order of dependency, and what is put out. */
export class Blueprint implements References {
  public readonly resources: PlannedResource[];
  public readonly outputs: { OutputKey: string; OutputValue: string; Description?: string }[];

  constructor(
    private readonly template: Template,
    private readonly site: Site,
    private readonly parameters: Record<string, string>,
  ) {
    this.resources = this.inOrder().map((logicalId) => this.planned(logicalId));
    this.outputs = Object.entries(template.Outputs ?? {})
      .filter(([, { Condition }]) => !Condition || this.condition(Condition))
      .map(([OutputKey, { Value, Description }]) => ({ OutputKey, OutputValue: String(evaluated(Value, this)), Description }));
  }

  /** Whether the template names IAM entities itself, which a deployment must acknowledge. */
  public get namesIamEntities(): boolean {
    return Object.values(this.template.Resources).some(({ Type, Properties = {} }) => {
      const { named, nameProperty } = resourceType(Type, Properties);
      return named && nameProperty! in Properties;
    });
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
    return pseudo[name] ?? this.parameterValue(name) ?? this.context(name).name;
  }

  public attribute(logicalId: string, attribute: string): unknown {
    const context = this.context(logicalId);
    return this.typeOf(logicalId).attributes?.(context)[attribute] ?? unresolved(`${logicalId}.${attribute}`);
  }

  public condition(name: string): boolean {
    return evaluated(this.template.Conditions?.[name] ?? unresolved(name), this);
  }

  private parameterValue(name: string): string | undefined {
    const parameter = this.template.Parameters?.[name];
    return parameter && (this.parameters[name] ?? parameter.Default ?? unresolved(name));
  }

  private planned(logicalId: string): PlannedResource {
    const context = this.context(logicalId);
    const { Type, DeletionPolicy } = this.definition(logicalId);
    return { logicalId, type: Type, physicalId: context.name, retained: DeletionPolicy === 'Retain', steps: this.typeOf(logicalId).steps(context) };
  }

  private context(logicalId: string): ResourceContext {
    const properties = evaluated(this.definition(logicalId).Properties ?? {}, this);
    const { nameProperty } = this.typeOf(logicalId);
    const name = nameProperty && properties[nameProperty] || this.site.nameFor(logicalId);
    return { account: this.site.account, region: this.site.region, name, properties };
  }

  private typeOf(logicalId: string): ResourceType {
    const { Type, Properties = {} } = this.definition(logicalId);
    return resourceType(Type, Properties);
  }

  private definition(logicalId: string): ResourceDefinition {
    return this.template.Resources[logicalId] ?? unresolved(logicalId);
  }

  private inOrder(): string[] {
    const order = new Set<string>();
    const visit = (logicalId: string) => {
      const { DependsOn = [], Properties, Condition } = this.template.Resources[logicalId] ?? {};
      if (order.has(logicalId) || !(logicalId in this.template.Resources) || Condition && !this.condition(Condition)) {
        return;
      }
      [DependsOn, referredNames(Properties)].flat().forEach(visit);
      order.add(logicalId);
    };
    Object.keys(this.template.Resources).forEach(visit);
    return [...order];
  }
}
