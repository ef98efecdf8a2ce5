import { Token } from 'aws-cdk-lib/core';
import { checkNetwork, isIn, Subnet } from './cidr';
import { TrustCondition } from './trust-condition';
import { joinWithAnd } from '../../core/text';
import { checkNotEmpty, quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/** Networks that are never the source of a call over the Internet: private, unspecified, multicast and reserved ones. */
const UNSEEN_NETWORKS: Subnet[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

/**
 * Callers must call from one of these networks.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
 */
export function sourceIpsCondition(errors: ErrorContext, networks: string[]): TrustCondition {
  checkNotEmpty(errors, 'sourceIps', networks, 'leave it out to allow every network');
  const known = errors.known(networks);
  if (!Token.isUnresolved(known)) {
    known.map((network) => errors.knownInTemplate(network))
      .filter((network) => !Token.isUnresolved(network))
      .forEach((network) => checkSource(errors, network));
  }
  return { prop: 'sourceIps', description: `calls from ${joinWithAnd(networks)}`, block: { IpAddress: { 'aws:SourceIp': networks } } };
}

function checkSource(errors: ErrorContext, network: string): void {
  checkNetwork(errors, 'sourceIps', network);
  if (isIn(UNSEEN_NETWORKS, network.split('/')[0])) {
    errors.fail(`sourceIps ${quoted(network)} is a private or reserved network, whose addresses AWS never sees`, 'give the public addresses of your network');
  }
}
