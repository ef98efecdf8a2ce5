import { closestMatch } from '../../core/did-you-mean';
import { joinWithAnd } from '../../core/text';
import { quoted } from '../../core/validate-names';
import { hasWildcard } from '../aws/action-patterns';
import { awsManagedPolicy } from '../aws/aws-managed-policies';
import { SCANNER_FILES } from '../data';
import { ScannerRecipe } from '../data/file-types';
import { allow, EMPTY_LEVEL, PermissionLevel } from '../permission-level';
import { PermissionsConfig } from '../permissions-config';
import { Scanner } from '../scanner';
import { ScannerOptions } from '../scanner-options';

export const SCANNERS = Object.values(Scanner);

const FILES: Readonly<Record<Scanner, () => ScannerRecipe>> = SCANNER_FILES;

export function scannerRecipe(scanner: Scanner): ScannerRecipe | undefined {
  return Object.hasOwn(FILES, scanner) ? FILES[scanner]() : undefined;
}

/** What a scanner requires. */
export function scannerConfig(scanner: Scanner, { version, allowedWriteActions = [] }: ScannerOptions): PermissionsConfig {
  const recipe = scannerRecipe(scanner);
  const level = recipe ? levelOfScanner(recipe, allowedWriteActions) : EMPTY_LEVEL;
  return {
    level,
    chosen: level,
    description: [`what the scanner ${recipe?.title} requires`, ...allowedWriteActions.length > 0 ? [`and the write actions ${joinWithAnd(allowedWriteActions)}`] : []].join(', '),
    checks: [(errors, prop) => {
      if (!recipe) {
        return errors.fail(`${prop} is scanner() with ${quoted(scanner)}, which is not a known scanner`, `did you mean "${closestMatch(scanner, SCANNERS)}"?`);
      }
      if (version !== undefined && version !== recipe.version) {
        errors.fail(`${prop} is scanner("${scanner}") with version ${quoted(version)}, but this library has ${recipe.version}`,
          `check what has changed, then set the version to "${recipe.version}"`);
      }
      allowedWriteActions.filter((action) => !recipe.writes.includes(action)).forEach((action) => errors.fail(
        `${prop} is scanner("${scanner}") with the write action ${quoted(action)}, which its recipe does not have`,
        recipe.writes.length > 0 ? `use those of ${recipe.writes.join(', ')}` : 'leave it out'));
    }],
  };
}

/** Write actions that are not in the recipe are ignored here, and rejected by the check. */
function levelOfScanner({ policies, statements, denied, writes }: ScannerRecipe, allowedWriteActions: string[]): PermissionLevel {
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
    namedActions: [...statements.flatMap(({ actions }) => actions).filter((action) => !hasWildcard(action)), ...allowed],
  };
}
