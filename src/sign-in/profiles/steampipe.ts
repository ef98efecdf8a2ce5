import { cliUnsupportedReason } from './aws-cli';
import { comment } from './ini';
import { Profile } from './profile';
import { toIdentifier } from './profile-names';

/**
 * A connection of Steampipe's AWS plugin, which assumes the role by its profile in the configuration file of the AWS CLI.
 *
 * @see https://hub.steampipe.io/plugins/turbot/aws#multi-account-connections
 */
export function steampipeConnection(profile: Profile): string {
  const unsupportedReason = cliUnsupportedReason(profile);
  if (unsupportedReason) {
    return comment(`no connection ${connectionName(profile)}: ${unsupportedReason}`);
  }
  return [
    ...profile.mfaSerial ? [comment('Steampipe cannot prompt for an MFA code: use a profile whose credentials come from a session with MFA')] : [],
    `connection ${quoted(connectionName(profile))} {`,
    '  plugin  = "aws"',
    `  profile = ${quoted(profile.name)}`,
    `  regions = [${quoted(profile.region ?? '*')}]`,
    '}',
  ].join('\n');
}

/** One connection for all profiles, to query all accounts together. */
export function steampipeAggregator(profiles: Profile[]): string {
  const names = profiles.filter((profile) => !cliUnsupportedReason(profile)).map(connectionName);
  return [
    `connection ${quoted('aws_read_only')} {`,
    '  plugin      = "aws"',
    '  type        = "aggregator"',
    `  connections = [${names.map(quoted).join(', ')}]`,
    '}',
  ].join('\n');
}

/** Steampipe uses it as the name of a schema: lower-case letters, digits and underscores. */
function connectionName({ name }: Profile): string {
  return `aws_${toIdentifier(name)}`;
}

/** A string in HCL. Names and Regions never contain `${` or `%{`, which would begin a template. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
