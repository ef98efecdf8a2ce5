import { ProfileSnippet } from './profile-snippet';

/** `CliProfiles` as the access guide needs them. */
export interface CliProfilesConfig {
  /** Says which profile names had to be changed to keep all names different. */
  readonly notes: string[];
  /** One for each role, as it is when you call it: a role may trust more principals until synth. */
  snippets(): ProfileSnippet[];
}
