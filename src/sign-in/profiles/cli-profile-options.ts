import { Duration } from 'aws-cdk-lib/core';

/** What the profiles of command-line tools say, beyond what follows from the role. */
export interface CliProfileOptions {
  /**
   * The name of the profile: letters, digits and `_.@+-`, a letter or digit first, and not `default`.
   *
   * With several accounts, each profile has its account's name behind this.
   *
   * @default - the name of the account or of the stack, else of the role and the account
   */
  readonly profileName?: string;

  /**
   * The profile with the caller's own credentials of the assuming account, which people have already.
   *
   * @default 'default'
   * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
   */
  readonly sourceProfile?: string;

  /**
   * The ARN, or for a hardware device the serial number, of the caller's MFA device.
   *
   * @default - where the role asks for MFA, an ARN of the assuming account in which each user puts the name of the own device
   * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html#cli-configure-role-mfa
   */
  readonly mfaSerial?: string;

  /**
   * What the tools call the session: 2 to 64 letters, digits and `_+=,.@-`.
   *
   * @default - made up by the tool, or the caller's own user name where the role asks for it
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
   */
  readonly roleSessionName?: string;

  /**
   * The Region that the tools look at.
   *
   * @default - that of the role's stack, or of the access where the role is made elsewhere, if it is known at synth
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
   */
  readonly region?: string;

  /**
   * How long a session lasts: 15 minutes to 12 hours, and at most `maxSessionDuration`.
   *
   * @default - as long as `maxSessionDuration`
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
   */
  readonly duration?: Duration;
}
