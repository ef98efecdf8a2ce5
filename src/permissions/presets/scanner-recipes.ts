import { awsManagedPolicy } from '../aws/aws-managed-policies';
import { SCANNER_FILES } from '../data';
import { allow, PermissionLevel, EMPTY_LEVEL } from '../permission-level';
import { Scanner } from '../scanner';

/** What a scanner asks for, by its own documentation. */
export interface ScannerRecipe {
  readonly title: string;
  /** The month that the recipe was read in. */
  readonly version: string;
  readonly source: string;
  readonly note: string;
  /** AWS managed policies, by path and name. */
  readonly policies: string[];
  /** What it reads besides. */
  readonly statements: { readonly actions: string[]; readonly resources?: string[] }[];
  /** What it does not read, though the policies allow it. */
  readonly denied: string[];
  /** What it can write, if its users let it. */
  readonly writes: string[];
}

export const SCANNERS = Object.values(Scanner);

export function scannerRecipe(scanner: Scanner): ScannerRecipe | undefined {
  return Object.hasOwn(SCANNER_FILES, scanner) ? SCANNER_FILES[scanner]() : undefined;
}

/** Writes that are not the recipe's are left out here, and refused where the level is used. */
export function levelOfScanner({ policies, statements, denied, writes }: ScannerRecipe, allowedWriteActions: string[]): PermissionLevel {
  const allowed = allowedWriteActions.filter((action) => writes.includes(action));
  return {
    ...EMPTY_LEVEL,
    policies: policies.map(awsManagedPolicy),
    statements: [
      ...statements.map(({ actions, resources }) => allow(actions, resources)),
      ...allowed.length > 0 ? [allow(allowed)] : [],
    ],
    denied,
    requestedActions: allowed,
  };
}
