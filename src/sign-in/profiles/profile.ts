import { Stack, Token, Tokenization } from 'aws-cdk-lib/core';
import { iamArn, roleArn } from '../../core/arns';
import { renderTokens } from '../../core/token-text';
import { CallerSettings } from '../../trust/conditions/trust-condition';
import { ANY_ACCOUNT, AssumableRole } from '../assumable-role';
import { colorOf } from '../switch-role/role-display';
import { SwitchRoleColor } from '../switch-role/switch-role-color';
import { consoleUnsupportedReasons } from '../switch-role/switch-role-link';

/** What a tool needs to assume a role, as plain text without tokens. */
export interface Profile {
  /** The name of the section in a configuration file. */
  readonly name: string;
  readonly roleArn: string;
  readonly account: string;
  /** With its path, as in `security/Auditor`. */
  readonly rolePathAndName: string;
  readonly assumingAccount: string;
  readonly sourceProfile: string;
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
  /** What the user must replace in the profile, one line each. */
  readonly notes: string[];
}

/** Placeholders that each user replaces. */
const PLACEHOLDERS = { device: 'YOUR-DEVICE', userName: 'YOUR-USER-NAME', tag: 'YOUR-VALUE', home: 'YOUR-OWN-ACCOUNT', account: ANY_ACCOUNT };

/** What each placeholder stands for. */
const MEANINGS = {
  [PLACEHOLDERS.device]: 'the name of your MFA device',
  [PLACEHOLDERS.userName]: 'your user name',
  [PLACEHOLDERS.tag]: 'the value of the tag',
  [PLACEHOLDERS.home]: 'the id of the account that you sign in to',
  [PLACEHOLDERS.account]: 'the id of the account that you want to read',
};

/** The duration of a session if the profile does not set it. */
const DEFAULT_SECONDS = '3600';

/** The profile of a role, with this name. */
export function profileOf(role: AssumableRole, name: string): Profile {
  const render = (text: string) => renderTokens(role.scope, text);
  const settings: CallerSettings = Object.assign({}, ...role.trust.applicableConditions.map((condition) => condition.settings));
  const profile = {
    name,
    roleArn: render(roleArn(role.account, role.identity)),
    account: render(role.account),
    rolePathAndName: render(`${role.identity.path.slice(1)}${role.identity.roleName}`),
    assumingAccount: render(role.assumingAccount),
    sourceProfile: render(role.cliProfile?.sourceProfile ?? 'default'),
    mfaSerial: settings.mfa ? render(role.cliProfile?.mfaSerial ?? mfaSerialTemplate(role)) : undefined,
    externalId: settings.externalId && render(settings.externalId),
    roleSessionName: sessionName(role, settings),
    durationSeconds: durationSeconds(role),
    region: region(role),
    sourceIdentity: settings.sourceIdentity && (role.trust.onlyUser ?? PLACEHOLDERS.userName),
    sessionTags: settings.sessionTags && tags(settings.sessionTags, render),
    color: colorOf(role),
    consoleUnsupportedReasons: [...consoleUnsupportedReasons(role), ...role.account === ANY_ACCOUNT ? ['the user chooses the account'] : []],
  };
  return { ...profile, notes: notesOn(profile) };
}

function mfaSerialTemplate({ trust, assumingAccount }: AssumableRole): string {
  return iamArn(trust.isOpenToOtherAccounts ? PLACEHOLDERS.home : assumingAccount, `mfa/${PLACEHOLDERS.device}`);
}

function sessionName({ scope, cliProfile, trust }: AssumableRole, { userNameAsSessionName }: CallerSettings): string | undefined {
  const wanted = cliProfile?.roleSessionName ?? (userNameAsSessionName ? trust.onlyUser ?? PLACEHOLDERS.userName : undefined);
  return wanted && renderTokens(scope, wanted);
}

function durationSeconds({ scope, cliProfile, maxSessionDuration }: AssumableRole): string | undefined {
  const duration = cliProfile?.duration ?? maxSessionDuration;
  const seconds = duration && renderTokens(scope, Tokenization.stringifyNumber(duration.toSeconds()));
  return seconds === DEFAULT_SECONDS ? undefined : seconds;
}

function region({ scope, cliProfile }: AssumableRole): string | undefined {
  const wanted = cliProfile?.region ?? Stack.of(scope).region;
  return Token.isUnresolved(wanted) ? undefined : wanted;
}

function tags(required: Record<string, string | undefined>, render: (text: string) => string): Record<string, string> | undefined {
  const entries = Object.entries(required).map(([key, value]) => [render(key), value === undefined ? PLACEHOLDERS.tag : render(value)]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Says what the user must replace: placeholders, and values that are known only at deployment. */
function notesOn(profile: Omit<Profile, 'notes'>): string[] {
  const text = JSON.stringify(profile);
  const placeholders = Object.entries(MEANINGS).filter(([placeholder]) => text.includes(placeholder));
  const unknown = [...new Set(text.match(/\$\{[^}]+\}/g))];
  return [
    ...placeholders.map(([placeholder, meaning]) => `replace ${placeholder} with ${meaning}`),
    ...unknown.map((value) => `replace ${value} with its value in the deployed stack`),
  ];
}
