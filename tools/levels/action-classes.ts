import { ActionPattern, actionPattern, matcherOf } from './action-patterns';
import { Context, contextThatMeets, ResourcePolicy, RolePolicies, SERVICES_WITH_RULES } from './ask-engine';
import { KnownAction } from './known-actions';

/**
 * Actions of one service that match exactly the same patterns of some policies.
 *
 * The engine uses an action in two places only: it compares it with the patterns of a statement, and it has special rules for some
 * services. So it gives all actions of a class the same answer, if it has no special rules for the service and nothing else differs.
 * Statements and patterns that do not match would change no answer, and are left out; so are denials of what nothing allows.
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
    const classOfName = services.get(service) ?? classesOfService(documents, resourcePolicy, ofService(), SERVICES_WITH_RULES.includes(service));
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
  // `Sid` decides nothing, and would make equal statements different. Of patterns that do not match, one is as good as many.
  const { Sid: _, ...elements } = json;
  const distinguished = isNotAction ? { ...elements, NotAction: [json.NotAction].flat().slice(0, 1) } : elements;
  return (service) => {
    const patterns = [...services.get('*') ?? [], ...services.get(service) ?? []];
    return isNotAction || patterns.length > 0 ? { document, json: distinguished, isNotAction, patterns } : undefined;
  };
}

function assertKnown(json: any): void {
  const elements = Object.keys(json);
  if (elements.some((element) => !ELEMENTS.includes(element)) || ('Action' in json) === ('NotAction' in json)) {
    throw new Error(`a statement with ${elements.join(', ')}; define in tools/levels/action-classes.ts which actions it distinguishes`);
  }
}

function classesOfService(
  documents: object[], resourcePolicy: ResourcePolicy | undefined, statements: Statement[], hasRules: boolean,
): (name: string) => ActionClass {
  const context = contextThatMeets([...statements.map(({ json }) => json), ...resourcePolicy?.Statement ?? []]);
  const patterns = statements.flatMap((statement) => statement.patterns);
  const indices = new Map(patterns.map((pattern, i) => [pattern, i]));
  const matchingPatterns = matcherOf(patterns);
  const classes = new Map<string, ActionClass>();
  const newClass = (matched: ReadonlySet<ActionPattern>) => {
    const matching = statements.flatMap((statement) => narrowed(statement, matched));
    const canBeAllowed = hasRules || resourcePolicy !== undefined || areAllowed(matching, documents.length - 1);
    return classOf(documents, resourcePolicy, context, canBeAllowed ? matching : matching.filter(isAllow));
  };
  return (name) => {
    const matched = matchingPatterns(name);
    const key = matched.map((pattern) => indices.get(pattern)).join();
    const found = classes.get(key) ?? newClass(new Set(matched));
    classes.set(key, found);
    return found;
  };
}

/** A matching statement with its matching patterns only. */
function narrowed({ document, json, isNotAction, patterns }: Statement, matched: ReadonlySet<ActionPattern>): Narrowed[] {
  const matching = patterns.filter((pattern) => matched.has(pattern)).map(({ text }) => text);
  if ((matching.length > 0) === isNotAction) {
    return [];
  }
  return [{ document, json: isNotAction ? json : { ...json, Action: matching } }];
}

/** Whether both an identity policy and the boundary have an allowance. If not, denials decide nothing. */
function areAllowed(statements: Narrowed[], boundary: number): boolean {
  const allowances = statements.filter(isAllow);
  return allowances.some(({ document }) => document === boundary) && allowances.some(({ document }) => document !== boundary);
}

function isAllow({ json }: Narrowed): boolean {
  return json.Effect === 'Allow';
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
