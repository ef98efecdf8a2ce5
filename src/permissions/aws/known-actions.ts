import { serviceOf, toRegExp } from './action-patterns';
import { KnownActionsFile, knownActionsFile } from '../data';

/** The IAM actions that a pattern covers, as `SERVICE:NAME`. */
export interface CoveredActions {
  /** Those that AWS's reference calls Read or List, and a few that it files elsewhere though they only read. */
  readonly reads: string[];
  /** All others, which do more. */
  readonly others: string[];
}

/** When AWS's reference was read. */
export function knownSince(): string {
  return knownActionsFile().date;
}

export function knownServices(): string[] {
  return Object.keys(knownActionsFile().services);
}

export function isKnownService(service: string): boolean {
  return Object.hasOwn(knownActionsFile().services, service);
}

/** All known actions that a pattern covers. */
export function actionsCoveredBy(pattern: string): string[] {
  const { reads, others } = covered(pattern);
  return [...reads, ...others];
}

/** The known actions that a pattern of a policy covers. */
export function covered(pattern: string): CoveredActions {
  const { services } = knownActionsFile();
  if (pattern === '*') {
    const all = Object.keys(services).map((service) => coveredOf(services, service, /^/));
    return { reads: all.flatMap(({ reads }) => reads), others: all.flatMap(({ others }) => others) };
  }
  const service = serviceOf(pattern);
  return isKnownService(service) ? coveredOf(services, service, toRegExp(pattern.slice(service.length + 1))) : { reads: [], others: [] };
}

function coveredOf(services: KnownActionsFile['services'], service: string, name: RegExp): CoveredActions {
  const ofService = (names: string[]) => names.filter((each) => name.test(each)).map((each) => `${service}:${each}`);
  return { reads: ofService(services[service].reads), others: ofService(services[service].others) };
}
