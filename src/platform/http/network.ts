import { isIPv4 } from 'node:net';

/**
 * The network an address is of: all but the last part of an IPv4 address, the first three of an IPv6 one. Whoever has one
 * address of it usually has them all.
 */
export function networkOf(address: string): string {
  const [, inside = address] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  return isIPv4(inside) ? inside.split('.').slice(0, 3).join('.') : inside.split(':').slice(0, 3).join('.');
}
