import { cliUnsupportedReason } from './aws-cli';
import { CallerKind } from './caller-kind';
import { comment, comments } from './ini';
import { Profile } from './profile';
import { toIdentifier } from './profile-names';
import { ANY_ACCOUNT } from '../assumable-role';

/** A connection for a profile. */
interface Connection {
  readonly name: string;
  readonly profile: Profile;
}

/** The connection that queries all accounts. */
const ALL = 'aws_read_only';

/**
 * The connections of Steampipe's AWS plugin, which assumes roles by their profiles in the configuration file of the AWS CLI.
 *
 * Steampipe cannot prompt for an MFA code, so the profiles that do have no connection. For each kind of caller, one more connection
 * queries all accounts together.
 *
 * @see https://hub.steampipe.io/plugins/turbot/aws#multi-account-connections
 */
export function steampipeConnections(roles: Profile[][]): string[] {
  const connections = roles.flatMap((profiles) => connectionsOf(profiles));
  return [
    ...aggregators(connections),
    ...roles.flatMap((profiles) => profiles.filter(cliUnsupportedReason)
      .map((profile) => comment(`no connection ${nameOf(profile.name)}: ${cliUnsupportedReason(profile)}`))),
    ...connections.map(connectionText),
  ];
}

/** The first connection has the name of the role's first profile, which is the shortest. */
function connectionsOf(profiles: Profile[]): Connection[] {
  return profiles.filter((profile) => !profile.caller.promptsForCode && !cliUnsupportedReason(profile))
    .map((profile, i) => ({ name: nameOf(i === 0 ? profiles[0].name : profile.name), profile }));
}

/** A connection, or a comment with one for each account that the user adds. */
function connectionText({ name, profile }: Connection): string {
  return profile.account === ANY_ACCOUNT
    ? comments([
      `for each account of the organization, add the profile of aws-cli.ini and this connection: replace ${ANY_ACCOUNT} with the account's id`,
      ...linesOf(withoutAccount(name, ANY_ACCOUNT), profile),
    ]).join('\n')
    : [comment(profile.notes[0]), ...linesOf(name, profile)].join('\n');
}

function linesOf(name: string, { name: profile }: Profile): string[] {
  return [`connection ${quoted(name)} {`, '  plugin  = "aws"', `  profile = ${quoted(profile)}`, '  regions = ["*"]', '}'];
}

/** One connection for all accounts, for each kind of caller: no caller can use the profiles of all kinds. */
function aggregators(connections: Connection[]): string[] {
  const members = new Map<CallerKind, string[]>();
  connections.forEach(({ name, profile: { caller, account } }) =>
    members.set(caller, [...members.get(caller) ?? [], account === ANY_ACCOUNT ? withoutAccount(name, '*') : name]));
  const isTaken = connections.some(({ name }) => name === ALL);
  const first = isTaken ? `${ALL}_accounts` : ALL;
  return members.size === 0
    ? [aggregator(first, [])]
    : [...members].map(([{ suffix }, names], i) => aggregator(i === 0 ? first : `${first}_${suffix}`, names));
}

function aggregator(name: string, connections: string[]): string {
  return [
    `connection ${quoted(name)} {`,
    '  plugin      = "aws"',
    '  type        = "aggregator"',
    `  connections = [${connections.map(quoted).join(', ')}]`,
    '}',
  ].join('\n');
}

/** The name of a connection with a text in place of the placeholder for the account. */
function withoutAccount(name: string, text: string): string {
  return name.replace(toIdentifier(ANY_ACCOUNT), text);
}

/** Steampipe uses it as the name of a schema: lower-case letters, digits and underscores. */
function nameOf(profileName: string): string {
  return `aws_${toIdentifier(profileName)}`;
}

/** A string in HCL. Names never contain `${` or `%{`, which would begin a template. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
