import { createHash } from 'node:crypto';
import { randomCode } from './random-code.js';

/** Ten codes of seven groups of four, 138 random bits each: so many that a plain SHA-256 keeps them (ASVS 5.0.0, 6.5.2). */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => randomCode({ groups: 7, of: 4 }));
}

/** What is stored of a code, however its letters, blanks and dashes were typed. */
export function hashOfRecoveryCode(code: string): Buffer {
  return createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest();
}
