import { writeFileSync } from 'fs';
import { join } from 'path';
import {
  Assembly, ClassType, InterfaceType, isClassOrInterfaceType, isClassType, isCollectionTypeReference, isEnumType, isInterfaceType,
  isPrimitiveTypeReference, Parameter, TypeReference,
} from '@jsii/spec';
import * as cdk from 'aws-cdk-lib';
import * as constructs from 'constructs';
import { compiled } from './assembly';

const OURS = 'cdk-cross-account-read-only-access.';
const MODULES: Record<string, unknown> = { 'aws-cdk-lib': cdk, constructs };

/** The types of all props and arguments, from the assembly, as a source file. */
export function declaredTypes({ types = {} }: Assembly): string {
  const all = Object.values(types).filter(isClassOrInterfaceType);
  const enums = new Set(Object.values(types).filter(isEnumType).map(({ fqn }) => fqn));
  return [
    '// `npx projen declared-types` generates this file from the assembly of jsii. Do not edit.',
    '',
    '/** A struct and the types of its props, as `check-types.ts` reads them. */',
    'export interface PropTypes {',
    '  readonly bases: string[];',
    '  readonly props: Record<string, string>;',
    '}',
    '',
    'export const PROP_TYPES: Record<string, PropTypes> = {',
    ...all.filter(isInterfaceType).filter(({ datatype }) => datatype).flatMap((type) => struct(type, enums)),
    '};',
    '',
    '/** The types of the parameters, by class and method. */',
    'export const PARAMETER_TYPES: Record<string, Record<string, Record<string, string>>> = {',
    ...all.filter(isClassType).filter(({ methods = [] }) => methods.length > 0).flatMap((type) => methodsOf(type, enums)),
    '};',
    '',
  ].join('\n');
}

function struct({ name, interfaces = [], properties = [] }: InterfaceType, enums: Set<string>): string[] {
  // The CDK checks its structs itself.
  const bases = interfaces.filter((fqn) => fqn.startsWith(OURS)).map((fqn) => `'${simpleName(fqn)}'`);
  return [
    `  ${name}: {`,
    `    bases: [${bases.join(', ')}],`,
    '    props: {',
    ...properties.map(({ name: prop, optional, type }) => `      ${prop}: '${notation(type, enums)}${optional ? '?' : ''}',`),
    '    },',
    '  },',
  ];
}

function methodsOf({ name, methods = [] }: ClassType, enums: Set<string>): string[] {
  return [
    `  ${name}: {`,
    ...methods.map(({ name: method, parameters = [] }) => `    ${method}: {${parameters.length > 0 ? ` ${parameters.map((parameter) => parameterOf(parameter, enums)).join(', ')} ` : ''}},`),
    '  },',
  ];
}

function parameterOf({ name, type, optional, variadic }: Parameter, enums: Set<string>): string {
  return `${name}: '${variadic ? '...' : ''}${notation(type, enums)}${optional ? '?' : ''}'`;
}

/** A type in the notation of `check-types.ts`. */
function notation(type: TypeReference, enums: Set<string>): string {
  if (isCollectionTypeReference(type)) {
    const element = notation(type.collection.elementtype, enums);
    return type.collection.kind === 'array' ? `${element}[]` : `{${element}}`;
  }
  if (isPrimitiveTypeReference(type)) {
    return type.primitive;
  }
  const { fqn } = type as { fqn: string };
  return enums.has(fqn) ? 'string' : fqn.startsWith(OURS) ? simpleName(fqn) : foreign(fqn);
}

/** Structs and interfaces do not exist at run time, and enums are strings. */
function foreign(fqn: string): string {
  const [assembly, ...path] = fqn.split('.');
  const value = path.reduce((parent, name) => parent?.[name], MODULES[assembly] as any);
  return typeof value === 'object' ? 'string' : value === undefined && !/^I[A-Z]/.test(simpleName(fqn)) ? 'object' : simpleName(fqn);
}

function simpleName(fqn: string): string {
  return fqn.slice(fqn.lastIndexOf('.') + 1);
}

if (require.main === module) {
  writeFileSync(join(__dirname, '../../src/core/runtime-types/declared-types.generated.ts'), declaredTypes(compiled().assembly));
}
