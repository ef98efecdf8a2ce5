import { Fn, Token } from 'aws-cdk-lib/core';
import { quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';
import { PrincipalType } from '../principal-type';
import { TrustedPrincipals } from '../trusted-principals';

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-prepare-roles.html */
const APPLICATION_ARN = /^arn:aws:account-access:[a-z]{2,}(-[a-z]+)+-\d+:\d{12}:application\/[\w-]+$/;

/**
 * IAM's account access manager, which assumes the role for users and groups of Identity Center.
 *
 * All organizations share the service's principal: the application and its account are compared, too.
 */
export function accountAccessManager(applicationArn: string): TrustedPrincipals {
  return {
    type: PrincipalType.ACCOUNT_ACCESS_MANAGER,
    values: (errors) => {
      checkApplicationArn(errors, 'PrincipalScope.accountAccessManager', applicationArn);
      return [[applicationArn]];
    },
  };
}

export function checkApplicationArn(errors: ErrorContext, prop: string, applicationArn: string): void {
  const arn = errors.known(applicationArn);
  if (Token.isUnresolved(arn) || APPLICATION_ARN.test(arn)) {
    return;
  }
  if (/^arn:aws-[^:]*:/.test(arn)) {
    errors.fail(`${prop} ${quoted(arn)} is in another partition than aws, where account access manager is not available`,
      'use PrincipalScope.permissionSets()');
  }
  errors.fail(`${prop} ${quoted(arn)} is not the ARN of an application of account access manager`,
    'give the ARN on its Settings page, such as "arn:aws:account-access:eu-west-1:111111111111:application/app-1234"');
}

/** The account in an ARN; for a token, a function of CloudFormation. */
export function accountOfApplication(applicationArn: string): string {
  return Token.isUnresolved(applicationArn) ? Fn.select(4, Fn.split(':', applicationArn)) : applicationArn.split(':')[4];
}
