import { TrustCondition } from './trust-condition';

/**
 * IAM users must call their session by their own name, as the console does by itself, so that logs show who they are.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_rolesessionname
 */
export const USER_NAME_AS_SESSION_NAME: TrustCondition = {
  prop: 'requireUserNameAsRoleSessionName',
  description: 'calls the session by their own user name, as the console does',
  settings: { userNameAsSessionName: true },
  block: { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } },
  appliesTo: ({ includesUsers }) => includesUsers,
  unmetReason: 'only IAM users have a user name',
};
