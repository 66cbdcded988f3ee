import { createHmac } from 'node:crypto';

/** Something by which a person may be found again without being read: of which kind, and its value made comparable. */
export interface Clue {
  readonly kind: string;
  readonly value: string;
}

/**
 * The token a clue is found by: HMAC-SHA-256 under a service's own key, cut short. Eight bytes tell all but the likeliest
 * apart. What few values share, such as a bare surname, is cut to two, so that many share a token and its frequency tells little.
 */
export function tokenOf(key: Buffer, { kind, value }: Clue, bytes: number): Buffer {
  return createHmac('sha256', key).update(`${kind}|${value}`).digest().subarray(0, bytes);
}
