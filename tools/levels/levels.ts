import { ReadOnlyPermissions, Scanner } from '../../src';
import { SCANNERS } from '../../src/permissions/presets/scanner-recipes';

/** The level of a scanner, as users write it. */
export function scannerLevel(scanner: Scanner): string {
  return `scanner(Scanner.${Object.entries(Scanner).find(([, value]) => value === scanner)![0]})`;
}

/** The levels of the report, as users write them. */
export const LEVELS: Record<string, () => ReadOnlyPermissions> = {
  'readOnlyAccess()': () => ReadOnlyPermissions.readOnlyAccess(),
  'readOnlyAccess().withoutDataAccess()': () => ReadOnlyPermissions.readOnlyAccess().withoutDataAccess(),
  'metadataOnly()': () => ReadOnlyPermissions.metadataOnly(),
  'viewOnly()': () => ReadOnlyPermissions.viewOnly(),
  'securityAudit()': () => ReadOnlyPermissions.securityAudit(),
  'securityAudit().combinedWith(viewOnly()).withoutDataAccess()': () => ReadOnlyPermissions.securityAudit().combinedWith(ReadOnlyPermissions.viewOnly()).withoutDataAccess(),
  'billing()': () => ReadOnlyPermissions.billing(),
  'support()': () => ReadOnlyPermissions.support(),
  'metadataOnly().combinedWith(billing(), services(\'cloudwatch\'))': () =>
    ReadOnlyPermissions.metadataOnly().combinedWith(ReadOnlyPermissions.billing(), ReadOnlyPermissions.services('cloudwatch')),
  'services(\'s3\', \'ec2\')': () => ReadOnlyPermissions.services('s3', 'ec2'),
  ...Object.fromEntries(SCANNERS.map((scanner) => [scannerLevel(scanner), () => ReadOnlyPermissions.scanner(scanner)])),
};
