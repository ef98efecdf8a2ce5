import { Params } from '../../wire/protocol';

/** An API call that CloudFormation makes with the permissions of its caller. */
export interface ApiCall {
  readonly service: string;
  readonly operation: string;
  readonly params: Params;
  /** Calls that must come first, and that depend on the result of another call. */
  readonly prerequisites?: { readonly read: ApiCall; calls(result: any): ApiCall[] };
  /** For a call that only starts an operation: the call that reads its outcome, and a check that throws if it failed. */
  readonly stabilization?: { read(result: any): ApiCall; check(outcome: any): void };
}

/** One part of a resource: how CloudFormation creates, updates and deletes it. A rollback uses the same calls. */
export interface Step {
  /** Identifies the part. A part with another key is another part. */
  readonly key: string;
  readonly create: ApiCall[];
  /** The calls that update the part in place; a function if they depend on how it was before. */
  readonly update: ApiCall[] | ((before: Step) => ApiCall[]);
  readonly delete: ApiCall;
}

export interface ResourceContext {
  readonly logicalId: string;
  readonly type: string;
  readonly account: string;
  readonly region: string;
  /** The name in the template, or else the name that CloudFormation generates. */
  readonly name: string;
  readonly properties: Record<string, any>;
}

/** The property by which an import identifies an existing resource, and the operation that reads the resource by it. */
export interface Identifier {
  readonly property: string;
  readonly service: string;
  readonly operation: string;
}

/** A resource type: a pure function from properties to API calls. */
export interface ResourceType {
  /** The property that names the resource. */
  readonly nameProperty?: string;
  /** The supported properties. Others are rejected. */
  readonly properties: string[];
  /** Only for types whose resources can be imported. Its value is that of `Ref`. */
  readonly identifier?: Identifier;
  /**
   * Together with the name, the values whose change requires replacement. Only for types whose resources can be named in the template.
   */
  identity?(properties: Record<string, any>): string;
  /** The value of `Ref`, unless it is the name. */
  physicalId?(context: ResourceContext): string;
  /** The values of `Fn::GetAtt`. */
  attributes?(context: ResourceContext): Record<string, string>;
  steps(context: ResourceContext): Step[];
}

/** A call of a service, without the parameters that are undefined. */
export function apiCall(service: string, operation: string, params: Params): ApiCall {
  return { service, operation, params: Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) };
}
