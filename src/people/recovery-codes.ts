import { createHash, randomInt } from 'node:crypto';

/** No two of these look alike on paper: 31 of them, 4.95 bits each. */
const characters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Ten codes of seven groups of four, 138 random bits each: so many that a plain SHA-256 keeps them (ASVS 5.0.0, 6.5.2). */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, newCode);
}

/** What is stored of a code, however its letters, blanks and dashes were typed. */
export function hashOfRecoveryCode(code: string): Buffer {
  return createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest();
}

function newCode(): string {
  const group = () => Array.from({ length: 4 }, () => characters[randomInt(characters.length)]).join('');
  return Array.from({ length: 7 }, group).join('-');
}
