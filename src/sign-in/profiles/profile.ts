import { CallerKind } from './caller-kind';
import { ProfileSource } from './profile-source';
import { SwitchRoleColor } from '../switch-role/switch-role-color';

/** What a tool needs to assume a role for one kind of caller, as plain text without tokens. */
export interface Profile {
  /** The name of the section in a configuration file. */
  readonly name: string;
  readonly caller: CallerKind;
  readonly roleArn: string;
  readonly account: string;
  /** With its path, as in `security/Auditor`. */
  readonly rolePathAndName: string;
  readonly assumingAccount: string;
  readonly source: ProfileSource;
  readonly mfaSerial?: string;
  readonly externalId?: string;
  readonly roleSessionName?: string;
  readonly durationSeconds?: string;
  readonly region?: string;
  readonly sourceIdentity?: string;
  readonly sessionTags?: Record<string, string>;
  readonly color?: SwitchRoleColor;
  /** Why the console cannot switch to the role. */
  readonly consoleUnsupportedReasons: string[];
  /** What the user must know, and replace in the profile, one line each. */
  readonly notes: string[];
}
