import { Token } from 'aws-cdk-lib/core';
import { TrustCondition } from './trust-condition';
import { quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/**
 * IAM users must name their session after their user name, so that logs show it. The console does so.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_rolesessionname
 */
export const USER_NAME_AS_SESSION_NAME: TrustCondition = {
  prop: 'requireUserNameAsRoleSessionName',
  description: 'names the session after their own user name, as the console does',
  settings: { userNameAsSessionName: true },
  block: { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } },
  appliesTo: ({ includesUsers }) => includesUsers,
  unmetReason: 'only IAM users have a user name',
};

/** The least characters of a session name, and of a source identity. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const MIN_LENGTH = 2;

/** Checks that users can use their names as IAM allows: a user name can have one character, but a session name or source identity cannot. */
export function checkUserNameLengths(errors: ErrorContext, conditions: TrustCondition[], userNames: string[]): void {
  const required = conditions.find(({ settings }) => settings?.userNameAsSessionName || settings?.sourceIdentity === 'userName');
  const short = userNames.find((name) => !Token.isUnresolved(name) && name.length < MIN_LENGTH);
  if (required && short !== undefined) {
    errors.fail(`principals has the user ${quoted(short)}, whose name is too short for ${required.prop}: STS takes at least ${MIN_LENGTH} characters`,
      `leave ${required.prop} out, or trust users with longer names`);
  }
}
