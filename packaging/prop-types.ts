import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import * as cdk from 'aws-cdk-lib';
import * as constructs from 'constructs';

/** A type in the assembly that jsii makes of the library. */
interface JsiiType {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: JsiiType };
}

interface JsiiStruct {
  readonly name: string;
  readonly datatype?: boolean;
  readonly interfaces?: string[];
  readonly properties?: { readonly name: string; readonly optional?: boolean; readonly type: JsiiType }[];
}

const ROOT = join(__dirname, '..');
const OURS = 'cdk-cross-account-read-only-access.';
const MODULES: Record<string, unknown> = { 'aws-cdk-lib': cdk, constructs };

/** The types of all props, as a source file: from the assembly, which is what other languages see. */
export function propTypes(): string {
  const types: Record<string, JsiiStruct> = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')).types;
  const structs = Object.values(types).filter(({ datatype }) => datatype).flatMap(({ name, interfaces = [], properties = [] }) => [
    `  ${name}: {`,
    // The CDK checks those of its own structs.
    `    bases: [${interfaces.filter((fqn) => fqn.startsWith(OURS)).map((fqn) => `'${simpleName(fqn)}'`).join(', ')}],`,
    '    props: {',
    ...properties.map(({ name: prop, optional, type }) => `      ${prop}: '${notation(type)}${optional ? '?' : ''}',`),
    '    },',
    '  },',
  ]);
  return [
    '// Made by `npx projen prop-types` out of the types that jsii sees. Do not edit.',
    '',
    '/** A struct and the types of its props, as `check-props.ts` reads them. */',
    'export interface PropTypes {',
    '  readonly bases: string[];',
    '  readonly props: Record<string, string>;',
    '}',
    '',
    'export const PROP_TYPES: Record<string, PropTypes> = {',
    ...structs,
    '};',
    '',
  ].join('\n');
}

/** A type as `check-props.ts` reads it. */
export function notation({ primitive, fqn, collection }: JsiiType): string {
  if (collection) {
    const element = notation(collection.elementtype);
    return collection.kind === 'array' ? `${element}[]` : `{${element}}`;
  }
  return fqn ? fqn.startsWith(OURS) ? simpleName(fqn) : foreign(fqn) : primitive!;
}

/** Interfaces leave nothing at run time, and enums are strings. */
function foreign(fqn: string): string {
  const [assembly, ...path] = fqn.split('.');
  const value = path.reduce((parent, name) => parent?.[name], MODULES[assembly] as any);
  return typeof value === 'object' ? 'string' : simpleName(fqn);
}

function simpleName(fqn: string): string {
  return fqn.slice(fqn.lastIndexOf('.') + 1);
}

if (require.main === module) {
  writeFileSync(join(ROOT, 'src/private/prop-types.ts'), propTypes());
}
