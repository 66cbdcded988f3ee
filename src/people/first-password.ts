import { createHash, randomInt } from 'node:crypto';

/** No two of these look alike on paper or sound alike over the telephone's worst line. */
const characters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to begin with: four groups of five, 99 random bits, which nobody is meant to remember. */
export function firstPassword(): string {
  return groups(4);
}

/** Half of an invitation: six groups of five, 148 random bits. Either half without the other is worth nothing. */
export function invitationHalf(): string {
  return groups(6);
}

/** What is kept of a half. However its holder typed it: capitals and blanks say nothing. */
export function hashOfHalf(half: string): Buffer {
  return createHash('sha256').update(half.toLowerCase().replace(/\s+/g, '')).digest();
}

function groups(count: number): string {
  const group = () => Array.from({ length: 5 }, () => characters[randomInt(characters.length)]).join('');
  return Array.from({ length: count }, group).join('-');
}
