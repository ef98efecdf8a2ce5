import { PrincipalType } from './principal-type';
import { parseIamArn } from '../core/arns';
import { joinWithAnd } from '../core/text';

/** The words for each kind of principal, in singular and plural. */
const NOUNS = new Map<PrincipalType, [one: string, several: string]>([
  [PrincipalType.USERS, ['the user', 'the users']],
  [PrincipalType.ROLES, ['the role', 'the roles']],
  [PrincipalType.ROLES_MATCHING, ['any role that matches', 'any role that matches']],
  [PrincipalType.PERMISSION_SETS, ['the permission set', 'the permission sets']],
  [PrincipalType.ACCOUNT_ACCESS_MANAGER, [
    'users and groups of Identity Center with an entitlement of the account access manager application',
    'users and groups of Identity Center with an entitlement of the account access manager applications',
  ]],
  [PrincipalType.ORGANIZATION, ['any principal in the organization', 'any principal in the organizations']],
  [PrincipalType.ORGANIZATION_PATHS, ['any principal in', 'any principal in']],
]);

/**
 * Describes principals of one kind, for users.
 *
 * @param values The values of the condition.
 * @param account The account of the principals.
 * @param isElsewhere Whether this is another account than the assuming one, and not obvious.
 */
export function describePrincipals(type: PrincipalType, values: string[], account: string, isElsewhere: boolean): string {
  const [one, several] = NOUNS.get(type) ?? [];
  if (one) {
    const conjunction = type === PrincipalType.ROLES_MATCHING ? 'or' : 'and';
    return `${values.length > 1 ? several : one} ${joinWithAnd(values.map(principalName), conjunction)}${isElsewhere ? ` in account ${account}` : ''}`;
  }
  return type === PrincipalType.ANY_ROLE
    ? `any role in account ${account} that its own policies allow`
    : `any principal in account ${account} that its own policies allow`;
}

/** The name in an ARN, with its path; for the pattern of a permission set's roles, the permission set. */
export function principalName(value: string): string {
  const { resource } = parseIamArn(value) ?? { resource: `/${value}` };
  const name = resource.slice(resource.indexOf('/') + 1);
  return /AWSReservedSSO_(.*)_\?{16}$/.exec(name)?.[1] ?? name;
}
