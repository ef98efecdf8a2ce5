import { checkStackSetOptions } from './stack-set-deployment';
import { StackSetToAccountsOptions } from './stack-set-to-accounts-options';
import { checkAccountIds, checkAccountName, checkName, quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';
import { TargetConfig } from '../target-config';

/** Listed accounts, to which a self-managed StackSet deploys the role. */
export function stackSetToAccounts(accountIds: string[], options: StackSetToAccountsOptions): TargetConfig {
  const label = 'TrustingTarget.stackSetToAccounts';
  const { administrationRole, executionRoleName, accountNames = {} } = options;
  return {
    label,
    stackSet: {
      suffix: '-Accounts',
      options,
      model: { permissionModel: 'SELF_MANAGED', administrationRoleArn: administrationRole?.roleArn, executionRoleName },
      deploymentTargets: { accounts: accountIds },
      isByManagementAccount: false,
    },
    accounts: (errors) => {
      checkAccountIds(errors, label, accountIds, 'name at least one account');
      checkStackSetOptions(errors, options);
      if (executionRoleName !== undefined) {
        checkName(errors, 'executionRoleName', 'role', executionRoleName);
      }
      checkAccountNames(errors, accountIds, accountNames);
      return accountIds.map((account) => ({ account, name: accountNames[account] }));
    },
  };
}

function checkAccountNames(errors: ErrorContext, accountIds: string[], names: Record<string, string>): void {
  for (const [account, name] of Object.entries(names)) {
    if (!accountIds.includes(account)) {
      errors.fail(`accountNames has ${quoted(account)}, which is not one of the accounts`, 'list the account, or leave its name out');
    }
    checkAccountName(errors, `accountNames ${account}`, name);
  }
}
