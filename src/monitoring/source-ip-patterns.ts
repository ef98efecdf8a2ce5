import { isIPv4 } from 'net';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { checkNetwork } from '../trust/conditions/cidr';

/** What CloudTrail writes for an address where AWS made the call itself, as the console does for people who switch roles. */
const BY_AWS = ['AWS Internal*', '*.amazonaws.com', '*.amazonaws.com.cn'];

/**
 * What the addresses in some networks look like, and what stands in their place where AWS made the call itself: an event pattern
 * compares texts, and its own operator for networks takes addresses of one family for such of the other.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function sourcesInside(networks: string[]): string[] {
  return [...networks.flatMap((network) => isIPv4(network.split('/')[0]) ? ipv4Wildcards(network) : ipv6Wildcards(network)), ...BY_AWS];
}

export function checkComparableNetwork(errors: ErrorContext, prop: string, network: string): void {
  checkNetwork(errors, prop, network);
  const [address, prefix] = network.split('/');
  // A single address has no prefix, and is told as a whole.
  const groups = Number(prefix) / 16;
  if (!isIPv4(address) && groups < 8 && !(Number.isInteger(groups) && groupsOf(address).slice(0, groups).every((group) => group !== '0'))) {
    errors.fail(`${prop} ${quoted(network)} cannot be told by the beginning of its addresses`,
      'give an IPv6 network of /16, /32, /48 or /64 without a group of zeros in it, or single addresses');
  }
}

/** Whole numbers between dots: a network that ends within one is as many as it spans. */
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
  return [prefix === '128' ? shortest(address) : `${groupsOf(address).slice(0, Number(prefix) / 16).join(':')}:*`];
}

/** An IPv6 address as RFC 5952 has it: in lower case, without leading zeros, and with the longest run of zeros left out. */
function shortest(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** The groups of an address up to its run of zeros, behind which nobody looks. */
function groupsOf(address: string): string[] {
  const [before, ...run] = shortest(address).split('::');
  return [...before.split(':').filter(Boolean), ...run.map(() => '0')];
}
