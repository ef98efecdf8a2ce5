import { writeFileSync } from 'fs';
import { join } from 'path';
import {
  Assembly, ClassType, InterfaceType, isClassOrInterfaceType, isClassType, isCollectionTypeReference, isInterfaceType, isPrimitiveTypeReference,
  Parameter, TypeReference,
} from '@jsii/spec';
import * as cdk from 'aws-cdk-lib';
import * as constructs from 'constructs';
import { compiled } from './assembly';

const OURS = 'cdk-cross-account-read-only-access.';
const MODULES: Record<string, unknown> = { 'aws-cdk-lib': cdk, constructs };

/** The types of all props and arguments, as a source file: from the assembly, which is what other languages see. */
export function declaredTypes({ types = {} }: Assembly): string {
  const all = Object.values(types).filter(isClassOrInterfaceType);
  return [
    '// Made by `npx projen declared-types` out of what jsii sees. Do not edit.',
    '',
    '/** A struct and the types of its props, as `check-types.ts` reads them. */',
    'export interface PropTypes {',
    '  readonly bases: string[];',
    '  readonly props: Record<string, string>;',
    '}',
    '',
    'export const PROP_TYPES: Record<string, PropTypes> = {',
    ...all.filter(isInterfaceType).filter(({ datatype }) => datatype).flatMap(struct),
    '};',
    '',
    '/** The types of the parameters, by class and method. */',
    'export const PARAMETER_TYPES: Record<string, Record<string, Record<string, string>>> = {',
    ...all.filter(isClassType).filter(({ methods = [] }) => methods.length > 0).flatMap(methodsOf),
    '};',
    '',
  ].join('\n');
}

function struct({ name, interfaces = [], properties = [] }: InterfaceType): string[] {
  // The CDK checks those of its own structs.
  const bases = interfaces.filter((fqn) => fqn.startsWith(OURS)).map((fqn) => `'${simpleName(fqn)}'`);
  return [
    `  ${name}: {`,
    `    bases: [${bases.join(', ')}],`,
    '    props: {',
    ...properties.map(({ name: prop, optional, type }) => `      ${prop}: '${notation(type)}${optional ? '?' : ''}',`),
    '    },',
    '  },',
  ];
}

function methodsOf({ name, methods = [] }: ClassType): string[] {
  return [
    `  ${name}: {`,
    ...methods.map(({ name: method, parameters = [] }) => `    ${method}: {${parameters.length > 0 ? ` ${parameters.map(parameterOf).join(', ')} ` : ''}},`),
    '  },',
  ];
}

function parameterOf({ name, type, optional, variadic }: Parameter): string {
  return `${name}: '${variadic ? '...' : ''}${notation(type)}${optional ? '?' : ''}'`;
}

/** A type as `check-types.ts` reads it. */
function notation(type: TypeReference): string {
  if (isCollectionTypeReference(type)) {
    const element = notation(type.collection.elementtype);
    return type.collection.kind === 'array' ? `${element}[]` : `{${element}}`;
  }
  if (isPrimitiveTypeReference(type)) {
    return type.primitive;
  }
  const { fqn } = type as { fqn: string };
  return fqn.startsWith(OURS) ? simpleName(fqn) : foreign(fqn);
}

/** Structs and interfaces leave nothing at run time, and enums are strings. */
function foreign(fqn: string): string {
  const [assembly, ...path] = fqn.split('.');
  const value = path.reduce((parent, name) => parent?.[name], MODULES[assembly] as any);
  return typeof value === 'object' ? 'string' : value === undefined && !/^I[A-Z]/.test(simpleName(fqn)) ? 'object' : simpleName(fqn);
}

function simpleName(fqn: string): string {
  return fqn.slice(fqn.lastIndexOf('.') + 1);
}

if (require.main === module) {
  writeFileSync(join(__dirname, '../src/private/declared-types.ts'), declaredTypes(compiled().assembly));
}
