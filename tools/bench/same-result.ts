import { deepStrictEqual } from 'node:assert';

type Templates = Record<string, string>;

interface Template {
  readonly Resources?: Record<string, { Type: string; Properties?: object; DependsOn?: string | string[] }>;
  readonly Outputs?: Record<string, object>;
}

/** Fails unless both produce the same resources and outputs in the same stacks. Logical ids may differ. */
export function checkSameResult(library: Templates, handWritten: Templates): void {
  deepStrictEqual(byStack(library), byStack(handWritten), 'the library and the hand-written code must produce the same result');
}

function byStack(templates: Templates): Record<string, object> {
  return Object.fromEntries(Object.entries(templates).map(([name, text]) => [name, withoutLogicalIds(JSON.parse(text))]));
}

/** Replaces each logical id in references and names by the type of its resource. */
function withoutLogicalIds({ Resources = {}, Outputs = {}, ...rest }: Template): object {
  const anonymous = (value: object) => JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === 'string' && Object.hasOwn(Resources, part) ? `(${Resources[part].Type})` : part);
  return {
    ...rest,
    Resources: sorted(Object.values(Resources).map(anonymous)),
    Outputs: sorted(Object.values(Outputs).map(anonymous)),
  };
}

function sorted(values: object[]): object[] {
  return values.sort((one, other) => JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
}
