import { AwsError, notEmulated } from '../aws-error';

/** Resolves the references in a template. */
export interface References {
  /** The value of `Ref`: of a parameter, a pseudo parameter, or a resource (its physical id). */
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  /** The value that another stack exports. */
  importedValue(name: string): unknown;
}

type Arguments = any[];

const NO_VALUE = Symbol('AWS::NoValue');

/** Evaluates the intrinsic functions in a value. `AWS::NoValue` is left out. */
export function evaluateValue(value: unknown, references: References): any {
  const result = evaluate(value, references);
  return result === NO_VALUE ? undefined : result;
}

function evaluate(value: unknown, references: References): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) => evaluate(entry, references)).filter((entry) => entry !== NO_VALUE);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  if (entries.length === 1 && name && (name === 'Ref' || name === 'Condition' && typeof argument === 'string' || name.startsWith('Fn::'))) {
    return intrinsic(name, argument, references);
  }
  return Object.fromEntries(entries.map(([key, entry]) => [key, evaluate(entry, references)]).filter(([, entry]) => entry !== NO_VALUE));
}

function intrinsic(name: string, argument: any, references: References): unknown {
  const list = (): Arguments => (argument as unknown[]).map((entry) => evaluate(entry, references));
  switch (name) {
    case 'Ref': return argument === 'AWS::NoValue' ? NO_VALUE : references.ref(argument);
    case 'Condition': return references.condition(argument);
    case 'Fn::GetAtt': return references.attribute(argument[0], argument[1]);
    case 'Fn::Join': return join(list());
    case 'Fn::Sub': return substitute(argument, references);
    case 'Fn::ImportValue': return references.importedValue(evaluate(argument, references) as string);
    case 'Fn::If': return evaluate(references.condition(argument[0]) ? argument[1] : argument[2], references);
    case 'Fn::Equals': return equal(list());
    case 'Fn::Not': return !list()[0];
    case 'Fn::And': return list().every(Boolean);
    case 'Fn::Or': return list().some(Boolean);
    case 'Fn::Contains': return contains(list());
    default: throw notEmulated(`CloudFormation ${name}`);
  }
}

const join = ([separator, parts]: Arguments) => parts.join(separator);
const equal = ([one, other]: Arguments) => one === other;
const contains = ([values, value]: Arguments) => values.includes(value);

/** `${Name}` and `${LogicalId.Attribute}`; `${!Literal}` stays without the exclamation mark. */
const PLACEHOLDER = /\$\{([^!}][^}]*)\}/g;

function substitute(text: unknown, references: References): string {
  if (typeof text !== 'string') {
    throw notEmulated('CloudFormation Fn::Sub with a map of variables');
  }
  return text.replace(PLACEHOLDER, (_, name) => String(evaluate(placeholderReference(name), references))).replace(/\$\{!/g, '${');
}

function placeholderReference(name: string): object {
  const [logicalId, ...attribute] = name.split('.');
  return attribute.length > 0 ? { 'Fn::GetAtt': [logicalId, attribute.join('.')] } : { Ref: name };
}

/** The names that a value refers to with `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
export function referencedNames(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencedNames);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, argument]) => {
    switch (key) {
      case 'Ref': return [argument];
      case 'Fn::GetAtt': return [argument[0]];
      case 'Fn::Sub': return [...String(argument).matchAll(PLACEHOLDER)].flatMap(([, name]) => referencedNames(placeholderReference(name)));
      default: return referencedNames(argument);
    }
  });
}

export function failUnresolved(name: string): never {
  throw new AwsError('ValidationError', `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`);
}
