import { ActionPattern, actionPattern, matcherOf } from './action-patterns';
import { Context, contextThatMeets, ResourcePolicy, RolePolicies } from './ask-engine';
import { KnownAction } from './known-actions';

/**
 * Actions of one service that match exactly the same patterns of some policies.
 *
 * The engine uses an action in two places only: it compares it with the patterns of a statement, and it has special rules for some
 * services. So it gives all actions of a class the same answer, if it has no special rules for the service and nothing else differs.
 * Statements and patterns that do not match would change no answer, and are left out.
 */
export interface ActionClass {
  /** The policies, reduced to the statements and patterns that match the actions of the class. */
  readonly policies: RolePolicies;
  /** Meets every condition of the policies' statements on the service. */
  readonly context: Context;
  /** What decides, besides the action: nothing else, the service of the resource, or the resource and the context. */
  readonly dependsOn: 'action' | 'service of the resource' | 'all';
}

/** A statement with its patterns that may match an action of one service. */
interface Statement {
  readonly document: number;
  readonly json: any;
  readonly isNotAction: boolean;
  readonly patterns: ActionPattern[];
}

/** A statement that matches all actions of a class. */
type Narrowed = Pick<Statement, 'document' | 'json'>;

/** The elements of a statement in an identity policy. A new element could match actions in a new way. */
const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

/** Finds the class of an action for some policies. Services are in lower case. */
export function actionClasses({ identity, boundary, resourcePolicy }: RolePolicies): (action: Pick<KnownAction, 'service' | 'name'>) => ActionClass {
  const documents: any[] = [...identity, boundary];
  const inService = documents.flatMap((document, i) => [document.Statement].flat().map((json) => statementInService(json, i)));
  const services = new Map<string, (name: string) => ActionClass>();
  return ({ service, name }) => {
    const ofService = () => inService.flatMap((statement) => statement(service) ?? []);
    const classOfName = services.get(service) ?? classesOfService(documents, resourcePolicy, ofService());
    services.set(service, classOfName);
    return classOfName(name);
  };
}

/** A statement, reduced to the patterns for a service, if it has any. */
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
    throw new Error(`a statement with ${elements.join(', ')}; define in tools/levels/action-classes.ts which actions it distinguishes`);
  }
}

function classesOfService(
  documents: object[], resourcePolicy: ResourcePolicy | undefined, statements: Statement[],
): (name: string) => ActionClass {
  const context = contextThatMeets([...statements.map(({ json }) => json), ...resourcePolicy?.Statement ?? []]);
  const patterns = statements.flatMap((statement) => statement.patterns);
  const indices = new Map(patterns.map((pattern, i) => [pattern, i]));
  const matching = matcherOf(patterns);
  const classes = new Map<string, ActionClass>();
  return (name) => {
    const matched = matching(name);
    const key = matched.map((pattern) => indices.get(pattern)).join();
    const narrowedTo = () => statements.flatMap((statement) => narrowed(statement, new Set(matched)));
    const found = classes.get(key) ?? classOf(documents, resourcePolicy, context, narrowedTo());
    classes.set(key, found);
    return found;
  };
}

/** A matching statement with its matching patterns only. `Sid` decides nothing, and would make equal statements different. */
function narrowed({ document, json: { Sid: _, ...json }, isNotAction, patterns }: Statement, matched: ReadonlySet<ActionPattern>): Narrowed[] {
  const matching = patterns.filter((pattern) => matched.has(pattern)).map(({ text }) => text);
  if ((matching.length > 0) === isNotAction) {
    return [];
  }
  return [{ document, json: isNotAction ? { ...json, NotAction: [json.NotAction].flat().slice(0, 1) } : { ...json, Action: matching } }];
}

function classOf(documents: object[], resourcePolicy: ResourcePolicy | undefined, context: Context, statements: Narrowed[]): ActionClass {
  const statementsOf = (index: number) => statements.filter(({ document }) => document === index).map(({ json }) => json);
  const policies = documents.map((document, i) => ({ ...document, Statement: statementsOf(i) }));
  return {
    policies: { identity: policies.slice(0, -1), boundary: policies[policies.length - 1], resourcePolicy },
    context,
    dependsOn: dependsOn(statements.map(({ json }) => json)),
  };
}

/** All resources of a service, in any partition, Region and account. */
const OF_SERVICE = /^arn:\*:[a-z0-9-]+:\*:\*:\*$/;

function dependsOn(statements: any[]): ActionClass['dependsOn'] {
  const resources = statements.map(({ Resource }) => [Resource].flat());
  const are = (known: (resource: unknown) => boolean) => resources.every((each) => each.every(known));
  if (statements.some(({ Condition }) => Condition !== undefined) || !are((resource) => resource === '*' || OF_SERVICE.test(String(resource)))) {
    return 'all';
  }
  return are((resource) => resource === '*') ? 'action' : 'service of the resource';
}
