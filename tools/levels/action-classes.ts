import { ActionPattern, actionPattern, matcherOf } from './action-patterns';
import { Context, contextThatMeets, RolePolicies } from './ask-engine';
import { KnownAction } from './known-actions';

/**
 * Actions of one service that match exactly the same patterns of some policies.
 *
 * The engine looks at an action in two places only: where it compares it with the patterns of a statement, and where it has rules of its
 * own for a service. So it gives one answer on all actions of a class, if it has no such rules for the service and nothing else differs. The
 * statements and patterns that do not match would change no answer, and are left out.
 */
export interface ActionClass {
  /** What applies to the actions of the class: of each policy the statements that match, of each statement the patterns that do. */
  readonly policies: RolePolicies;
  /** Meets every condition of the policies on the service, of those too that do not match. */
  readonly context: Context;
  /** Whether the action alone decides: no statement that applies has a condition, or names resources. */
  readonly dependsOnActionOnly: boolean;
}

/** A statement with those of its patterns that may match an action of one service. */
interface Statement {
  readonly document: number;
  readonly json: any;
  readonly isNotAction: boolean;
  readonly patterns: ActionPattern[];
}

/** A statement that applies to all actions of a class. */
type Narrowed = Pick<Statement, 'document' | 'json'>;

/** What IAM knows in a statement of an identity policy: whatever is new may look at an action in a new way. */
const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

/** Finds the class of an action, by some policies; services are in lower case. */
export function actionClasses({ identity, boundary }: RolePolicies): (action: Pick<KnownAction, 'service' | 'name'>) => ActionClass {
  const documents: any[] = [...identity, boundary];
  const inService = documents.flatMap((document, i) => [document.Statement].flat().map((json) => statementInService(json, i)));
  const services = new Map<string, (name: string) => ActionClass>();
  return ({ service, name }) => {
    const classOfName = services.get(service) ?? classesOfService(documents, inService.flatMap((statement) => statement(service) ?? []));
    services.set(service, classOfName);
    return classOfName(name);
  };
}

/** A statement as it bears on the actions of a service, if it may. */
function statementInService(json: any, document: number): (service: string) => Statement | undefined {
  assertKnown(json);
  const isNotAction = 'NotAction' in json;
  const services = new Map<string, ActionPattern[]>();
  for (const pattern of [json.Action ?? json.NotAction].flat().map(actionPattern)) {
    services.set(pattern.service, [...services.get(pattern.service) ?? [], pattern]);
  }
  return (service) => {
    const patterns = [...services.get('*') ?? [], ...services.get(service) ?? []];
    return isNotAction || patterns.length > 0 ? { document, json, isNotAction, patterns } : undefined;
  };
}

function assertKnown(json: any): void {
  const elements = Object.keys(json);
  if (elements.some((element) => !ELEMENTS.includes(element)) || ('Action' in json) === ('NotAction' in json)) {
    throw new Error(`a statement with ${elements.join(', ')}; decide in tools/levels/action-classes.ts which actions it tells apart`);
  }
}

function classesOfService(documents: object[], statements: Statement[]): (name: string) => ActionClass {
  const context = contextThatMeets(statements.map(({ json }) => json));
  const patterns = statements.flatMap((statement) => statement.patterns);
  const indices = new Map(patterns.map((pattern, i) => [pattern, i]));
  const matching = matcherOf(patterns);
  const classes = new Map<string, ActionClass>();
  return (name) => {
    const matched = matching(name);
    const key = matched.map((pattern) => indices.get(pattern)).join();
    const found = classes.get(key) ?? classOf(documents, context, statements.flatMap((statement) => narrowed(statement, new Set(matched))));
    classes.set(key, found);
    return found;
  };
}

/** A statement that applies, with nothing but the patterns that make it; `Sid` decides nothing, and would tell apart what is the same. */
function narrowed({ document, json: { Sid: _, ...json }, isNotAction, patterns }: Statement, matched: ReadonlySet<ActionPattern>): Narrowed[] {
  const matching = patterns.filter((pattern) => matched.has(pattern)).map(({ text }) => text);
  if ((matching.length > 0) === isNotAction) {
    return [];
  }
  return [{ document, json: isNotAction ? json : { ...json, Action: matching } }];
}

function classOf(documents: object[], context: Context, statements: Narrowed[]): ActionClass {
  const statementsOf = (index: number) => statements.filter(({ document }) => document === index).map(({ json }) => json);
  const policies = documents.map((document, i) => ({ ...document, Statement: statementsOf(i) }));
  return {
    policies: { identity: policies.slice(0, -1), boundary: policies[policies.length - 1] },
    context,
    dependsOnActionOnly: statements.every(({ json: { Resource, Condition } }) =>
      Condition === undefined && [Resource].flat().every((resource) => resource === '*')),
  };
}
