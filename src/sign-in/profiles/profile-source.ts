import { CallerKind } from './caller-kind';
import { CredentialSource } from './credential-source';
import { sourceName } from './profile-names';
import { renderTokens } from '../../core/token-text';
import { AssumableRole } from '../assumable-role';

/** Where a tool gets the credentials with which it assumes a role: from a profile, or from its environment. */
export interface ProfileSource {
  readonly sourceProfile?: string;
  /** The command of that profile, if the file has it. */
  readonly credentialProcess?: string;
  readonly credentialSource?: string;
}

/** The end of the name of a profile with MFA: the profile without it usually has a long-term access key. */
const WITH_MFA = '-mfa';

/** The source of the credentials for the profile with this name. */
export function sourceOf({ scope, cliProfile = {} }: AssumableRole, name: string, caller: CallerKind): ProfileSource {
  const { credentialProcess, sourceProfile = 'default' } = cliProfile;
  const credentialSource = cliProfile.credentialSource && renderTokens(scope, cliProfile.credentialSource) as CredentialSource;
  if (credentialSource !== undefined && caller.canUse(credentialSource)) {
    return { credentialSource };
  }
  return credentialProcess === undefined
    ? { sourceProfile: `${renderTokens(scope, sourceProfile)}${caller.needsMfaSession ? WITH_MFA : ''}` }
    : { sourceProfile: sourceName(name), credentialProcess: renderTokens(scope, credentialProcess) };
}
