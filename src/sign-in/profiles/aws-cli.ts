import { comment, section } from './ini';
import { Profile } from './profile';
import { joinWithAnd } from '../../core/text';

/**
 * The profile of a role in the configuration file of the AWS CLI, which the AWS SDKs read too.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
 */
export function awsCliProfile(profile: Profile, more: Record<string, string | undefined> = {}): string {
  const unsupportedReason = cliUnsupportedReason(profile);
  return unsupportedReason
    ? comment(`no profile ${profile.name}: ${unsupportedReason}`)
    : withSource(profile, section(`profile ${profile.name}`, { ...roleKeys(profile), ...more }, profile.notes));
}

/** The section of a profile, after the section of its source if the file has it: role and command cannot be in one profile. */
export function withSource({ name, source: { sourceProfile, credentialProcess } }: Profile, text: string): string {
  return credentialProcess === undefined
    ? text
    : [section(`profile ${sourceProfile}`, { credential_process: credentialProcess }, [`the credentials of the profile ${name}`]), text].join('\n\n');
}

/** The keys that other tools read in the same way as the AWS CLI. */
export function roleKeys(profile: Profile): Record<string, string | undefined> {
  return {
    role_arn: profile.roleArn,
    source_profile: profile.source.sourceProfile,
    credential_source: profile.source.credentialSource,
    mfa_serial: profile.mfaSerial,
    external_id: profile.externalId,
    role_session_name: profile.roleSessionName,
    duration_seconds: profile.durationSeconds,
    region: profile.region,
  };
}

/** Why the AWS CLI cannot assume the role by a profile. */
export function cliUnsupportedReason({ sourceIdentity, sessionTags, roleArn }: Profile): string | undefined {
  const missing = [
    ...sourceIdentity === undefined ? [] : ['a source identity'],
    ...sessionTags === undefined ? [] : ['session tags'],
  ];
  return missing.length > 0
    ? `a profile cannot set ${joinWithAnd(missing)}; use aws-vault, or aws sts assume-role for ${roleArn}`
    : undefined;
}
