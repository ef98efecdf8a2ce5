import { accountAccess } from '../../src/account-access-module';
import { ErrorContext } from '../../src/core/validation-error';

/** Whether this version of aws-cdk-lib has the resources of account access manager. The lowest supported one does not. */
export const HAS_ACCOUNT_ACCESS = (() => {
  try {
    return accountAccess(ErrorContext.called('test')) !== undefined;
  } catch {
    return false;
  }
})();
