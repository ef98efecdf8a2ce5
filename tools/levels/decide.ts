import { ActionClass, actionClasses } from './action-classes';
import { assertValid, isAllowed, isKey, RolePolicies } from './ask-engine';
import { KnownAction } from './known-actions';
import { resourcesOf } from './resources';

/** What a role may do: for each action, the resources that it may do it with, of one of each type in its account. */
export type Allowed = Map<string, string[]>;

/** The engine has rules of its own for these services, so that it is asked on each of their actions. */
export const SERVICES_WITH_RULES = ['iam', 'kms', 's3', 'sts'];

/** The engine's answers, by the policies that apply and by what was asked of them. */
export type Answers = Map<string, Map<string, boolean>>;

/** Kept for all calls: much of one level is also in others. */
const ANSWERS: Answers = new Map();

/**
 * Has the engine decide on every action, with one resource of every type that AWS names for it, and asks it once on all actions of a
 * class. `test/levels/action-classes.test.ts` compares that with asking on each action by itself.
 *
 * Conditions are met wherever a value can meet them, so that nothing allowed at times is overlooked.
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

/** What was answered of the policies that apply to a class, whichever actions it has. */
function answersTo(all: Answers, { identity, boundary }: RolePolicies): Map<string, boolean> {
  const policies = JSON.stringify([identity, boundary]);
  const answers = all.get(policies) ?? new Map<string, boolean>();
  all.set(policies, answers);
  return answers;
}

/** What is asked: the same question on all actions of a class and all their resources, or one on each. */
function questionOn({ context, dependsOnActionOnly }: ActionClass, { id, service }: KnownAction, resource: string): string {
  const isSameForAll = dependsOnActionOnly && !SERVICES_WITH_RULES.includes(service) && !isKey(resource);
  return isSameForAll ? service : JSON.stringify([id, resource, context]);
}
