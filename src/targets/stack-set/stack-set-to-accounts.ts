import { checkStackSetOptions } from './stack-set-deployment';
import { StackSetToAccountsOptions } from './stack-set-to-accounts-options';
import { checkAccountIds, checkName } from '../../core/validate-names';
import { withAccountOptions } from '../account-options-validation';
import { TargetConfig } from '../target-config';

/** Listed accounts, to which a self-managed StackSet deploys the role. */
export function stackSetToAccounts(accountIds: string[], options: StackSetToAccountsOptions): TargetConfig {
  const label = 'TrustingTarget.stackSetToAccounts';
  const { administrationRole, executionRoleName, accountOptions } = options;
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
      return withAccountOptions(errors, accountIds.map((account) => ({ account })), accountOptions);
    },
  };
}
