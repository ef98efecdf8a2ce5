import { BlockList, isIPv4, isIPv6 } from 'net';
import { quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

export type Subnet = [network: string, prefix: number, family: 'ipv4' | 'ipv6'];

/** IPv4 addresses written as IPv6, in any notation. */
const IPV4_AS_IPV6: Subnet[] = [['::ffff:0:0', 96, 'ipv6']];

/** Without leading zeros, which some programs read as octal. */
const PREFIX_LENGTH = /^(0|[1-9]\d{0,2})$/;

/** Checks an address or a network in CIDR notation, which must not be the whole Internet. */
export function checkNetwork(errors: ErrorContext, prop: string, network: string): void {
  const [address, prefix, ...rest] = network.split('/');
  const bits = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : undefined;
  if (!bits || rest.length > 0 || prefix !== undefined && !(PREFIX_LENGTH.test(prefix) && Number(prefix) <= bits)) {
    errors.fail(`${prop} ${quoted(network)} is not a network`, 'give an IPv4 or IPv6 address or CIDR, such as "203.0.113.0/24" or "2001:db8::/32"');
  }
  if (bits === 128 && isIn(IPV4_AS_IPV6, address)) {
    errors.fail(`${prop} ${quoted(network)} is an IPv4 address written as IPv6, which matches no caller`, 'give the IPv4 address');
  }
  if (Number(prefix) === 0) {
    errors.fail(`${prop} ${quoted(network)} allows every address`, 'name the networks of your users');
  }
}

/** Whether an address is in any of the networks. */
export function isIn(networks: Subnet[], address: string): boolean {
  const list = new BlockList();
  networks.forEach((network) => list.addSubnet(...network));
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}
