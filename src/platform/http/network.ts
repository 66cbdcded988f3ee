import { isIPv4 } from 'node:net';

/** The network an address is of: all but the last part of an IPv4 address, the first three of an IPv6 one. */
export function networkOf(address: string): string {
  return partsOf(address).slice(0, 3).join(':');
}

/**
 * What one subscriber has at least, so that changing address within it is no way round a count: one IPv4 address, or the 64
 * bits of IPv6 that every home is given (RFC 6177).
 */
export function subscriberOf(address: string): string {
  return partsOf(address).slice(0, 4).join(':');
}

/**
 * The 48 bits of IPv6 that a business or a host is given, of which 65,536 subscribers can be made; null of IPv4, where nobody is
 * given so many. RFC 6177.
 */
export function siteOf(address: string): string | null {
  const parts = partsOf(address);
  return parts.length === 4 ? null : parts.slice(0, 3).join(':');
}

/** The four parts of an IPv4 address, also of one written as IPv6, or the eight of an IPv6 one, whatever was left out. */
function partsOf(address: string): string[] {
  const [, inside = address] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  if (isIPv4(inside)) return inside.split('.');
  const [before = [], after = []] = inside.split('::').map((side) => side.split(':').filter(Boolean));
  const leftOut = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...leftOut, ...after];
}
