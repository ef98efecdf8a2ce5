import { ListedAccountsOptions } from './listed-accounts-options';
import { TargetForm } from './target-form';
import { checkAccountIds, checkName } from '../private/names';
import { checkStackSetOptions } from '../stack-sets/roll-out';

/** Accounts to which a StackSet brings the role by roles that must exist there, without an organization. */
export function listedAccounts(accountIds: string[], options: ListedAccountsOptions): TargetForm {
  const label = 'TrustingTarget.accounts';
  const { administrationRole, executionRoleName } = options;
  return {
    label,
    rollOut: {
      suffix: '-Accounts',
      options,
      model: { permissionModel: 'SELF_MANAGED', administrationRoleArn: administrationRole?.roleArn, executionRoleName },
      deploymentTargets: { accounts: accountIds },
      isByManagementAccount: false,
    },
    accounts: (at) => {
      checkAccountIds(at, label, accountIds, 'name at least one account');
      checkStackSetOptions(at, options);
      if (executionRoleName !== undefined) {
        checkName(at, 'executionRoleName', 'role', executionRoleName);
      }
      return accountIds.map((account) => ({ account }));
    },
  };
}
