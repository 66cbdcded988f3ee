import { randomInt } from 'node:crypto';

/** No two of these look alike on paper or sound alike over the telephone's worst line. */
const characters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to begin with: four groups of five, 99 random bits, which nobody is meant to remember. */
export function firstPassword(): string {
  const group = () => Array.from({ length: 5 }, () => characters[randomInt(characters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
