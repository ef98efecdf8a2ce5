import { ReadOnlyPermissions } from '../src';
import { SCANNERS } from '../src/permissions/presets/scanner-recipes';

/** Every level that has a name, as users write it. */
export const LEVELS: Record<string, () => ReadOnlyPermissions> = {
  'readOnlyAccess()': () => ReadOnlyPermissions.readOnlyAccess(),
  'readOnlyAccess().denyingContent()': () => ReadOnlyPermissions.readOnlyAccess().denyingContent(),
  'metadataOnly()': () => ReadOnlyPermissions.metadataOnly(),
  'viewOnly()': () => ReadOnlyPermissions.viewOnly(),
  'securityAudit()': () => ReadOnlyPermissions.securityAudit(),
  'securityAudit().and(viewOnly()).denyingContent()': () => ReadOnlyPermissions.securityAudit().and(ReadOnlyPermissions.viewOnly()).denyingContent(),
  'billing()': () => ReadOnlyPermissions.billing(),
  'support()': () => ReadOnlyPermissions.support(),
  'metadataOnly().and(billing(), services(\'cloudwatch\'))': () =>
    ReadOnlyPermissions.metadataOnly().and(ReadOnlyPermissions.billing(), ReadOnlyPermissions.services('cloudwatch')),
  'services(\'s3\', \'ec2\')': () => ReadOnlyPermissions.services('s3', 'ec2'),
  ...Object.fromEntries(SCANNERS.map((scanner) => [`scanner('${scanner}')`, () => ReadOnlyPermissions.scanner(scanner)])),
};
