import { iamArn } from '../../core/arns';
import { checkName, checkNotEmpty } from '../../core/validate-names';
import { PrincipalType } from '../principal-type';
import { TrustedPrincipals } from '../trusted-principals';

/**
 * Identity Center creates a role for each permission set, whose name is that of the permission set and a suffix of 16 characters.
 *
 * The pattern has exactly sixteen `?`, and a slash before the name, so that it does not match permission sets whose names only start or end
 * the same. The path has no Region if Identity Center is in us-east-1.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function permissionSetRoles(names: string[]): TrustedPrincipals {
  const prop = 'PrincipalScope.permissionSets';
  return {
    type: PrincipalType.PERMISSION_SETS,
    values: (errors, account) => {
      checkNotEmpty(errors, prop, names, 'name at least one permission set');
      return names.map((name) => {
        const role = `AWSReservedSSO_${checkName(errors, prop, 'permissionSet', name)}_${'?'.repeat(16)}`;
        return ['', '*/'].map((region) => iamArn(account, `role/aws-reserved/sso.amazonaws.com/${region}${role}`));
      });
    },
  };
}
