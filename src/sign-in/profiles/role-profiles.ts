import { Stack, Token, Tokenization } from 'aws-cdk-lib/core';
import { CallerKind } from './caller-kind';
import { Caller, callersOf } from './callers';
import { mfaSerialTemplate, PLACEHOLDERS } from './placeholders';
import { Profile } from './profile';
import { nameForKind } from './profile-names';
import { notesOn } from './profile-notes';
import { sourceOf } from './profile-source';
import { roleArn } from '../../core/arns';
import { renderTokens } from '../../core/token-text';
import { CallerSettings } from '../../trust/conditions/trust-condition';
import { ANY_ACCOUNT, AssumableRole } from '../assumable-role';
import { colorOf } from '../switch-role/role-display';
import { consoleUnsupportedReasons } from '../switch-role/switch-role-link';

/** The duration of a session if the profile does not set it. */
const DEFAULT_SECONDS = 3600;

/** The profiles of a role: one for each kind of caller that can assume it by a profile. The first has this name. */
export function profilesOf(role: AssumableRole, name: string): Profile[] {
  return callersOf(role.trust).map((caller, i) => profileOf(role, i === 0 ? name : nameForKind(name, caller.kind), caller, name));
}

function profileOf(role: AssumableRole, name: string, { kind, settings }: Caller, roleName: string): Profile {
  const render = (text: string) => renderTokens(role.scope, text);
  const profile = {
    name,
    caller: kind,
    roleArn: render(roleArn(role.account, role.identity)),
    account: render(role.account),
    rolePathAndName: render(`${role.identity.path.slice(1)}${role.identity.roleName}`),
    assumingAccount: render(role.assumingAccount),
    source: sourceOf(role, name, kind),
    mfaSerial: kind.promptsForCode ? render(role.cliProfile?.mfaSerial ?? mfaSerialTemplate(role)) : undefined,
    externalId: settings.externalId && render(settings.externalId),
    roleSessionName: sessionName(role, settings),
    durationSeconds: durationSeconds(role, kind),
    region: region(role),
    sourceIdentity: settings.sourceIdentity && sourceIdentity(role, kind),
    sessionTags: settings.sessionTags && tags(settings.sessionTags, render),
    color: colorOf(role),
    consoleUnsupportedReasons: [...consoleUnsupportedReasons(role), ...role.account === ANY_ACCOUNT ? ['the user chooses the account'] : []],
  };
  return { ...profile, notes: notesOn(profile, nameForKind(roleName, CallerKind.USER_WITH_MFA_SESSION)) };
}

function sessionName({ scope, cliProfile, trust }: AssumableRole, { userNameAsSessionName }: CallerSettings): string | undefined {
  const wanted = cliProfile?.roleSessionName ?? (userNameAsSessionName ? trust.onlyUser ?? PLACEHOLDERS.userName : undefined);
  return wanted && renderTokens(scope, wanted);
}

/** A role has no user name. */
function sourceIdentity({ trust }: AssumableRole, { isRoleSession }: CallerKind): string {
  return isRoleSession ? PLACEHOLDERS.sourceIdentity : trust.onlyUser ?? PLACEHOLDERS.userName;
}

/** STS refuses a longer session than the caller can have. What only the deployment knows could be longer. */
function durationSeconds({ scope, cliProfile, maxSessionDuration }: AssumableRole, { longestSeconds }: CallerKind): string | undefined {
  const duration = cliProfile?.duration ?? (longestSeconds === undefined ? maxSessionDuration : undefined);
  const seconds = duration && renderTokens(scope, Tokenization.stringifyNumber(duration.toSeconds()));
  const isTooLong = longestSeconds !== undefined && !(Number(seconds) <= longestSeconds);
  return Number(seconds) === DEFAULT_SECONDS || isTooLong ? undefined : seconds;
}

function region({ scope, cliProfile }: AssumableRole): string | undefined {
  const wanted = cliProfile?.region ?? Stack.of(scope).region;
  return Token.isUnresolved(wanted) ? undefined : wanted;
}

function tags(required: Record<string, string | undefined>, render: (text: string) => string): Record<string, string> | undefined {
  const entries = Object.entries(required).map(([key, value]) => [render(key), value === undefined ? PLACEHOLDERS.tag : render(value)]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
