import { randomInt } from 'node:crypto';

/** No two of these look alike on paper or sound alike over the telephone's worst line: 31 of them, 4.95 bits each. */
const characters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Random groups of so many characters, for a person to read out and type. */
export function randomCode({ groups, of }: { groups: number; of: number }): string {
  const group = () => Array.from({ length: of }, () => characters[randomInt(characters.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}
