import { AccessDescription } from './access-description';

/** The message of the console when it cannot switch to a role, for whatever reason. */
export const CONSOLE_MESSAGE = 'Invalid information in one or more fields';

/**
 * What to check when the console shows that message, in the order in which it is worth checking.
 *
 * @see https://repost.aws/knowledge-center/iam-switch-role
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
 */
export function switchRoleChecks(accesses: AccessDescription[]): string[] {
  const assuming = [...new Set(accesses.map(({ assumingAccount }) => assumingAccount))];
  const conditions = accesses.flatMap(({ accounts }) => accounts.flatMap(({ trust }) => trust.conditions));
  const needsMfa = conditions.some((condition) => condition.includes('MFA'));
  return [
    `You have signed in to account ${assuming.join(' or ')}, as the right user or role, and not as root. The menu at the top right of the console shows both.`,
    ...needsMfa ? ['You signed in with MFA. If you registered the device in this session, sign out and in again.'] : [],
    'You have the permission to assume the role, and the role trusts you: this page lists who has and whom it trusts.',
    ...conditions.length > (needsMfa ? 1 : 0) ? ['Every condition of the role is met: they are on this page too. AWS does not say which one is not.'] : [],
    'The account has the role. If this page says that it is declared, ask the owner of the account.',
    'No other policy denies it, such as a service control policy of the organization. An administrator can see that.',
    'Account and role in the form are those of the link. Only the display name and the colour are yours to change.',
  ];
}
