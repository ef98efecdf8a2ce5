import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { iamArn } from '../core/arns';

/**
 * Lets users change their own password and manage their own MFA devices, and nothing else.
 *
 * Without it a new user could never get the MFA that the role asks for. Three things AWS's documented policy forces:
 * a device may have any name, so it is made under `mfa/*` and tied to its owner only when it is enabled; there is no
 * `DeleteVirtualMFADevice`, because it would reach the devices of others; and a device is deactivated only with MFA,
 * so that a stolen access key cannot take the MFA away. `user/PATH/NAME` covers users with a path: a name has no slash and
 * is unique in its account, so that no other user matches.
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
