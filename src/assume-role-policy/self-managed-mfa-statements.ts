import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { iamArn } from '../core/arns';
import { ConditionBlock } from '../trust/conditions/trust-condition';

/** What members can do with their own MFA devices. */
export interface SelfManagedMfaConfig {
  readonly isAllowed: boolean;
  /** Whether a console sign-in without MFA can register a device. */
  readonly withoutMfa: boolean;
}

const REGISTER = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice'];

/** `Bool`, because a long-term access key has no such key in its context: `BoolIfExists` would match it. */
const WITH_MFA: ConditionBlock = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

/**
 * A session with temporary credentials, used by the user and not by a service on the user's behalf.
 *
 * - A long-term access key has no MFA key in its context, so that `Null` does not match it.
 * - In a call that a service makes with a user's credentials, AWS sets the MFA key to `false`, also if the user has called the service with
 *   an access key. A stolen key could register a device through CloudFormation, for example. `aws:ViaAWSService` excludes these calls.
 * - In a session of `GetSessionToken` without MFA the key is `false` too, but IAM refuses all calls of such a session.
 * - What remains is the console. It requires MFA as soon as the user has a device.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-viaawsservice
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
const IN_CONSOLE_SESSION: ConditionBlock = {
  Null: { 'aws:MultiFactorAuthPresent': 'false' },
  Bool: { 'aws:ViaAWSService': 'false' },
};

/**
 * Allows users to change their own password and manage their own MFA devices, and nothing else.
 *
 * - A device can have any name, so it is created under `mfa/*`, and gets its owner only when it is enabled. No other action here applies to
 *   a device, and `CreateVirtualMFADevice` to no user, so that one statement can have both resources.
 * - There is no `DeleteVirtualMFADevice`, because it would apply to the devices of others.
 * - A password is changed without MFA, as users must at their first sign-in. `ChangePassword` needs the old one, and there is no
 *   `CreateLoginProfile` or `UpdateLoginProfile`, so that a stolen access key does not become a password.
 * - `ResyncMFADevice` needs MFA, which AWS's sample policy does not require: it might make codes valid again that somebody saw earlier.
 *   IAM prompts users to resynchronize a device when a sign-in fails for it.
 *
 * `user/*` before the name covers users with a path. It matches no other user, because a name has no slash and is unique in its account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ChangePassword.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_sync.html
 */
export function selfManagedMfaStatements({ isAllowed, withoutMfa }: SelfManagedMfaConfig, account: string): PolicyStatement[] {
  if (!isAllowed) {
    return [];
  }
  const ownUser = ['user/${aws:username}', 'user/*/${aws:username}'].map((resource) => iamArn(account, resource));
  const ownDevices = [iamArn(account, 'mfa/*'), ...ownUser];
  return [
    new PolicyStatement({
      actions: ['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices'],
      resources: ['*'],
    }),
    new PolicyStatement({
      actions: ['iam:ChangePassword', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices'],
      resources: ownUser,
    }),
    ...withoutMfa ? [new PolicyStatement({ actions: REGISTER, resources: ownDevices, conditions: IN_CONSOLE_SESSION })] : [],
    new PolicyStatement({
      actions: [...REGISTER, 'iam:DeactivateMFADevice', 'iam:ResyncMFADevice'],
      resources: ownDevices,
      conditions: WITH_MFA,
    }),
  ];
}
