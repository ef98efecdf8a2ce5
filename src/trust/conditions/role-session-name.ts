import { TrustCondition } from './trust-condition';

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
