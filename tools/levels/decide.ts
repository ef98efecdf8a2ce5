import { ActionClass, actionClasses } from './action-classes';
import { assertValid, isAllowed, isKey, RolePolicies, SERVICES_WITH_RULES } from './ask-engine';
import { KnownAction } from './known-actions';
import { resourcesOf } from './resources';

/** What a role may do: for each action, the resources that it is allowed with, out of one of each type in the role's account. */
export type Allowed = Map<string, string[]>;

/** The engine's answers, by the matching policies and by the question. */
export type Answers = Map<string, Map<string, boolean>>;

/** Shared by all calls, because levels have many policies in common. */
const ANSWERS: Answers = new Map();

/**
 * Lets the engine decide every action, with one resource of every type that AWS names for it, once for all actions of a class.
 * `test/contracts/levels/action-classes.test.ts` compares this with separate decisions.
 *
 * Every condition is met if some value can meet it, so that conditional permissions count as allowed.
 */
export async function decideAll(actions: KnownAction[], policies: RolePolicies, classesOf = actionClasses, all = ANSWERS): Promise<Allowed> {
  [...policies.identity, policies.boundary].forEach(assertValid);
  const classOf = classesOf(policies);
  const answersOf = new Map<ActionClass, Map<string, boolean>>();
  const resources = await resourcesOf(actions);
  const allowed: Allowed = new Map();
  for (const action of actions) {
    const actionClass = classOf(action);
    const answers = answersOf.get(actionClass) ?? answersTo(all, actionClass.policies);
    answersOf.set(actionClass, answers);
    for (const resource of resources.get(action.id)!) {
      const question = questionOn(actionClass, action, resource);
      const answer = answers.get(question) ?? await isAllowed(actionClass.policies, action.id, resource, actionClass.context);
      answers.set(question, answer);
      if (answer) {
        allowed.set(action.id, [...allowed.get(action.id) ?? [], resource]);
      }
    }
  }
  return allowed;
}

/** The answers so far for the policies of a class. Classes with other actions may have the same policies. */
function answersTo(all: Answers, { identity, boundary, resourcePolicy }: RolePolicies): Map<string, boolean> {
  const policies = JSON.stringify([identity, boundary, resourcePolicy]);
  const answers = all.get(policies) ?? new Map<string, boolean>();
  all.set(policies, answers);
  return answers;
}

/** A key for the question: the same for all actions of a class, for those with resources of one service, or one for each. */
function questionOn({ context, dependsOn }: ActionClass, { id, service }: KnownAction, resource: string): string {
  if (dependsOn === 'all' || SERVICES_WITH_RULES.includes(service) || isKey(resource)) {
    return JSON.stringify([id, resource, context]);
  }
  return dependsOn === 'action' ? service : `${service} ${resource.split(':')[2]}`;
}
