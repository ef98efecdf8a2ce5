import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { iamArn } from '../core/arns';

/**
 * Allows users to change their own password and manage their own MFA devices, and nothing else.
 *
 * Without it, a new user could not set up the MFA that the role requires. As in the policy that AWS documents:
 * - A device can have any name, so it is created under `mfa/*`, and gets its owner only when it is enabled.
 * - There is no `DeleteVirtualMFADevice`, because it would apply to the devices of others.
 * - A user needs MFA to deactivate a device, so that a stolen access key cannot remove MFA.
 *
 * `user/*` before the name covers users with a path. It matches no other user, because a name has no slash and is unique in its account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_mfa-selfmanage.html
 */
export function selfManagedMfaStatements(account: string): PolicyStatement[] {
  const ownUser = ['user/${aws:username}', 'user/*/${aws:username}'].map((resource) => iamArn(account, resource));
  return [
    new PolicyStatement({
      actions: ['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices'],
      resources: ['*'],
    }),
    new PolicyStatement({
      actions: ['iam:CreateVirtualMFADevice'],
      resources: [iamArn(account, 'mfa/*')],
    }),
    new PolicyStatement({
      actions: [
        'iam:ChangePassword', 'iam:GetUser',
        'iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:ListMFADevices', 'iam:ResyncMFADevice',
      ],
      resources: ownUser,
    }),
    new PolicyStatement({
      actions: ['iam:DeactivateMFADevice'],
      resources: ownUser,
      conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }),
  ];
}
