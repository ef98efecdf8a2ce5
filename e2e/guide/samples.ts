import { AccountStage, SwitchRoleColor } from '../../src';
import { AccessDescription, AccountDescription } from '../../src/sign-in/guide/access-description';
import { TrustDescription } from '../../src/sign-in/guide/trust-description';
import { HEX_OF_COLOR } from '../../src/sign-in/switch-role/console-colors';

const STAGES = [AccountStage.PRODUCTION, AccountStage.STAGING, AccountStage.DEVELOPMENT, undefined];
const COLORS = [SwitchRoleColor.RED, SwitchRoleColor.YELLOW, SwitchRoleColor.GREEN, SwitchRoleColor.BLUE];

/** A number of accounts, with the stages in turn. */
export function accounts(count: number): AccountDescription[] {
  return Array.from({ length: count }, (_, i) => account(`Team ${i} ${STAGES[i % 4] ?? 'shared'}`, i));
}

export function account(name: string, i = 0): AccountDescription {
  const id = String(200000000000 + i);
  const roleArn = `arn:aws:iam::${id}:role/SecurityReadOnlyRole`;
  const [color, profileName] = [COLORS[i % 4], `team-${i}`];
  return {
    name,
    id,
    roleArn,
    trust: trust(),
    stage: STAGES[i % 4],
    color,
    url: `https://signin.aws.amazon.com/switchrole?account=${id}&roleName=SecurityReadOnlyRole&displayName=${encodeURIComponent(name)}&color=${HEX_OF_COLOR[color]}`,
    profiles: [{ name: profileName, caller: 'IAM user', text: `[profile ${profileName}]\nrole_arn = ${roleArn}\nsource_profile = default` }],
  };
}

/** An account with one profile of this text. */
export function withProfile(text: string): Pick<AccountDescription, 'profiles'> {
  return { profiles: [{ name: 'team-0', caller: 'IAM user', text }] };
}

/** An account with the profiles that a role has by default, as long as they really are. */
export function withProfilesOfUsers(one: AccountDescription): AccountDescription {
  const [{ name }] = one.profiles;
  const role = `role_arn = ${one.roleArn}\nregion = eu-west-1`;
  return {
    ...one,
    profiles: [
      {
        name,
        caller: 'IAM user with an MFA code',
        text: `# caller: IAM user with an MFA code\n# a passkey or security key has no code: use the profile ${name}-session\n`
          + `# replace YOUR-DEVICE with the name of your MFA device\n[profile ${name}]\n${role}\nsource_profile = default\n`
          + 'mfa_serial = arn:aws:iam::111111111111:mfa/YOUR-DEVICE',
      },
      {
        name: `${name}-session`,
        caller: 'IAM user whose session has MFA',
        text: '# caller: IAM user whose session has MFA\n# the profile default-mfa must have credentials of a session with MFA\n'
          + `[profile ${name}-session]\n${role}\nsource_profile = default-mfa`,
      },
    ],
  };
}

/** An account with no profile, for this reason. */
export function withoutProfile(unsupportedReason: string): Pick<AccountDescription, 'profiles'> {
  return { profiles: [{ name: 'team-0', caller: 'IAM user', text: '# no profile', unsupportedReason }] };
}

export function trust(props: Partial<TrustDescription> = {}): TrustDescription {
  return {
    trusted: ['the users ann and bob', 'the role Scanner'],
    conditions: ['has signed in with MFA, if an IAM user', 'calls from 203.0.113.0/24'],
    addedStatements: [],
    alsoAllowed: [],
    ...props,
  };
}

export function access(props: Partial<AccessDescription> = {}): AccessDescription {
  return {
    title: 'Security read only',
    path: 'Identity/SecurityReadOnly',
    description: 'Security reads all accounts.',
    assumingAccount: '111111111111',
    roleName: 'SecurityReadOnlyRole',
    permissions: 'everything that AWS classifies as read-only, including data (AWS\'s ReadOnlyAccess)',
    permissionDetails: ['the policy ReadOnlyAccess'],
    allowed: ['members of the group Auditors: ann and bob', 'the role Scanner'],
    longestSession: '4 hours',
    firstVisits: [
      { caller: 'IAM user', steps: ['Register an MFA device.', 'Sign in again.', 'Choose Switch role.'] },
      { caller: 'Role', steps: ['Sign in.', 'Choose Switch role.'] },
    ],
    notes: [],
    accounts: accounts(2),
    ...props,
  };
}

/** Read-only access whose roles all have this trust. */
export function accessTrusting(props: Partial<TrustDescription>, more: Partial<AccessDescription> = {}): AccessDescription {
  const { accounts: all, ...rest } = access(more);
  return { ...rest, accounts: all.map((one) => ({ ...one, trust: trust(props) })) };
}

/** Names that contain markup, scripts or control characters. */
export const MALICIOUS_NAMES = [
  '<script>document.title = "owned"</script>',
  '"><img src=x onerror="document.title = \'owned\'">',
  '\' onmouseover=\'document.title = 1',
  '</code></pre></td></tr></table><h1>owned</h1>',
  '</title></svg><style>*{display:none}</style>',
  'javascript:document.title="owned"',
  '&lt;b&gt; &amp; ${Token[TOKEN.1]} {{7*7}}',
  '\u202Egnp.exe \u2066isolated\u0000\u001B[31m',
  'ünïcödé 日本語 عربي 😀',
  'n'.repeat(200),
];

/** Read-only access in which everything has a malicious name. */
export function maliciousAccess(name: string): AccessDescription {
  const variants = [
    {},
    { url: name, id: undefined },
    { url: undefined, urlUnavailableReason: name, profiles: [{ name, caller: name, text: name, unsupportedReason: name }] },
    { url: undefined, urlParts: [name, name] },
  ];
  const hidden = trust({ trusted: [name], conditions: [name], addedStatements: [name], alsoAllowed: [name], declared: name });
  const all = { name, profiles: [{ name, caller: name, text: name }], roleArn: name, owner: name, ownerInstructions: 'Template/instructions.md' };
  return access({
    title: name,
    path: name,
    description: name,
    roleName: name,
    permissions: name,
    permissionDetails: [name],
    allowed: [name],
    longestSession: name,
    firstVisits: [{ caller: name, steps: [name] }],
    notes: [name],
    accounts: variants.map((props, i) => ({ ...account(name), ...all, trust: i === 0 ? hidden : { ...hidden, declared: undefined }, ...props })),
  });
}
