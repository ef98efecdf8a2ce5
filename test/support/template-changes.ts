import { App } from 'aws-cdk-lib';
import { keepForLinters } from './templates-for-linters';
import { asText } from './resources';

/** A longer text is told of, and not told. */
const MOST_CHARACTERS = 80;

/**
 * What another version of an app changes for CloudFormation, as text: by stack, what is added (`+`), removed (`-`) and changed
 * (`~`), which by logical id is what CloudFormation goes by, and where and how. It looks into the template of a StackSet as into
 * any other.
 */
export function templateChangesOf(before: App, after: App): string {
  const lines = compared(templatesOf(before), templatesOf(after), (name) => name, templateChanges);
  return lines.length > 0 ? lines.join('\n') : 'nothing';
}

type Named = Record<string, any>;

/** By the name that CloudFormation knows a stack by, whatever its construct is called. */
function templatesOf(app: App): Named {
  return Object.fromEntries(app.synth().stacksRecursively.map(({ stackName, template }) => {
    keepForLinters(template);
    return [stackName, template];
  }));
}

/** A line for each thing that differs, and under it what differs in it. */
function compared(before: Named, after: Named, label: (name: string, of: any) => string, inside: (was: any, is: any) => string[]): string[] {
  return different(before, after).flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    const sign = was === undefined ? '+' : is === undefined ? '-' : '~';
    return [`${sign} ${label(name, is ?? was)}`, ...indented(inside(was, is))];
  });
}

function templateChanges(was: any = {}, is: any = {}): string[] {
  const change = (one: any, other: any) => one && other ? valueChanges({ Properties: {}, ...one }, { Properties: {}, ...other }) : [];
  return [
    ...compared(was.Resources ?? {}, is.Resources ?? {}, (id, { Type }) => `${Type} ${id}`, change),
    ...compared(was.Outputs ?? {}, is.Outputs ?? {}, (id) => `Output ${id}`, change),
  ];
}

/** Where two values differ, such as `Properties.PolicyDocument.Statement.0.Resource`, and by which entries. */
function valueChanges(was: any, is: any, path: string[] = []): string[] {
  if (path[path.length - 1] === 'TemplateBody') {
    return [path.join('.'), ...indented(templateChanges(JSON.parse(was), JSON.parse(is)))];
  }
  if ([was, is].every(hasParts)) {
    return different(was, is).flatMap((key) => valueChanges(was[key], is[key], [...path, key]));
  }
  return [`${path.join('.')}: ${entryChanges(entriesOf(was), entriesOf(is))}`];
}

/** An object, or a list of objects: neither a value nor a list of values, of which those that the deployment makes are some. */
function hasParts(value: any): boolean {
  return Array.isArray(value) ? !value.every(isValue) : !isValue(value);
}

function isValue(value: any): boolean {
  return typeof value !== 'object' || Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}

/** A value alone is a list of one: so IAM has it. */
function entriesOf(value: any): string[] {
  return value === undefined ? [] : [value].flat().map(asText).map((entry) => typeof entry === 'string' ? entry : JSON.stringify(entry));
}

/** One short entry is told as it is, else how many there are. */
function entryChanges(was: string[], is: string[]): string {
  const told = (sign: string, entries: string[]) => entries.length === 0 ? [] : [`${sign} ${entries.length > 1 || entries[0].length > MOST_CHARACTERS
    ? `${entries.length} ${entries.length > 1 ? 'entries' : 'text'}`
    : entries[0]}`];
  const parts = [...told('-', was.filter((entry) => !is.includes(entry))), ...told('+', is.filter((entry) => !was.includes(entry)))];
  return parts.join(', ') || 'another order';
}

function different(before: Named, after: Named): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function indented(lines: string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
