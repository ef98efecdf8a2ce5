import type * as Monitoring from './monitoring';

/** Most roles are not monitored, and load nothing of this. */
export function monitoring(): typeof Monitoring {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./monitoring');
}
