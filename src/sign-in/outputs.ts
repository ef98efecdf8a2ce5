import { Annotations, CfnOutput, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { warnOnUnknownSignInRegion } from './switch-role/sign-in-hosts';
import { isTooLongForConsole, SwitchRoleLink } from './switch-role/switch-role-link';
import { QUOTAS } from '../core/quotas';
import { RoleIdentity } from '../core/role-name';
import { ErrorContext } from '../core/validation-error';

/** What the outputs of a role are made of. */
export interface RoleOutputs {
  readonly identity: RoleIdentity;
  readonly roleArn: string;
  readonly link: SwitchRoleLink;
  readonly signInRegion?: string;
}

/** Adds the role's ARN and its switch-role link as outputs, or a message that says why there is no link. */
export function addOutputs(scope: Construct, errors: ErrorContext, { identity, roleArn, link, signInRegion }: RoleOutputs): void {
  // The description of an output must be a literal.
  const roleName = Token.isUnresolved(identity.roleName) ? 'the role' : identity.roleName;
  new CfnOutput(scope, 'RoleArn', { value: roleArn, description: `The ARN of ${roleName}` });
  if (link.url) {
    new CfnOutput(scope, 'SwitchRoleUrl', { value: link.url, description: `Opens the console's Switch role form for ${roleName}` });
  }
  warnOnUnknownSignInRegion(scope, errors, signInRegion);
  if (isTooLongForConsole(identity)) {
    Annotations.of(scope).addWarningV2('cdk-cross-account-read-only-access:tooLongForConsole', errors.message(
      `path and roleName together have more than ${QUOTAS.switchRolePathAndName} characters, so the console cannot switch to the role`,
      'shorten them, or use the role by API and CLI only'));
  } else if (link.unavailableReason) {
    Annotations.of(scope).addInfo(errors.message(link.unavailableReason, 'use the role by API and CLI'));
  }
}
