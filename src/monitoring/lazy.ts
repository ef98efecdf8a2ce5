import type * as Monitoring from './monitoring';

/** Loads the monitoring code on first use, because most roles are not monitored. */
export function monitoring(): typeof Monitoring {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./monitoring');
}
