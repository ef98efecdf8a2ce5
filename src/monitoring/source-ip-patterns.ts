import { isIPv4 } from 'net';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { checkNetwork } from '../trust/conditions/cidr';

/** What CloudTrail writes instead of an address if AWS made the call, as the console does for a user who switches roles. */
const CALLS_BY_AWS = ['AWS Internal*', '*.amazonaws.com', '*.amazonaws.com.cn'];

/**
 * Wildcards that match the addresses in some networks, and what CloudTrail writes instead of an address if AWS made the call.
 *
 * An event pattern compares text. EventBridge's operator for networks matches addresses of the wrong family, so it cannot be used.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function wildcardsOfNetworks(networks: string[]): string[] {
  return [...networks.flatMap((network) => isIPv4(network.split('/')[0]) ? ipv4Wildcards(network) : ipv6Wildcards(network)), ...CALLS_BY_AWS];
}

/** Checks that the start of an address tells whether the network contains it. */
export function checkComparableNetwork(errors: ErrorContext, prop: string, network: string): void {
  checkNetwork(errors, prop, network);
  const [address, prefix] = network.split('/');
  // A single address has no prefix: all of it is compared.
  const groups = Number(prefix) / 16;
  if (!isIPv4(address) && groups < 8 && !(Number.isInteger(groups) && groupsOf(address).slice(0, groups).every((group) => group !== '0'))) {
    errors.fail(`${prop} ${quoted(network)} cannot be matched by the start of its addresses`,
      'give an IPv6 network of /16, /32, /48 or /64 without a group of zeros in it, or single addresses');
  }
}

/** Whole numbers between dots: a network whose prefix ends within a number is one wildcard for each value of that number. */
function ipv4Wildcards(network: string): string[] {
  const [address, prefix = '32'] = network.split('/');
  const octets = address.split('.').map(Number);
  const whole = Math.floor(Number(prefix) / 8);
  const spanned = 2 ** (8 - Number(prefix) % 8);
  const known = octets.slice(0, whole).join('.');
  if (spanned === 256) {
    return [whole === 4 ? known : `${known}.*`];
  }
  const first = octets[whole] - octets[whole] % spanned;
  return Array.from({ length: spanned }, (_, i) => [...octets.slice(0, whole), first + i].join('.') + (whole === 3 ? '' : '.*'));
}

function ipv6Wildcards(network: string): string[] {
  const [address, prefix = '128'] = network.split('/');
  return [prefix === '128' ? canonical(address) : `${groupsOf(address).slice(0, Number(prefix) / 16).join(':')}:*`];
}

/** The canonical text of an IPv6 address (RFC 5952): in lower case, without leading zeros and without the longest run of zeros. */
function canonical(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** The groups of an address up to its run of zeros. The groups behind it are not needed. */
function groupsOf(address: string): string[] {
  const [before, ...run] = canonical(address).split('::');
  return [...before.split(':').filter(Boolean), ...run.map(() => '0')];
}
