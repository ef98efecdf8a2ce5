import { PhysicalName } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { PARAMETER_TYPES, PROP_TYPES } from './declared-types.generated';
import { MISSING_VARIABLE, quoted } from '../validate-names';
import { ErrorContext } from '../validation-error';

/** How jsii marks the classes of every library that it compiles. */
const RTTI = Symbol.for('jsii.rtti');

/** A property by which to recognize an interface, which does not exist at run time. */
const INTERFACES: Record<string, string> = {
  IConstruct: 'node',
  IGrantable: 'grantPrincipal',
  ILogGroup: 'logGroupArn',
  IManagedPolicy: 'managedPolicyArn',
  IPrincipal: 'policyFragment',
  IRole: 'roleArn',
  IUser: 'userArn',
};

/** Parameters that are not part of a property's path. */
const BAGS = ['props', 'options'];

/** Names that the CDK can generate, because no other stack needs them. */
const NAMED_BY_CDK = ['groupName', 'alarmName'];

/** What is often read from an environment variable. */
const FROM_ENVIRONMENT = ['a string', 'a number'];

/** What to give instead of true and false, for props that could be taken for a boolean. */
const INSTEAD_OF: Record<string, Record<string, string>> = {
  'an AwsLogin': { true: 'AwsLogin.sameDevice()', false: 'AwsLogin.none()' },
  'an MfaRequirement': { true: 'MfaRequirement.required()', false: 'MfaRequirement.none()' },
  'a SelfManagedMfa': { true: 'SelfManagedMfa.fromConsole()', false: 'SelfManagedMfa.none()' },
};

interface Mismatch {
  readonly path: string;
  readonly value: unknown;
  readonly wanted: string;
}

/**
 * Fails for props of the wrong type, which JavaScript does not check: a string instead of a list would fail with an unclear error, or
 * mean something else.
 *
 * @param struct The name of the props' interface.
 */
export function checkProps(errors: ErrorContext, struct: string, props: unknown): void {
  failOn(errors, mismatch('props', props, struct));
}

/** Decorates a class so that its methods fail for arguments of the wrong type, as constructs do for props. */
export function checkedArguments(type: Function): void {
  const className = nameOf(type);
  for (const [method, parameters] of Object.entries(PARAMETER_TYPES[className])) {
    const owner: any = Object.hasOwn(type, method) ? type : type.prototype;
    const original = owner[method];
    owner[method] = function (this: unknown, ...args: unknown[]) {
      failOn(Construct.isConstruct(this) ? ErrorContext.of(this) : ErrorContext.called(`${className}.${method}`), wrongArgument(args, Object.entries(parameters)));
      return original.apply(this, args);
    };
  }
}

function wrongArgument(args: unknown[], parameters: [string, string][]): Mismatch | undefined {
  return first(parameters, ([name, type], i) => type.startsWith('...')
    ? mismatch(name, args.slice(i), `${type.slice('...'.length)}[]`)
    : mismatch(name, args[i], type));
}

function failOn(errors: ErrorContext, found: Mismatch | undefined): void {
  if (found) {
    const hint = found.value === undefined && FROM_ENVIRONMENT.includes(found.wanted) ? MISSING_VARIABLE : '';
    const instead = typeof found.value === 'boolean' ? INSTEAD_OF[found.wanted]?.[String(found.value)] : undefined;
    errors.fail(`${found.path} ${formatValue(found.value)} is not ${found.wanted}`, `give ${instead ?? found.wanted}${hint}`);
  }
}

/** The first nested value of the wrong type. A type is `string?`, `string[]`, `{string}` for a map, or the name of a struct, class or interface. */
function mismatch(path: string, value: unknown, type: string): Mismatch | undefined {
  if (type.endsWith('?')) {
    return value === undefined ? undefined : mismatch(path, value, type.slice(0, -1));
  }
  if (type.endsWith('[]')) {
    return Array.isArray(value) ? first(value, (entry, i) => mismatch(`${path}[${i}]`, entry, type.slice(0, -2))) : { path, value, wanted: 'a list' };
  }
  if (type.startsWith('{')) {
    return isMap(value)
      ? first(Object.entries(value), ([key, entry]) => mismatch(`${path}[${quoted(key)}]`, entry, type.slice(1, -1)))
      : { path, value, wanted: 'a map' };
  }
  if (type in PROP_TYPES) {
    const within = BAGS.includes(path) ? '' : `${path}.`;
    return isObject(value)
      ? first(typesOf(type), ([prop, propType]) => mismatch(within + prop, value[prop], propType))
      : { path, value, wanted: 'an object' };
  }
  if (!isOf(value, type)) {
    return { path, value, wanted: describeType(type) };
  }
  const isNamed = value === PhysicalName.GENERATE_IF_NEEDED && NAMED_BY_CDK.includes(path);
  return isLeftToCdk(value) && !isNamed ? { path, value, wanted: 'a literal name' } : undefined;
}

/** A placeholder that the CDK replaces by a generated name, but only as the name of a resource. */
function isLeftToCdk(value: unknown): boolean {
  return typeof value === 'string' && value.includes(PhysicalName.GENERATE_IF_NEEDED);
}

function typesOf(struct: string): [string, string][] {
  const { bases, props } = PROP_TYPES[struct];
  return [...bases.flatMap(typesOf), ...Object.entries(props)];
}

function first<T>(values: T[], find: (value: T, i: number) => Mismatch | undefined): Mismatch | undefined {
  for (const [i, value] of values.entries()) {
    const found = find(value, i);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function isOf(value: unknown, type: string): boolean {
  switch (type) {
    case 'string': case 'boolean': return typeof value === type;
    case 'object': return isObject(value);
    case 'number': return typeof value === 'number' && !Number.isNaN(value);
    default: return isObject(value) && (type in INTERFACES ? INTERFACES[type] in value : classesOf(value).includes(type));
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return isObject(value) && classesOf(value).every((name) => name === 'Object');
}

/** The names of an object's classes. An app can load a library twice, so `instanceof` is not enough. */
function classesOf(value: object): string[] {
  const prototype = Object.getPrototypeOf(value);
  return prototype ? [nameOf(prototype.constructor), ...classesOf(prototype)] : [];
}

function nameOf(constructor: any): string {
  const { fqn = constructor.name } = Object.hasOwn(constructor, RTTI) ? constructor[RTTI] : {};
  return fqn.slice(fqn.lastIndexOf('.') + 1);
}

function describeType(type: string): string {
  switch (type) {
    case 'boolean': return 'true or false';
    default: return `${/^([AEIOUo]|Mfa)/.test(type) ? 'an' : 'a'} ${type}`;
  }
}

/** The text of a primitive value, and the type of all others, which can be large or circular. */
function formatValue(value: unknown): string {
  if (isLeftToCdk(value)) {
    return 'PhysicalName.GENERATE_IF_NEEDED';
  }
  switch (typeof value) {
    case 'string': case 'undefined': return quoted(value);
    case 'number': case 'boolean': return String(value);
    case 'object': return value === null ? 'null' : Array.isArray(value) ? `of ${value.length} entries` : `of class ${classesOf(value)[0] ?? 'none'}`;
    default: return `of type ${typeof value}`;
  }
}
