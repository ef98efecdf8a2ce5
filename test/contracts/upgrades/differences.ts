/**
 * What differs between an app's templates of one release and those of another: for CloudFormation, which goes by logical ids and
 * properties, and for the people, of whom an engine decides. Policies that are written otherwise and mean the same are the same.
 */
import { A, C, Templates } from './apps';
import { circumstances } from './request-contexts';
import { Holder, holdersOf, unfolded } from './roles-and-groups';
import { actionClasses } from '../../../tools/levels/action-classes';
import { RolePolicies } from '../../../tools/levels/ask-engine';
import { Allowed, decideAll } from '../../../tools/levels/decide';
import { knownActions } from '../../../tools/levels/known-actions';
import { ADMINISTRATOR } from '../../support/callers';
import { Context, decide, Decision } from '../../support/policy-engine';

const POLICIES = ['PolicyDocument', 'AssumeRolePolicyDocument', 'Policies'];

export async function differences(before: Templates, after: Templates): Promise<string[]> {
  const [was, is] = [unfolded(before), unfolded(after)];
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

/** What CloudFormation does and not what IAM reads; metadata is for neither. */
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

/** Every action there is, where conditions are met. */
async function permissionDifferences(was: Holder, is: Holder): Promise<string[]> {
  const actions = await knownActions();
  const [wasAllowed, isAllowed] = [await decideAll(actions, was), await decideAll(actions, is)];
  const beyond = (more: Allowed, less: Allowed, words: string) => {
    const isMore = (action: string) => more.get(action)!.some((resource) => !less.get(action)?.includes(resource));
    const found = [...more.keys()].filter(isMore);
    const few = `${found.slice(0, 5).join(', ')}${found.length > 5 ? ', …' : ''}`;
    return found.length > 0 ? [`${was.arn} may ${words} do ${found.length} actions: ${few}`] : [];
  };
  return [...beyond(isAllowed, wasAllowed, 'now'), ...beyond(wasAllowed, isAllowed, 'no longer')];
}

/**
 * A few actions under every condition: on everything, on the user that calls, and on whatever the policies name. Only what applies to an
 * action is asked about, and nothing where that is the same.
 */
async function conditionDifferences(was: Holder, is: Holder): Promise<string[]> {
  const account = was.arn.split(':')[4];
  const user = `arn:aws:iam::${account}:user/ann`;
  const principal = was.arn.includes(':role/') ? principalOf(was.arn) : user;
  const documents = [...was.identity, was.boundary, ...is.identity, is.boundary];
  const acts = [['s3:ListAllMyBuckets', '*'], ['iam:GetUser', user], ['iam:DeactivateMFADevice', user], ...actsOf(documents)];
  const asked = circumstances(documents);
  const classesOf = [was, is].map(actionClasses);
  const found = await Promise.all(acts.flatMap(([action, resource]) => {
    const [service, name] = action.split(':');
    const [wasPolicies, isPolicies] = classesOf.map((classOf) => classOf({ service: service.toLowerCase(), name }).policies);
    const askedOf = JSON.stringify(wasPolicies) === JSON.stringify(isPolicies) ? [] : asked;
    return askedOf.map(async ({ words, context }) => {
      const decisionOf = async ({ identity, boundary }: RolePolicies) => decide({
        principal, action, resource, account, identityPolicies: identity, boundary, context: knownTo(action, { 'aws:username': 'ann', ...context }),
      });
      return told(`${was.arn} may {} ${action} ${resource} ${words}`, await decisionOf(wasPolicies), await decisionOf(isPolicies));
    });
  }));
  return found.flat();
}

/** The actions that policies name in full, on the resources that they name. */
function actsOf(documents: any[]): string[][] {
  const statements = documents.flatMap(({ Statement = [] }) => [Statement].flat()).filter(({ Action, Resource }) => Action && Resource);
  return statements.flatMap(({ Action, Resource }) => {
    const resources = [Resource].flat().filter((resource) => resource !== '*').map((resource) => resource.replace('${aws:username}', 'ann').replaceAll('*', 'x'));
    return [Action].flat().filter((action) => !/[*?]/.test(action)).flatMap((action) => resources.map((resource: string) => [action, resource]));
  });
}

/** Who may assume a role, if their own policies let them. */
async function trustDifferences(was: Holder, is: Holder): Promise<string[]> {
  if (!was.trust || !is.trust || JSON.stringify(was.trust) === JSON.stringify(is.trust)) {
    return [];
  }
  const account = was.arn.split(':')[4];
  const asked = circumstances([was.trust, is.trust]);
  const callers = [...new Set([
    `arn:aws:iam::${A}:user/ann`, `arn:aws:iam::${A}:role/Ci`, `arn:aws:iam::${C}:user/ann`, `arn:aws:iam::${A}:root`,
    ...asked.map(({ context }) => context['aws:PrincipalArn']).filter((arn): arn is string => typeof arn === 'string'),
  ])];
  const found = await Promise.all(callers.flatMap((caller) => asked.flatMap(({ words, context }) => ASSUMING.map(async (action) => {
    const decisionOf = async ({ trust }: Holder) => decide({
      principal: principalOf(caller),
      action,
      resource: was.arn,
      account,
      identityPolicies: [ADMINISTRATOR],
      resourcePolicy: trust,
      context: knownTo(action, { ...context, 'aws:PrincipalArn': caller }),
    });
    return told(`${caller} may {} ${action} ${was.arn} ${words}`, await decisionOf(was), await decisionOf(is));
  }))));
  return [...new Set(found.flat())];
}

const ASSUMING = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];

function told(sentence: string, was: Decision, is: Decision): string[] {
  return was === is ? [] : [sentence.replace('{}', is === 'allowed' ? 'now' : 'no longer').trim()];
}

/** Who signs: of a role, a session. */
function principalOf(arn: string): string {
  const [, account, name] = /^arn:aws:iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return name ? `arn:aws:sts::${account}:assumed-role/${name}/ann` : arn;
}

/** Of what is passed to STS, each action knows its own keys. */
const PASSED: Record<string, RegExp> = {
  'sts:AssumeRole': /^sts:|^aws:(RequestTag|TagKeys)/, 'sts:TagSession': /^aws:(RequestTag|TagKeys)/, 'sts:SetSourceIdentity': /^sts:SourceIdentity/,
};

/** What is so of every call, and what an action knows. */
function knownTo(action: string, context: Context): Context {
  return Object.fromEntries(Object.entries(context).filter(([key]) => /^aws:(?!RequestTag|TagKeys)/.test(key) || PASSED[action]?.test(key)));
}

function union(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}
