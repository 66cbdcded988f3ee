import { randomInt } from 'node:crypto';
import type { PlainDate } from '../kernel/plain-date.js';

// Without vowels no word comes of them, and without 0, 1 and L none is mistaken for another.
const characters = '23456789BCDFGHJKMNPQRSTVWXZ';

/**
 * 'SA-2026-7KX4WQD': the year a case was opened, a referral entered or a receipt given, and seven characters drawn at random. A number in
 * order would tell whoever holds two references how many people asked for help between them. Of ten thousand million, two
 * alike are not expected, and the database refuses the second.
 * @param below gives a whole number from 0 up to, not including, its limit; only invented data is drawn otherwise
 */
export function reference(
  kind: 'SA' | 'RF' | 'RC',
  on: PlainDate,
  below: (limit: number) => number = randomInt,
): string {
  const drawn = Array.from({ length: 7 }, () => characters.charAt(below(characters.length)));
  return [kind, on.slice(0, 4), drawn.join('')].join('-');
}
