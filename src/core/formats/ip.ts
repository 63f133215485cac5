import { remembered } from '../data/remembered.ts';
import type { Format } from './format.ts';

const GROUP = /^(?:0|[1-9]\d{0,2})$/;

const LOOPBACK = ['127.0.0.0/8', '::1/128', '::ffff:127.0.0.0/104'];

export function isIpv4(text: string): boolean {
  const groups = text.split('.', 5);
  return groups.length === 4 && groups.every((group) => GROUP.test(group) && Number(group) <= 255);
}

/** Eight groups of hexadecimal digits. One run of zeros may be "::", and the last two groups may be IPv4. */
export function isIpv6(text: string): boolean {
  if (text.length > 45 || !text.includes(':')) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const [before, after = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const groups = [...before!, ...after];
  const last = groups.at(-1);
  const embedded = last?.includes('.') === true && !text.endsWith('::');
  const hexadecimal = embedded ? groups.slice(0, -1) : groups;
  if (embedded && !isIpv4(last)) return false;
  if (!hexadecimal.every((group) => /^[\da-fA-F]{1,4}$/.test(group))) return false;
  const count = hexadecimal.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

/** Whether an address lies in a block such as `10.0.0.0/8`; false for a text that is not an address. */
export function isInBlock(address: string, block: string): boolean {
  const bits = bitsOf(address);
  const { bits: prefix, width } = prefixOf(block);
  return bits !== '' && bits.length === width && bits.startsWith(prefix);
}

/** How many addresses of a block lie in another block, but not in an excepted one. */
export function addressesWithin(block: string, other: string, except: readonly string[] = []): number {
  const [one, two] = [prefixOf(block), prefixOf(other)];
  if (one.width !== two.width) return 0;
  const [longer, shorter] = one.bits.length > two.bits.length ? [one, two] : [two, one];
  if (!longer.bits.startsWith(shorter.bits)) return 0;
  const holes = except.map(prefixOf).filter(({ width }) => width === longer.width);
  return countBut(
    longer.bits,
    longer.width,
    holes.map(({ bits }) => bits),
  );
}

/** Whether a block is a part of another one, and not all of it. */
export function isPartOf(block: string, whole: string): boolean {
  const [part, all] = [prefixOf(block), prefixOf(whole)];
  return part.width === all.width && part.bits.length > all.bits.length && part.bits.startsWith(all.bits);
}

/** How many addresses begin with some bits, but not with the bits of a hole. */
function countBut(bits: string, width: number, holes: readonly string[]): number {
  if (holes.some((hole) => bits.startsWith(hole))) return 0;
  const inside = holes.filter((hole) => hole.startsWith(bits));
  if (inside.length === 0) return 2 ** (width - bits.length);
  return countBut(`${bits}0`, width, inside) + countBut(`${bits}1`, width, inside);
}

/** The bits that all addresses of a block begin with, and the number of bits of an address. */
const prefixOf = remembered((block): { readonly bits: string; readonly width: number } => {
  const slash = block.indexOf('/');
  const all = bitsOf(block.slice(0, slash));
  return { bits: all.slice(0, Number(block.slice(slash + 1))), width: all.length };
});

/** Whether a host is one that only its own machine, or pod, reaches. */
export function isLoopback(host: string): boolean {
  if (host === '') return false;
  return /^localhost\.?$/i.test(host) || LOOPBACK.some((block) => isInBlock(host, block));
}

function bitsOf(address: string): string {
  if (isIpv4(address)) return binary(address.split('.').map(Number), 8);
  if (!isIpv6(address)) return '';
  const groups = (half = ''): number[] =>
    half === ''
      ? []
      : half.split(':').flatMap((group) => {
          const [first = 0, second = 0, third = 0, fourth = 0] = group.split('.').map(Number);
          return isIpv4(group) ? [first * 256 + second, third * 256 + fourth] : [Number.parseInt(group, 16)];
        });
  const [head, tail] = address.split('::');
  const [before, after] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return binary([...before, ...zeros, ...after], 16);
}

function binary(numbers: readonly number[], width: number): string {
  return numbers.map((number) => number.toString(2).padStart(width, '0')).join('');
}

/** An IPv4 or IPv6 address without port and zone. */
export const ip: Format = {
  test: (text) => isIpv4(text) || isIpv6(text),
  expected: 'an IP address such as "10.0.0.1" or "fd00::1"',
  explain: (text) =>
    /^0\d|\.0\d/.test(text.slice(0, 15)) ? 'a number of an IPv4 address has no leading zero' : undefined,
};

/** The address of a Service, or `None` for one that has none. */
export const clusterIp: Format = {
  ...ip,
  test: (text) => text === 'None' || ip.test(text),
  expected: 'an IP address such as "10.96.0.10", or "None"',
};

/** A block of addresses as NetworkPolicy writes it. */
export const cidr: Format = {
  test: remembered((text) => {
    const slash = text.indexOf('/');
    const bits = text.slice(slash + 1);
    if (slash < 0 || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return false;
    const address = text.slice(0, slash);
    return (isIpv4(address) && Number(bits) <= 32) || (isIpv6(address) && Number(bits) <= 128);
  }),
  expected: 'a block of addresses such as "10.0.0.0/8" or "fd00::/8"',
  suggest: (text) => (isIpv4(text) ? `${text}/32` : isIpv6(text) ? `${text}/128` : undefined),
};
