import { Stack, Token, Tokenization } from 'aws-cdk-lib/core';
import { iamArn, roleArn } from '../../core/arns';
import { joinWithAnd } from '../../core/text';
import { renderTokens } from '../../core/token-text';
import { CallerSettings } from '../../trust/conditions/trust-condition';
import { ANY_ACCOUNT, colorOf, AssumableRole } from '../assumable-role';
import { SwitchRoleColor } from '../switch-role/switch-role-color';
import { consoleUnsupportedReasons } from '../switch-role/switch-role-link';

/** What a tool needs to know to take on a role: plain text, with nothing left that only the CDK understands. */
export interface Profile {
  /** The name of its section. */
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
  /** What people must do before they use it, one line each. */
  readonly notes: string[];
}

/** What people put their own in place of. */
const OWN = { device: 'YOUR-DEVICE', userName: 'YOUR-USER-NAME', tag: 'YOUR-VALUE', home: 'YOUR-OWN-ACCOUNT', account: ANY_ACCOUNT };

/** How long a session is where nothing is said. */
const DEFAULT_SECONDS = '3600';

/** The profile of a role under a name. */
export function profileOf(role: AssumableRole, name: string): Profile {
  const plain = (text: string) => renderTokens(role.scope, text);
  const settings: CallerSettings = Object.assign({}, ...role.trust.applicableConditions.map((condition) => condition.settings));
  const profile = {
    name,
    roleArn: plain(roleArn(role.account, role.identity)),
    account: plain(role.account),
    rolePathAndName: plain(`${role.identity.path.slice(1)}${role.identity.roleName}`),
    assumingAccount: role.assumingAccount,
    sourceProfile: plain(role.cliProfile?.sourceProfile ?? 'default'),
    mfaSerial: settings.mfa ? plain(role.cliProfile?.mfaSerial ?? deviceOfOwn(role)) : undefined,
    externalId: settings.externalId && plain(settings.externalId),
    roleSessionName: sessionName(role, settings),
    durationSeconds: durationSeconds(role),
    region: region(role),
    sourceIdentity: settings.sourceIdentity && (role.trust.onlyUser ?? OWN.userName),
    sessionTags: settings.sessionTags && tags(settings.sessionTags, plain),
    color: colorOf(role),
    consoleUnsupportedReasons: [...consoleUnsupportedReasons(role), ...role.account === ANY_ACCOUNT ? ['people choose the account'] : []],
  };
  return { ...profile, notes: notesOn(profile) };
}

function deviceOfOwn({ trust, assumingAccount }: AssumableRole): string {
  return iamArn(trust.isOpenToOtherAccounts ? OWN.home : assumingAccount, `mfa/${OWN.device}`);
}

function sessionName({ scope, cliProfile, trust }: AssumableRole, { userNameAsSessionName }: CallerSettings): string | undefined {
  const wanted = cliProfile?.roleSessionName ?? (userNameAsSessionName ? trust.onlyUser ?? OWN.userName : undefined);
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

function tags(wanted: Record<string, string | undefined>, plain: (text: string) => string): Record<string, string> | undefined {
  const entries = Object.entries(wanted).map(([key, value]) => [plain(key), value === undefined ? OWN.tag : plain(value)]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** What is yet to be put in, by each user or because only the deployment knows it. */
function notesOn(profile: Omit<Profile, 'notes'>): string[] {
  const text = JSON.stringify(profile);
  const own = Object.values(OWN).filter((placeholder) => text.includes(placeholder));
  const unknown = [...new Set(text.match(/\$\{[^}]+\}/g))];
  return [
    ...own.length > 0 ? [`put your own in place of ${joinWithAnd(own)}`] : [],
    ...unknown.length > 0 ? [`put what the deployment made of it in place of ${joinWithAnd(unknown)}`] : [],
  ];
}
