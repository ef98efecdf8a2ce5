/**
 * The differences between an app's templates of two releases: logical ids and properties, which CloudFormation compares, and decisions of the
 * policy engine. Policies with the same meaning are equal, however they are written. That of trust policies is proven.
 */
import { Templates } from './apps';
import { requestContexts } from './request-contexts';
import { Holder, holdersOf, withStackSetTemplates } from './roles-and-groups';
import { actionClasses } from '../../../tools/levels/action-classes';
import { RolePolicies } from '../../../tools/levels/ask-engine';
import { Allowed, decideAll } from '../../../tools/levels/decide';
import { knownActions } from '../../../tools/levels/known-actions';
import { describeCaller } from '../../proof/caller';
import { changedAccess } from '../../proof/changed-access';
import { Caller } from '../../properties/who-may-assume/callers';
import { Context, decide, Decision } from '../../support/policy-engine';

const POLICIES = ['PolicyDocument', 'AssumeRolePolicyDocument', 'Policies'];

export async function differences(before: Templates, after: Templates): Promise<string[]> {
  const [was, is] = [withStackSetTemplates(before), withStackSetTemplates(after)];
  const [wasHolders, isHolders] = [holdersOf(was), holdersOf(is)];
  const both = [...wasHolders.values()].filter(({ arn }) => isHolders.has(arn));
  const meanings = await Promise.all(both.map(async (holder) => meaningDifferences(holder, isHolders.get(holder.arn)!)));
  return [...resourceDifferences(was, is), ...meanings.flat()];
}

function resourceDifferences(before: Templates, after: Templates): string[] {
  return union(before, after).flatMap((stack) => {
    const [was, is] = [before, after].map((templates) => templates[stack]?.template ?? {});
    const [wasResources, isResources] = [was, is].map(({ Resources = {} }) => Resources);
    const [wasOutputs, isOutputs] = [was, is].map(({ Outputs = {} }) => Outputs);
    return [
      ...entryDifferences(stack, wasResources, isResources, ({ Type }) => Type, withoutPolicies),
      ...entryDifferences(stack, wasOutputs, isOutputs, () => 'Output', ({ Description: _, ...output }) => output),
    ];
  });
}

function entryDifferences(stack: string, before: any, after: any, kind: (entry: any) => string, compared: (entry: any) => any): string[] {
  return union(before, after).flatMap((id) => {
    const [was, is] = [before[id], after[id]];
    if (!was || !is) {
      return [`${stack}: ${kind(was ?? is)} ${id} is ${was ? 'gone' : 'new'}`];
    }
    return paths(compared(was), compared(is)).map((path) => `${stack}: ${kind(is)} ${id} has another ${path}`);
  });
}

/** A resource without its policies, whose meaning is compared, and without metadata. */
function withoutPolicies({ Metadata: _, Properties = {}, ...resource }: any): any {
  const properties = Object.fromEntries(Object.entries(Properties).filter(([name]) => !POLICIES.includes(name)));
  return { ...resource, ...properties, Policies: Properties.Policies?.map(({ PolicyName }: any) => PolicyName) };
}

function paths(was: any, is: any): string[] {
  return union(was, is).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
}

async function meaningDifferences(was: Holder, is: Holder): Promise<string[]> {
  const samePolicies = JSON.stringify([was.identity, was.boundary]) === JSON.stringify([is.identity, is.boundary]);
  return [
    ...samePolicies ? [] : await permissionDifferences(was, is),
    ...samePolicies ? [] : await conditionDifferences(was, is),
    ...await trustDifferences(was, is),
  ];
}

/** Compares the decisions on every action, with all conditions met. */
async function permissionDifferences(was: Holder, is: Holder): Promise<string[]> {
  const actions = await knownActions();
  const [wasAllowed, isAllowed] = [await decideAll(actions, was), await decideAll(actions, is)];
  const beyond = (more: Allowed, less: Allowed, change: string) => {
    const isMore = (action: string) => more.get(action)!.some((resource) => !less.get(action)?.includes(resource));
    const found = [...more.keys()].filter(isMore);
    const few = `${found.slice(0, 5).join(', ')}${found.length > 5 ? ', …' : ''}`;
    return found.length > 0 ? [`${was.arn} may ${change} do ${found.length} actions: ${few}`] : [];
  };
  return [...beyond(isAllowed, wasAllowed, 'now'), ...beyond(wasAllowed, isAllowed, 'no longer')];
}

/**
 * Compares the decisions on a few actions in every request context: on all resources, on the calling user, and on the resources that the
 * policies name. Skips an action if the statements that apply to it are the same.
 */
async function conditionDifferences(was: Holder, is: Holder): Promise<string[]> {
  const account = was.arn.split(':')[4];
  const user = `arn:aws:iam::${account}:user/ann`;
  const principal = was.arn.includes(':role/') ? principalOf(was.arn) : user;
  const documents = [...was.identity, was.boundary, ...is.identity, is.boundary];
  const acts = [['s3:ListAllMyBuckets', '*'], ['iam:GetUser', user], ['iam:DeactivateMFADevice', user], ...actsOf(documents)];
  const contexts = requestContexts(documents);
  const classesOf = [was, is].map(actionClasses);
  const found = await Promise.all(acts.flatMap(([action, resource]) => {
    const [service, name] = action.split(':');
    const [wasPolicies, isPolicies] = classesOf.map((classOf) => classOf({ service: service.toLowerCase(), name }).policies);
    const contextsOf = JSON.stringify(wasPolicies) === JSON.stringify(isPolicies) ? [] : contexts;
    return contextsOf.map(async ({ description, context }) => {
      const decisionOf = async ({ identity, boundary }: RolePolicies) => decide({
        principal, action, resource, account, identityPolicies: identity, boundary, context: knownTo(action, { 'aws:username': 'ann', ...context }),
      });
      return changed(`${was.arn} may {} ${action} ${resource} ${description}`, await decisionOf(wasPolicies), await decisionOf(isPolicies));
    });
  }));
  return found.flat();
}

/** The actions that policies name without wildcards, on the resources that they name. */
function actsOf(documents: any[]): string[][] {
  const statements = documents.flatMap(({ Statement = [] }) => [Statement].flat()).filter(({ Action, Resource }) => Action && Resource);
  return statements.flatMap(({ Action, Resource }) => {
    const resources = [Resource].flat().filter((resource) => resource !== '*').map((resource) => resource.replace('${aws:username}', 'ann').replaceAll('*', 'x'));
    return [Action].flat().filter((action) => !/[*?]/.test(action)).flatMap((action) => resources.map((resource: string) => [action, resource]));
  });
}

/** Who may assume a role after a change, and could not before, or the other way round: proven, with a request as witness. */
async function trustDifferences(was: Holder, is: Holder): Promise<string[]> {
  if (!was.trust || !is.trust || JSON.stringify(was.trust) === JSON.stringify(is.trust)) {
    return [];
  }
  const { gained, lost } = await changedAccess(was.trust, is.trust, was.arn.split(':')[4]);
  const sentence = (caller: Caller | undefined, change: string) => caller ? [`${was.arn} may ${change} be assumed by ${describeCaller(caller)}`] : [];
  return [...sentence(gained, 'now'), ...sentence(lost, 'no longer')];
}

function changed(sentence: string, was: Decision, is: Decision): string[] {
  return was === is ? [] : [sentence.replace('{}', is === 'allowed' ? 'now' : 'no longer').trim()];
}

/** The principal of a call; for a role, its session. */
function principalOf(arn: string): string {
  const [, account, name] = /^arn:aws:iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return name ? `arn:aws:sts::${account}:assumed-role/${name}/ann` : arn;
}

/** The condition keys for the parameters of a call that each STS action supports. */
const PASSED: Record<string, RegExp> = {
  'sts:AssumeRole': /^sts:|^aws:(RequestTag|TagKeys)/, 'sts:TagSession': /^aws:(RequestTag|TagKeys)/, 'sts:SetSourceIdentity': /^sts:SourceIdentity/,
};

/** Only the global condition keys, and those that the action supports. */
function knownTo(action: string, context: Context): Context {
  return Object.fromEntries(Object.entries(context).filter(([key]) => /^aws:(?!RequestTag|TagKeys)/.test(key) || PASSED[action]?.test(key)));
}

function union(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}
