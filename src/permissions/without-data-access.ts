import { dataAccessFile } from './data';
import { deny, EMPTY_LEVEL, PermissionLevel } from './permission-level';

/** Denies every action that reads data, credentials or secrets. */
export function withoutDataAccessLevel(): PermissionLevel {
  const { patterns, always, onResources } = dataAccessFile();
  return {
    ...EMPTY_LEVEL,
    statements: onResources.map(({ actions, resources }) => deny(actions, resources)),
    denied: always,
    deniedIfAllowed: patterns,
  };
}
