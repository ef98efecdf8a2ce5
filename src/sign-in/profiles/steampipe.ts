import { cliUnsupportedReason } from './aws-cli';
import { comment } from './ini';
import { Profile } from './profile';
import { toIdentifier } from './profile-names';

/**
 * A connection of Steampipe's AWS plugin, which takes the role on by its profile in the configuration of the AWS CLI.
 *
 * @see https://hub.steampipe.io/plugins/turbot/aws#multi-account-connections
 */
export function steampipeConnection(profile: Profile): string {
  const unsupportedReason = cliUnsupportedReason(profile);
  if (unsupportedReason) {
    return comment(`no connection ${connectionName(profile)}: ${unsupportedReason}`);
  }
  return [
    ...profile.mfaSerial ? [comment('Steampipe cannot ask for an MFA code: let its profile take its credentials from a session that has MFA')] : [],
    `connection ${quoted(connectionName(profile))} {`,
    '  plugin  = "aws"',
    `  profile = ${quoted(profile.name)}`,
    `  regions = [${quoted(profile.region ?? '*')}]`,
    '}',
  ].join('\n');
}

/** All of them as one, to be queried together. */
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

/** Steampipe makes a schema of it: lower-case letters, digits and underscores. */
function connectionName({ name }: Profile): string {
  return `aws_${toIdentifier(name)}`;
}

/** A string of HCL. Names and Regions have neither `${` nor `%{`, with which a template would begin. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
