import { createHash } from 'node:crypto';
import { randomCode } from './random-code.js';

/**
 * One of the codes that an invitation is made of: six groups of five, 148 random bits. Where two people must agree to an account,
 * each hands over one, and either without the other is worth nothing.
 */
export function invitationCode(): string {
  return randomCode({ groups: 6, of: 5 });
}

/** What is kept of a code. However its holder typed it: capitals and blanks say nothing. */
export function hashOfCode(code: string): Buffer {
  return createHash('sha256').update(code.toLowerCase().replace(/\s+/g, '')).digest();
}
