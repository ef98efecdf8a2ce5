import { serviceOf, toRegExp } from './action-patterns';
import { memoizeText } from '../../core/memoize';
import { knownActionsFile } from '../data';
import { KnownActionsFile } from '../data/file-types';

/** The IAM actions that a pattern matches, as `SERVICE:NAME`. */
export interface CoveredActions {
  /** Actions that AWS's reference classifies as Read or List, and a few that it misclassifies. */
  readonly reads: readonly string[];
  /** Non-read actions. */
  readonly others: readonly string[];
}

/** The date of AWS's reference. */
export function knownSince(): string {
  return knownActionsFile().date;
}

export function knownServices(): string[] {
  return Object.keys(knownActionsFile().services);
}

export function isKnownService(service: string): boolean {
  return Object.hasOwn(knownActionsFile().services, service);
}

/** All known actions that a pattern matches. */
export function actionsCoveredBy(pattern: string): string[] {
  const { reads, others } = covered(pattern);
  return [...reads, ...others];
}

/** The known actions that a pattern matches, by whether they only read. */
export const covered = memoizeText((pattern: string): CoveredActions => {
  const { services } = knownActionsFile();
  if (pattern === '*') {
    const all = Object.keys(services).map((service) => coveredOf(services, service, /^/));
    return { reads: all.flatMap(({ reads }) => reads), others: all.flatMap(({ others }) => others) };
  }
  const service = serviceOf(pattern);
  return isKnownService(service) ? coveredOf(services, service, toRegExp(pattern.slice(service.length + 1))) : { reads: [], others: [] };
});

function coveredOf(services: KnownActionsFile['services'], service: string, name: RegExp): CoveredActions {
  const ofService = (names: string[]) => names.filter((each) => name.test(each)).map((each) => `${service}:${each}`);
  return { reads: ofService(services[service].reads), others: ofService(services[service].others) };
}
