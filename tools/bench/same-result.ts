import { deepStrictEqual } from 'node:assert';

type Templates = Record<string, string>;

interface Template {
  readonly Resources?: Record<string, { Type: string; Properties?: object; DependsOn?: string | string[] }>;
  readonly Outputs?: Record<string, object>;
}

/** Fails unless both make the same resources and outputs in the same stacks, whatever their logical ids. */
export function checkSameResult(library: Templates, hand: Templates): void {
  deepStrictEqual(byStack(library), byStack(hand), 'the library and the program by hand must make the same');
}

function byStack(templates: Templates): Record<string, object> {
  return Object.fromEntries(Object.entries(templates).map(([name, text]) => [name, withoutLogicalIds(JSON.parse(text))]));
}

/** References and names made of a logical id become the type of what they stand for. */
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
