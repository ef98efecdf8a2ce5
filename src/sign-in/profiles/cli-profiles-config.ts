import { ProfileSnippet } from './profile-snippet';

/** `CliProfiles` as the access guide needs them. */
export interface CliProfilesConfig {
  /** Says which profile names had to be changed to keep all names different. */
  readonly notes: string[];
  /** Those of each role, one for each kind of caller, as they are when you call it: a role may trust more principals until synth. */
  snippets(): ProfileSnippet[][];
}
