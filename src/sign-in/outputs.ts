import { Annotations, CfnOutput, Token } from 'aws-cdk-lib/core';
import { isTooLongForConsole } from './switch-role/switch-role-link';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';
import type { TrustingRole } from '../trusting-role';

/** What whoever deploys a role is shown of it: its ARN and its link, or why there is none. */
export function outputs(role: TrustingRole, errors: ErrorContext): void {
  // The description of an output must be a literal.
  const roleName = Token.isUnresolved(role._identity.roleName) ? 'the role' : role._identity.roleName;
  new CfnOutput(role, 'RoleArn', { value: role.roleArn, description: `The ARN of ${roleName}` });
  if (role.switchRoleUrl) {
    new CfnOutput(role, 'SwitchRoleUrl', { value: role.switchRoleUrl, description: `Opens the console's Switch role form for ${roleName}` });
  }
  if (isTooLongForConsole(role._identity)) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:tooLongForConsole', errors.message(
      `path and roleName together have more than ${QUOTAS.switchRolePathAndName} characters, so the console cannot switch to the role`,
      'shorten them, or use the role by API and CLI only'));
  } else if (role.switchRoleUnavailableReason) {
    Annotations.of(role).addInfo(errors.message(role.switchRoleUnavailableReason, 'use the role by API and CLI'));
  }
}
