import { iamArn } from '../../core/arns';
import { checkName, checkNotEmpty } from '../../core/validate-names';
import { PrincipalType } from '../principal-type';
import { TrustedPrincipals } from '../trusted-principals';

/**
 * The roles that Identity Center makes for a permission set are called after it, with sixteen characters of its own
 * behind. Exactly sixteen `?` keep out a permission set whose name merely starts the same, and a slash before the name
 * one whose name merely ends the same. The Region is missing from the path where Identity Center's home is us-east-1.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function permissionSetRoles(names: string[]): TrustedPrincipals {
  const prop = 'PrincipalScope.permissionSets';
  return {
    type: PrincipalType.PERMISSION_SETS,
    values: (errors, assumingAccount) => {
      checkNotEmpty(errors, prop, names, 'name at least one permission set');
      return names.map((name) => {
        const role = `AWSReservedSSO_${checkName(errors, prop, 'permissionSet', name)}_${'?'.repeat(16)}`;
        return ['', '*/'].map((region) => iamArn(assumingAccount, `role/aws-reserved/sso.amazonaws.com/${region}${role}`));
      });
    },
  };
}
