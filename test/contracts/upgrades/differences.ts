/**
 * The differences between an app's templates of two releases: logical ids and properties, which CloudFormation compares, and the meaning of
 * policies, however they are written: proven, with a request as witness.
 */
import { Templates } from './apps';
import { Holder, holdersOf, withStackSetTemplates } from './roles-and-groups';
import { describeCaller } from '../../proof/caller';
import { changedAccess } from '../../proof/changed-access';
import { changedPermissions, describeChange } from '../../proof/changed-permissions';
import { Caller } from '../../properties/who-may-assume/callers';

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
  return [...await permissionDifferences(was, is), ...await trustDifferences(was, is)];
}

/** What a role may do after a change, or the user ann as a member of the group, and could not before, or the other way round. */
async function permissionDifferences(was: Holder, is: Holder): Promise<string[]> {
  if (JSON.stringify([was.identity, was.boundary]) === JSON.stringify([is.identity, is.boundary])) {
    return [];
  }
  const changes = await changedPermissions(was, is, was.arn.includes(':role/') ? undefined : 'ann');
  return changes.map((change) => `${was.arn} ${describeChange(change, [was, is])}`);
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

function union(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}
