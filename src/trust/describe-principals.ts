import { PrincipalType } from './principal-type';
import { parseIamArn } from '../core/arns';
import { joinWithAnd } from '../core/text';

/** The words for each kind of principal, in singular and plural. */
const NOUNS = new Map<PrincipalType, [one: string, several: string]>([
  [PrincipalType.USERS, ['the user', 'the users']],
  [PrincipalType.ROLES, ['the role', 'the roles']],
  [PrincipalType.PERMISSION_SETS, ['the permission set', 'the permission sets']],
  [PrincipalType.ORGANIZATION, ['any principal in the organization', 'any principal in the organizations']],
  [PrincipalType.ORGANIZATION_PATHS, ['any principal in', 'any principal in']],
]);

/** Describes principals of one kind, for users. The values are those of the condition. */
export function describePrincipals(type: PrincipalType, values: string[], assumingAccount: string): string {
  const [one, several] = NOUNS.get(type) ?? [];
  return one
    ? `${values.length > 1 ? several : one} ${joinWithAnd(values.map(principalName))}`
    : `any principal in account ${assumingAccount} that its own policies allow`;
}

/** The name in an ARN, with its path; for the pattern of a permission set's roles, the permission set. */
export function principalName(value: string): string {
  const { resource } = parseIamArn(value) ?? { resource: `/${value}` };
  const name = resource.slice(resource.indexOf('/') + 1);
  return /AWSReservedSSO_(.*)_\?{16}$/.exec(name)?.[1] ?? name;
}
