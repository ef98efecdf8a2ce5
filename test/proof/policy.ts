import { conditionsHold } from './conditions';
import { and, constant, Formula, not, or } from './formula';
import { Arn, Keys } from './keys';
import { anyOf, isIn, Language } from './languages';
import { arnMatches, asList, isPattern, pattern } from './patterns';

// IAM's evaluation of policies, for all requests at once. It knows AWS's documentation, and nothing of the library. What it does not know is
// an error: a guess would prove something else.

/** A call of one action, of which the rest can vary. */
export interface Call {
  readonly action: string;
  readonly keys: Keys;
}

/** The one who makes a call. */
export interface Principal {
  readonly isService: Formula;
  /** The service's name; asked of services only. */
  readonly isServiceNamed: (name: string) => Formula;
  readonly arn: Arn;
  readonly isInAccount: (id: string) => Formula;
}

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly [element: string]: any;
}

export function statementsOf(policy: any): Statement[] {
  return asList<Statement>(policy.Statement);
}

/**
 * Whether a trust policy of a role in `trusting` allows a call; `ownPoliciesAllow` is what the caller's own policies say.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function trustAllows(policy: any, call: Call, principal: Principal, trusting: string, ownPoliciesAllow: Formula): Formula {
  const statements = statementsOf(policy).map((statement) => {
    knownElements(statement, ['Sid', 'Effect', 'Principal', 'Action', 'Condition']);
    const applies = and(actionMatches(statement, call.action), conditionsHold(statement.Condition, call.keys));
    const { isNamed, isOfAccount } = principalsMatch(statement.Principal, principal);
    return { effect: statement.Effect, named: and(applies, isNamed), ofAccount: and(applies, isOfAccount) };
  });
  const those = (effect: Statement['Effect']) => statements.filter((statement) => statement.effect === effect);
  const denied = or(...those('Deny').flatMap(({ named, ofAccount }) => [named, ofAccount]));
  const named = or(...those('Allow').map((statement) => statement.named));
  const ofAccount = or(...those('Allow').map((statement) => statement.ofAccount));
  // A service has no policies. In the role's own account it is enough to be named, also by a wildcard, but not that the account is.
  return and(not(denied), or(
    and(or(principal.isService, principal.isInAccount(trusting)), named),
    and(not(principal.isService), ownPoliciesAllow, or(named, ofAccount)),
  ));
}

/** What identity policies say of a call on a resource: an allow of some statement, and a deny of some. */
export function identityDecision(policies: any[], call: Call, resource: Arn | '*'): { allowed: Formula; denied: Formula } {
  const statements = policies.flatMap(statementsOf).map((statement) => {
    knownElements(statement, ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']);
    // The conditions and resources of other actions may have keys that this call does not know.
    const applies = actionMatches(statement, call.action) === 'false' ? 'false' : resourceMatches(statement, resource, call.keys);
    return { effect: statement.Effect, applies: applies === 'false' ? 'false' : and(applies, conditionsHold(statement.Condition, call.keys)) };
  });
  const some = (effect: Statement['Effect']) => or(...statements.filter((statement) => statement.effect === effect).map(({ applies }) => applies));
  return { allowed: some('Allow'), denied: some('Deny') };
}

/** An explicit deny of any policy decides; the boundary, if there is one, must allow the call, too. */
export function identityAllows(policies: any[], call: Call, resource: Arn | '*', boundary?: any): Formula {
  const own = identityDecision(policies, call, resource);
  const limit = boundary ? identityDecision([boundary], call, resource) : { allowed: 'true', denied: 'false' };
  return and(own.allowed, limit.allowed, not(own.denied), not(limit.denied));
}

/** What a resource policy says of a call: whether it allows it to the session or to everybody, and whether to the role. */
export interface ResourcePolicyDecision {
  readonly toSession: Formula;
  readonly toRole: Formula;
}

/**
 * What policies allow to the session of a role, together with a resource policy in the role's account. A boundary does not limit what the
 * resource policy allows to the session.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
 */
export function sessionAllows(policies: any[], call: Call, resource: Arn | '*', boundary: any, { toSession, toRole }: ResourcePolicyDecision): Formula {
  const own = identityDecision(policies, call, resource);
  const limit = identityDecision([boundary], call, resource);
  return and(not(own.denied), not(limit.denied), or(toSession, and(limit.allowed, or(own.allowed, toRole))));
}

/** Actions ignore case, and may have wildcards. */
function actionMatches({ Action, NotAction }: Statement, action: string): Formula {
  const matches = (patterns: unknown) => isIn(actionsIn(asList<string>(patterns)), action.toLowerCase());
  return constant(Action === undefined ? !matches(NotAction) : matches(Action));
}

/** Lists of actions are long, and asked about often. */
function actionsIn(patterns: string[]): Language {
  const language = ACTIONS.get(patterns) ?? anyOf(...patterns.map((each) => pattern(each.toLowerCase())));
  ACTIONS.set(patterns, language);
  return language;
}

const ACTIONS = new WeakMap<string[], Language>();

function resourceMatches({ Resource, NotResource }: Statement, resource: Arn | '*', keys: Keys): Formula {
  const matches = (patterns: unknown) => or(...asList<string>(patterns).map((each) =>
    each === '*' ? 'true' : resource === '*' ? 'false' : arnMatches(resource, each, keys)));
  return Resource === undefined ? not(matches(NotResource)) : matches(Resource);
}

/** Whether a principal is named itself, or as any of an account. */
function principalsMatch(element: any, principal: Principal): { isNamed: Formula; isOfAccount: Formula } {
  if (element === '*') {
    return { isNamed: 'true', isOfAccount: 'false' };
  }
  knownElements(element, ['AWS', 'Service']);
  const isService = asList<string>(element.Service).map((name) => isPattern(name) ? unknown(`service ${name}`) : and(principal.isService, principal.isServiceNamed(name)));
  const named = asList<string>(element.AWS).map((name) => ({ name, ...principalNamed(name, principal) }));
  return { isNamed: or(...isService, ...named.map(({ isNamed }) => isNamed)), isOfAccount: or(...named.map(({ isOfAccount }) => isOfAccount)) };
}

function principalNamed(name: string, principal: Principal): { isNamed: Formula; isOfAccount: Formula } {
  if (name === '*') {
    return { isNamed: 'true', isOfAccount: 'false' };
  }
  const [, partition = principal.arn.partition, account] = /^(?:arn:([^:]+):iam::)?(\d{12})(?::root)?$/.exec(name) ?? [];
  if (account) {
    const isOfAccount = partition === principal.arn.partition ? principal.isInAccount(account) : 'false';
    return { isNamed: 'false', isOfAccount: and(not(principal.isService), isOfAccount) };
  }
  if (!/^arn:[^:*?]+:iam::\d{12}:(user|role)\/[^*?]+$/.test(name)) {
    return unknown(`principal ${name}`);
  }
  return { isNamed: and(not(principal.isService), arnMatches(principal.arn, name)), isOfAccount: 'false' };
}

function knownElements(element: object, known: string[]): void {
  Object.keys(element).filter((name) => !known.includes(name)).forEach((name) => unknown(`element ${name}`));
}

function unknown(what: string): never {
  throw new Error(`the proof does not know the ${what}`);
}
