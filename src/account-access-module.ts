import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ErrorContext } from './core/validation-error';

/** The first version of aws-cdk-lib that has the resources of account access manager. */
const FIRST_VERSION = '2.268.0';

/** What this library uses of `aws-cdk-lib/aws-accountaccess`. Its own types are not there at the lowest version that is supported. */
interface AccountAccessModule {
  readonly CfnEntitlement: new (scope: Construct, id: string, props: object) => CfnResource & { readonly attrEntitlementId: string };
}

/** Loads the module on first use: most apps do not need it, and older versions of aws-cdk-lib do not have it. */
export function accountAccess(errors: ErrorContext, load: () => unknown = loadModule): AccountAccessModule {
  try {
    return load() as AccountAccessModule;
  } catch (error) {
    if (MISSING.includes((error as NodeJS.ErrnoException).code!)) {
      errors.fail(`AccountAccessEntitlement needs aws-cdk-lib ${FIRST_VERSION}, and the installed version does not have AWS::AccountAccess`,
        `upgrade aws-cdk-lib to ${FIRST_VERSION} or later`);
    }
    throw error;
  }
}

/** What Node.js reports for a module that is not there, or that `exports` of its package do not have. */
const MISSING = ['MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'];

function loadModule(): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('aws-cdk-lib/aws-accountaccess');
}
