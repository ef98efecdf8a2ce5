import { Duration } from 'aws-cdk-lib/core';
import { CredentialSource } from './credential-source';

/**
 * Settings of the CLI profiles, in addition to what follows from the role.
 *
 * Use them if callers get their credentials otherwise than from the profile `default`, or want another Region or a shorter session.
 */
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
   * The name of the profile that has the caller's credentials for the assuming account.
   *
   * The profile for IAM users with a session that has MFA uses another one, whose name ends with `-mfa`. Together with `credentialSource`
   * or `credentialProcess` it is an error.
   *
   * @default 'default'
   * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
   */
  readonly sourceProfile?: string;

  /**
   * Where tools that run on AWS find their credentials.
   *
   * The credentials of an instance or a container are those of a role, so only the profile for roles has that source: if the finished role
   * trusts no roles, it is an error. Credentials in environment variables can be those of any caller. Together with `sourceProfile` or
   * `credentialProcess` it is an error.
   *
   * @default - the credentials are those of a profile
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
   */
  readonly credentialSource?: CredentialSource;

  /**
   * The command that prints the caller's credentials for the assuming account: one line without `#`, `;` and backquotes, which some tools
   * read as comments or quotes.
   *
   * Each profile has a further profile as its source, which runs the command and whose name ends with `-source`. Together with
   * `sourceProfile` or `credentialSource` it is an error.
   *
   * @default - the credentials are those of a profile
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
   */
  readonly credentialProcess?: string;

  /**
   * The ARN of the user's MFA device, or the serial number of a hardware device, in the profile that prompts for a code.
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
   * STS limits callers that are sessions of roles or permission sets to one hour, and possibly sessions of users. Their profiles have a
   * shorter duration, but no longer one. A longer one is an error if the finished role trusts no IAM users.
   *
   * @default - the role's `maxSessionDuration`; one hour for callers that are sessions
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
   */
  readonly duration?: Duration;
}
