import { ReadOnlyPermissions } from './read-only-permissions';

let permissions: ReadOnlyPermissions | undefined;

/** The level of a role or group that is given none. All share one value, so that what is computed from it is computed once. */
export function defaultPermissions(): ReadOnlyPermissions {
  return permissions ??= ReadOnlyPermissions.readOnlyAccess();
}
