import { Assembly, Callable, ClassType, Docs, InterfaceType, isClassType, isInterfaceType, Type, TypeReference } from '@jsii/spec';

/** A documented element of the API. */
export interface Documented {
  /** Such as `TrustingRole`, `TrustingRoleProps.roleName`, `AccessWindow.startingAt` or `AccessWindow.startingAt(notBefore)`. */
  readonly name: string;
  readonly kind: 'class' | 'struct' | 'method' | 'parameter' | 'prop' | 'attribute';
  readonly docs: Docs;
  readonly optional?: boolean;
  readonly type?: TypeReference;
}

export function typesOf({ types = {} }: Assembly): (ClassType | InterfaceType)[] {
  return Object.values(types).filter((type) => isClassType(type) || isInterfaceType(type));
}

export function documentedBy(assembly: Assembly): Documented[] {
  return typesOf(assembly).flatMap((type) => [
    { name: type.name, kind: isStruct(type) ? 'struct' : 'class', docs: type.docs ?? {} },
    ...isClassType(type) ? parametersOf(type.name, type.initializer) : [],
    ...(type.methods ?? []).flatMap((method): Documented[] => {
      const name = `${type.name}.${method.name}`;
      return [{ name, kind: 'method', docs: method.docs ?? {} }, ...parametersOf(name, method)];
    }),
    ...(type.properties ?? []).map(({ name, docs = {}, optional, type: of }): Documented =>
      ({ name: `${type.name}.${name}`, kind: isStruct(type) ? 'prop' : 'attribute', docs, optional, type: of })),
  ]);
}

function parametersOf(owner: string, { parameters = [] }: Callable = {}): Documented[] {
  return parameters.map(({ name, docs = {}, optional, type }) => ({ name: `${owner}(${name})`, kind: 'parameter', docs, optional, type }));
}

export function isStruct(type: Type): type is InterfaceType {
  return isInterfaceType(type) && type.datatype === true;
}

export function isConstruct(type: Type): type is ClassType {
  return isClassType(type) && type.initializer?.parameters?.[0]?.name === 'scope';
}

/** Whether a class has no public constructor, only static factory methods. */
export function isEnumLike(type: Type): type is ClassType {
  return isClassType(type) && !type.initializer && (type.methods?.some((method) => method.static) ?? false);
}

/** The text of a docstring without its example. */
export function textOf({ summary = '', remarks = '' }: Docs): string {
  return `${summary}\n${remarks}`.replace(/\s+/g, ' ');
}

/** The types in a type reference, also within collections. */
export function namesIn(reference: TypeReference): string[] {
  const text = JSON.stringify(reference);
  return [...text.matchAll(/"(?:fqn|primitive)":"([^"]+)"/g)].map(([, name]) => name);
}
