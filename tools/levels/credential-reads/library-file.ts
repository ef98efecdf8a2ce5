import { CREDENTIAL_READS } from './verdicts';
import { hasWildcard, toRegExp } from '../../../src/permissions/aws/action-patterns';
import { awsManagedPolicy } from '../../../src/permissions/aws/aws-managed-policies';
import { actionsAllowedByPolicy } from '../../../src/permissions/boundary/allowed-actions';
import { compressActions } from '../../../src/permissions/boundary/compress-actions';
import { AWS_MANAGED_POLICY_FILES } from '../../../src/permissions/data';
import { isOpenedByResourcePolicy } from '../data-access/resource-policies';
import { decisions, DENIED } from '../data-access/verdicts';
import { byService, KnownAction, knownActions, knownSince } from '../known-actions';

/**
 * Patterns that match the reads that hand out credentials or change something, and no other known action, with those that AWS's
 * policies allow: the library would take a quarter of a second to find out.
 */
export async function credentialReadsFile(): Promise<object> {
  const actions = await knownActions();
  const reads = [...byService(actions)].flatMap(([service, of]) => readsOf(service, of));
  const returnsData = new Set(decisions(actions).decided.filter(({ verdict }) => DENIED.includes(verdict)).map(({ action }) => action.id));
  const patternsOf = (chosen: (id: string) => boolean) => reads.filter(({ ids }) => ids.some(chosen)).map(({ pattern }) => pattern);
  return {
    source: 'tools/levels/credential-reads: a reviewed list',
    date: await knownSince(),
    always: patternsOf((id) => returnsData.has(id) && isOpenedByResourcePolicy(id)),
    allowedBy: Object.fromEntries(Object.keys(AWS_MANAGED_POLICY_FILES).map((policy) => {
      const allowed = actionsAllowedByPolicy(awsManagedPolicy(policy));
      return [policy, patternsOf((id) => allowed.has(id))];
    })),
    patterns: patternsOf(() => true),
    actions: Object.fromEntries(reads.filter(({ pattern }) => hasWildcard(pattern)).map(({ pattern, ids }) => [pattern, ids])),
  };
}

function readsOf(service: string, actions: KnownAction[]): { pattern: string; ids: string[] }[] {
  const names = (of: KnownAction[]) => of.map(({ name }) => name);
  const isOne = ({ id }: KnownAction) => id in CREDENTIAL_READS;
  const reads = actions.filter(isOne);
  return compressActions(service, names(reads), names(actions.filter((action) => !isOne(action)))).map((pattern) => ({
    pattern,
    ids: reads.map(({ id }) => id).filter((id) => toRegExp(pattern).test(id)),
  }));
}
