import { BlockList, isIPv4, isIPv6 } from 'net';
import { Token } from 'aws-cdk-lib/core';
import { TrustCondition } from './trust-condition';
import { checkNotEmpty, quoted } from '../private/names';
import { Place } from '../private/validation-error';
import { listed } from '../private/words';

type Subnet = [network: string, prefix: number, family: 'ipv4' | 'ipv6'];

/** Networks whose addresses AWS never sees as the source of a call over the internet: private, unspecified, multicast and reserved ones. */
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

/** IPv4 addresses written as IPv6, however they are abbreviated. */
const IPV4_AS_IPV6: Subnet[] = [['::ffff:0:0', 96, 'ipv6']];

/** Without leading zeros, which some read as octal. */
const PREFIX_LENGTH = /^(0|[1-9]\d{0,2})$/;

/**
 * Callers must come from one of these networks.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
 */
export function sourceIpsCondition(at: Place, networks: string[]): TrustCondition {
  checkNotEmpty(at, 'sourceIps', networks, 'leave it out to let callers come from anywhere');
  if (!Token.isUnresolved(networks)) {
    networks.filter((network) => !Token.isUnresolved(network)).forEach((network) => checkNetwork(at, network));
  }
  return { prop: 'sourceIps', words: `comes from ${listed(networks)}`, block: { IpAddress: { 'aws:SourceIp': networks } } };
}

function checkNetwork(at: Place, network: string): void {
  const [address, prefix, ...rest] = network.split('/');
  const bits = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : undefined;
  if (!bits || rest.length > 0 || prefix !== undefined && !(PREFIX_LENGTH.test(prefix) && Number(prefix) <= bits)) {
    at.reject(`sourceIps ${quoted(network)} is not a network`, 'give an IPv4 or IPv6 address or CIDR, such as "203.0.113.0/24" or "2001:db8::/32"');
  }
  if (bits === 128 && isIn(IPV4_AS_IPV6, address, 'ipv6')) {
    at.reject(`sourceIps ${quoted(network)} is an IPv4 address written as IPv6, which matches no caller`, 'give the IPv4 address');
  }
  if (prefix !== undefined && Number(prefix) === 0) {
    at.reject(`sourceIps ${quoted(network)} is everywhere`, 'leave sourceIps out to let callers come from anywhere');
  }
  if (isIn(UNSEEN_NETWORKS, address, bits === 32 ? 'ipv4' : 'ipv6')) {
    at.reject(`sourceIps ${quoted(network)} is a private or reserved network, whose addresses AWS never sees`, 'give the public addresses that your network has on the internet');
  }
}

function isIn(networks: Subnet[], address: string, family: 'ipv4' | 'ipv6'): boolean {
  const list = new BlockList();
  networks.forEach((network) => list.addSubnet(...network));
  return list.check(address, family);
}
