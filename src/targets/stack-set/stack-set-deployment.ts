import { CfnStackSet, CfnStackSetProps, Token } from 'aws-cdk-lib/core';
import { AccountLimitConfig, accountLimitProperty, checkAccountLimit } from './account-limit-config';
import { StackSetOptions } from './stack-set-options';
import { quoted, REGION } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';
import { accountOfScope } from '../account-of-scope';

/** How a StackSet deploys the role, as a value. */
export interface StackSetDeployment {
  /** Distinguishes the StackSets of one role. */
  readonly suffix: '' | '-Accounts';
  readonly options: StackSetOptions;
  readonly model: Omit<CfnStackSetProps, 'stackSetName' | 'templateBody'>;
  readonly deploymentTargets: CfnStackSet.DeploymentTargetsProperty;
  /** Whether the StackSet is in the organization's management account. */
  readonly isByManagementAccount: boolean;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html */
const STACK_SET_NAME = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;

export function checkStackSetOptions(errors: ErrorContext, options: StackSetOptions): void {
  const { stackSetScope, failureTolerance, maxConcurrentAccounts } = options;
  const [stackSetName, region] = [errors.known(options.stackSetName), errors.known(options.region)];
  if (stackSetScope) {
    accountOfScope(errors, 'stackSetScope', stackSetScope);
  }
  if (stackSetName !== undefined && !Token.isUnresolved(stackSetName) && !isStackSetName(stackSetName)) {
    errors.fail(`stackSetName ${quoted(stackSetName)} is not a name CloudFormation accepts`, 'use at most 128 letters, digits and hyphens, a letter first');
  }
  if (region !== undefined && !Token.isUnresolved(region) && !REGION.test(region)) {
    errors.fail(`region ${quoted(region)} is not a Region`, 'give one such as "eu-west-1"; IAM is global, so that one is enough');
  }
  if (failureTolerance) {
    checkAccountLimit(errors, 'failureTolerance', failureTolerance._config, 0);
  }
  if (maxConcurrentAccounts) {
    checkAccountLimit(errors, 'maxConcurrentAccounts', maxConcurrentAccounts._config, 1);
  }
}

export function isStackSetName(name: string): boolean {
  return STACK_SET_NAME.test(name);
}

/** Some accounts of an organization are suspended: the deployment fails there, and must continue in the others. */
const DEFAULT_LIMIT: AccountLimitConfig = { unit: 'Percentage', value: 10 };

export function operationPreferences({ failureTolerance, maxConcurrentAccounts }: StackSetOptions): CfnStackSet.OperationPreferencesProperty {
  return {
    ...accountLimitProperty('failureTolerance', failureTolerance?._config ?? DEFAULT_LIMIT),
    ...accountLimitProperty('maxConcurrent', maxConcurrentAccounts?._config ?? DEFAULT_LIMIT),
  };
}
