/** What an `Action` or `NotAction` matches. */
export interface ActionPattern {
  readonly text: string;
  /** The service that it names, in lower case, or `*`. */
  readonly service: string;
  /** Matches the name of an action of that service. */
  readonly name: string;
}

/** A service, and a name in which `*` stands for any characters and `?` for one; the characters that AWS has in names of actions. */
const SERVICE_AND_NAME = /^([a-z\d-]+):([a-z\d*?-]+)$/;

/**
 * Reads a pattern as IAM does: without regard to case, with wildcards anywhere in the name, but none in the service.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionPattern(text: string): ActionPattern {
  if (text === '*') {
    return { text, service: '*', name: '*' };
  }
  const [, service, name] = SERVICE_AND_NAME.exec(text.toLowerCase()) ?? [];
  if (!service) {
    throw new Error(`${JSON.stringify(text)} is no pattern of actions that is known; decide in tools/levels/action-patterns.ts what it matches`);
  }
  return { text, service, name };
}

/** Finds which of the patterns of one service match the name of an action. Most are names themselves, and are looked up. */
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
