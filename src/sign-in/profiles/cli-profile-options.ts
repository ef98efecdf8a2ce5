import { Duration } from 'aws-cdk-lib/core';

/** Settings of the CLI profiles, in addition to what follows from the role. */
export interface CliProfileOptions {
  /**
   * The name of the profile: letters, digits and `_.@+-`, a letter or digit first, and not `default`.
   *
   * With several accounts, each profile's name ends with the name of its account.
   *
   * @default - the name of the account or of the stack, else the role's name and the account
   */
  readonly profileName?: string;

  /**
   * The name of the profile that has the user's credentials for the assuming account.
   *
   * @default 'default'
   * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
   */
  readonly sourceProfile?: string;

  /**
   * The ARN of the user's MFA device, or the serial number of a hardware device.
   *
   * @default - if the role requires MFA, an ARN in the assuming account with a placeholder for the name of each user's device
   * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html#cli-configure-role-mfa
   */
  readonly mfaSerial?: string;

  /**
   * The name of the session: 2 to 64 letters, digits and `_+=,.@-`.
   *
   * @default - the tool generates a name; if the role requires the user name as session name, that user name or a placeholder for it
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
   */
  readonly roleSessionName?: string;

  /**
   * The default Region of the tools.
   *
   * @default - the Region of the role's stack, if it is known at synth; if the role is made elsewhere, that of the
   * `CrossAccountReadOnlyAccess`
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
   */
  readonly region?: string;

  /**
   * The duration of a session: 15 minutes to 12 hours, and at most `maxSessionDuration`.
   *
   * @default - the role's `maxSessionDuration`
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
   */
  readonly duration?: Duration;
}
