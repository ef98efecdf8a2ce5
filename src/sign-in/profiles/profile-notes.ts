import { CallerKind } from './caller-kind';
import { replacements } from './placeholders';
import { Profile } from './profile';
import { ProfileSource } from './profile-source';

/** Says which callers a profile is for, and what the user must do before it works. */
export function notesOn(profile: Omit<Profile, 'notes'>, sessionProfile: string): string[] {
  const { caller, source, account, mfaSerial, roleSessionName, sourceIdentity, sessionTags = {} } = profile;
  return [
    `caller: ${caller.description}`,
    ...notesOnSource(caller, source),
    ...caller.promptsForCode ? [`a passkey or security key has no code: use the profile ${sessionProfile}`] : [],
    ...replacements(JSON.stringify(profile), [account, mfaSerial, roleSessionName, sourceIdentity, ...Object.values(sessionTags)]),
  ];
}

/** The credentials that a kind of caller needs, if the source could as well have others. */
const CREDENTIALS = new Map<CallerKind, string>([
  [CallerKind.USER_WITH_MFA_SESSION, 'of a session with MFA'],
  [CallerKind.PERMISSION_SET, 'of the permission set, as a profile that "aws configure sso" writes'],
  [CallerKind.ROLE, 'of the role'],
]);

function notesOnSource(caller: CallerKind, source: ProfileSource): string[] {
  const credentials = CREDENTIALS.get(caller);
  // Those of an instance or a container are always of a role.
  if (credentials === undefined || (caller === CallerKind.ROLE && source.credentialSource !== undefined)) {
    return [];
  }
  return [
    `${describeSource(source)} must have credentials ${credentials}`,
    ...caller === CallerKind.ROLE && source.credentialProcess === undefined
      ? ['on AWS, replace source_profile with credential_source = Ec2InstanceMetadata, EcsContainer or Environment']
      : [],
  ];
}

function describeSource({ sourceProfile, credentialSource }: ProfileSource): string {
  return credentialSource === undefined ? `the profile ${sourceProfile}` : 'the environment';
}
