/** A pattern of an `Action` or `NotAction`. */
export interface ActionPattern {
  readonly text: string;
  /** The service in lower case, or `*`. */
  readonly service: string;
  /** The pattern for the action's name, in lower case. */
  readonly name: string;
}

/** A service and a name, with the characters of AWS's action names. In the name, `*` stands for any characters and `?` for one. */
const SERVICE_AND_NAME = /^([a-z\d-]+):([a-z\d*?-]+)$/;

/**
 * Parses a pattern as IAM does: case is ignored, and wildcards may be anywhere in the name, but not in the service.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionPattern(text: string): ActionPattern {
  if (text === '*') {
    return { text, service: '*', name: '*' };
  }
  const [, service, name] = SERVICE_AND_NAME.exec(text.toLowerCase()) ?? [];
  if (!service) {
    throw new Error(`${JSON.stringify(text)} is not a known form of action pattern; define in tools/levels/action-patterns.ts what it matches`);
  }
  return { text, service, name };
}

/** Finds the patterns of one service that match an action. Most patterns are plain names, which are looked up in a map. */
export function matcherOf(patterns: ActionPattern[]): (actionName: string) => ActionPattern[] {
  const names = new Map<string, ActionPattern[]>();
  const expressions = patterns.filter(hasWildcard).map((pattern) => ({ pattern, expression: expressionOf(pattern) }));
  patterns.filter((pattern) => !hasWildcard(pattern)).forEach((pattern) => names.set(pattern.name, [...names.get(pattern.name) ?? [], pattern]));
  return (actionName) => {
    const name = actionName.toLowerCase();
    return [...names.get(name) ?? [], ...expressions.filter(({ expression }) => expression.test(name)).map(({ pattern }) => pattern)];
  };
}

function hasWildcard({ name }: ActionPattern): boolean {
  return /[*?]/.test(name);
}

function expressionOf({ name }: ActionPattern): RegExp {
  return new RegExp(`^${name.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
