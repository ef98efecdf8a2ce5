import { checkStackSetOptions } from './stack-set-deployment';
import { StackSetToAccountsOptions } from './stack-set-to-accounts-options';
import { checkAccountIds, checkAccountName, checkName, quoted } from '../../core/validate-names';
import { Place } from '../../core/validation-error';
import { TargetForm } from '../target-config';

/** Accounts to which a StackSet brings the role by roles that must exist there, without an organization. */
export function listedAccounts(accountIds: string[], options: StackSetToAccountsOptions): TargetForm {
  const label = 'TrustingTarget.stackSetToAccounts';
  const { administrationRole, executionRoleName, accountNames = {} } = options;
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
      checkAccountNames(at, accountIds, accountNames);
      return accountIds.map((account) => ({ account, name: accountNames[account] }));
    },
  };
}

function checkAccountNames(at: Place, accountIds: string[], names: Record<string, string>): void {
  for (const [account, name] of Object.entries(names)) {
    if (!accountIds.includes(account)) {
      at.reject(`accountNames names ${quoted(account)}, which is none of the accounts`, 'list the account, or leave its name out');
    }
    checkAccountName(at, `accountNames ${account}`, name);
  }
}
