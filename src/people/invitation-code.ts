import { createHash, randomInt } from 'node:crypto';

/** No two of these look alike on paper or sound alike over the telephone's worst line. */
const characters = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * One of the codes that an invitation is made of: six groups of five, 148 random bits. Where two people must agree to an account,
 * each hands over one, and either without the other is worth nothing.
 */
export function invitationCode(): string {
  const group = () => Array.from({ length: 5 }, () => characters[randomInt(characters.length)]).join('');
  return Array.from({ length: 6 }, group).join('-');
}

/** What is kept of a code. However its holder typed it: capitals and blanks say nothing. */
export function hashOfCode(code: string): Buffer {
  return createHash('sha256').update(code.toLowerCase().replace(/\s+/g, '')).digest();
}
