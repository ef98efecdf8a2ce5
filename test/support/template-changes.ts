import { App } from 'aws-cdk-lib';
import { asText } from './resources';
import { keepForLinters } from './templates-for-linters';

/** Longer texts are counted, and not printed. */
const MAX_CHARACTERS = 80;

/**
 * Describes the changes between two versions of an app, by stack and logical id: added (`+`), removed (`-`) and changed (`~`) resources,
 * with the changed properties. It compares the templates of StackSets too.
 */
export function templateChangesOf(before: App, after: App): string {
  const lines = compared(templatesOf(before), templatesOf(after), (name) => name, templateChanges);
  return lines.length > 0 ? lines.join('\n') : 'nothing';
}

type Named = Record<string, any>;

/** The templates by stack name, which CloudFormation identifies a stack by. */
function templatesOf(app: App): Named {
  return Object.fromEntries(app.synth().stacksRecursively.map(({ stackName, template }) => {
    keepForLinters(template);
    return [stackName, template];
  }));
}

/** A line for each difference, and indented lines for its details. */
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

/** The paths at which two values differ, such as `Properties.PolicyDocument.Statement.0.Resource`, with the different entries. */
function valueChanges(was: any, is: any, path: string[] = []): string[] {
  if (path[path.length - 1] === 'TemplateBody') {
    return [path.join('.'), ...indented(templateChanges(JSON.parse(was), JSON.parse(is)))];
  }
  if ([was, is].every(hasParts)) {
    return different(was, is).flatMap((key) => valueChanges(was[key], is[key], [...path, key]));
  }
  return [`${path.join('.')}: ${entryChanges(entriesOf(was), entriesOf(is))}`];
}

/** Whether it is an object or a list of objects; intrinsic functions count as values. */
function hasParts(value: any): boolean {
  return Array.isArray(value) ? !value.every(isValue) : !isValue(value);
}

function isValue(value: any): boolean {
  return typeof value !== 'object' || Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}

/** A single value is a list of one, as in IAM. */
function entriesOf(value: any): string[] {
  return value === undefined ? [] : [value].flat().map(asText).map((entry) => typeof entry === 'string' ? entry : JSON.stringify(entry));
}

/** Prints one short entry, and counts others. */
function entryChanges(was: string[], is: string[]): string {
  const summary = (sign: string, entries: string[]) => entries.length === 0 ? [] : [`${sign} ${entries.length > 1 || entries[0].length > MAX_CHARACTERS
    ? `${entries.length} ${entries.length > 1 ? 'entries' : 'text'}`
    : entries[0]}`];
  const parts = [...summary('-', was.filter((entry) => !is.includes(entry))), ...summary('+', is.filter((entry) => !was.includes(entry)))];
  return parts.join(', ') || 'another order';
}

function different(before: Named, after: Named): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function indented(lines: string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
