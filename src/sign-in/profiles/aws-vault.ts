import { roleKeys, withSource } from './aws-cli';
import { comment, section } from './ini';
import { Profile } from './profile';

/**
 * The profile of a role for aws-vault, which can also set a source identity and session tags.
 *
 * It reads no `credential_source`: it keeps the access keys of people.
 *
 * @see https://github.com/99designs/aws-vault/blob/master/USAGE.md
 */
export function awsVaultProfile(profile: Profile): string {
  const { name, source, sourceIdentity, sessionTags } = profile;
  if (source.credentialSource !== undefined) {
    return comment(`no profile ${name}: aws-vault cannot read credential_source`);
  }
  return withSource(profile, section(`profile ${name}`, {
    ...roleKeys(profile),
    source_identity: sourceIdentity,
    session_tags: sessionTags && Object.entries(sessionTags).map(([key, value]) => `${key}=${value}`).join(','),
  }, profile.notes));
}
