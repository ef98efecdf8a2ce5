/** The first bits of an IP address, as zeros and ones. */
export interface Bits {
  readonly family: 4 | 6;
  readonly bits: string;
}

/** The bits that all addresses of a network have in common. */
export function networkBits(network: string): Bits {
  const [address, length] = network.split('/');
  const { family, bits } = addressBits(address);
  return { family, bits: length === undefined ? bits : bits.slice(0, Number(length)) };
}

/** All bits of an address. */
export function addressBits(address: string): Bits {
  return address.includes(':')
    ? { family: 6, bits: groupsOf(address).map((group) => binary(parseInt(group, 16), 16)).join('') }
    : { family: 4, bits: address.split('.').map((byte) => binary(Number(byte), 8)).join('') };
}

/** The eight groups of an IPv6 address, of which `::` leaves out zeros. */
function groupsOf(address: string): string[] {
  const [start, end] = address.split('::').map((half) => half.split(':').filter(Boolean));
  return end ? [...start, ...Array<string>(8 - start.length - end.length).fill('0'), ...end] : start;
}

function binary(value: number, length: number): string {
  return value.toString(2).padStart(length, '0');
}
