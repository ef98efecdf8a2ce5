import { roleKeys } from './aws-cli';
import { section } from './ini';
import { Profile } from './profile';

/**
 * The profile of a role for aws-vault, which can also set a source identity and session tags.
 *
 * @see https://github.com/99designs/aws-vault/blob/master/USAGE.md
 */
export function awsVaultProfile(profile: Profile): string {
  const { sourceIdentity, sessionTags } = profile;
  return section(`profile ${profile.name}`, {
    ...roleKeys(profile),
    source_identity: sourceIdentity,
    session_tags: sessionTags && Object.entries(sessionTags).map(([key, value]) => `${key}=${value}`).join(','),
  }, profile.notes);
}
