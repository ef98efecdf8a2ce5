import { awsCliProfile } from './aws-cli';
import { Profile } from './profile';

/**
 * The profile of a role for Granted, which reads the keys of the AWS CLI and opens the console in a tab with the account's colour.
 *
 * @see https://docs.commonfate.io/granted/recipes/customizing
 */
export function grantedProfile(profile: Profile): string {
  return awsCliProfile(profile, { granted_color: profile.color });
}
