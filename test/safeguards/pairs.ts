import { Random } from '../../src/demo/random.js';
import { slipOf } from '../support/slips.js';

/** How somebody who works here shows in a record: exactly, or as people write each other down. */
const ways = {
  'own name': 'exact',
  'own name, written otherwise': 'exact',
  'a former name they said': 'exact',
  'a number they said': 'exact',
  'a slip in the last name': 'fuzzy',
  'a slip in the first name': 'fuzzy',
  'a married name with the other': 'fuzzy',
  'two slips': 'fuzzy',
} as const;
export type Way = keyof typeof ways;

/** Somebody who works here, and the record that they must never see. */
export interface Pair {
  readonly way: Way;
  readonly kind: 'exact' | 'fuzzy';
  /** As they are entered among the staff. */
  readonly displayName: string;
  /** Whom they say they know, where that is how they are found. */
  readonly declared: { readonly fullName: string; readonly reachedBy?: string } | null;
  /** As whoever refers the client enters it. */
  readonly perpetratorName: string;
  readonly clientName: string;
  readonly number: string;
  /** Whether they worked here before the client was referred. */
  readonly staffFirst: boolean;
}

const syllables =
  'bra cor del fen gal hol jas kem lor mur nel pas quil ros sel tam ull ver wil yar zed'.split(' ');
const endings = 'ton ley ford wick ham well stone worth combe dale'.split(' ');
const firsts = 'Ann Beth Carol Diana Edward Fiona George Helen Martin Oliver Rachel William'.split(' ');

/** So many pairs, the ways in turn, the same for the same seed. */
export function pairs(many: number, seed: number): Pair[] {
  const random = new Random(seed);
  const last = () => capital(random.pick(syllables) + random.pick(syllables) + random.pick(endings));
  const all = Object.entries(ways) as [Way, Pair['kind']][]; // its own keys
  return Array.from({ length: many }, (_, index) => {
    const [way, kind] = all[index % all.length] ?? ['own name', 'exact'];
    const who = { first: random.pick(firsts), last: last(), former: last() };
    const number = `07700 8${String(index).padStart(5, '0')}`;
    return {
      ...{ way, kind, number, staffFirst: random.chance(0.5) },
      displayName: `${who.first} ${who.last}`,
      declared: saidBy(way, who, number),
      perpetratorName: asWritten(way, who, random),
      clientName: `Invented ${last()}`,
    };
  });
}

interface Named {
  readonly first: string;
  readonly last: string;
  readonly former: string;
}

function saidBy(way: Way, { first, former }: Named, number: string): Pair['declared'] {
  if (way === 'a former name they said') return { fullName: `${first} ${former}` };
  return way === 'a number they said' ? { fullName: 'Somebody', reachedBy: `+44${number.slice(1)}` } : null;
}

function asWritten(way: Way, { first, last, former }: Named, random: Random): string {
  const written: Record<Way, () => string> = {
    'own name': () => `${first} ${last}`,
    'own name, written otherwise': () => `${first.toUpperCase()} ${last.slice(0, 3)}’${last.slice(3)}`,
    'a former name they said': () => `${first} ${former}`,
    'a number they said': () => 'Nobody Whatsoever',
    'a slip in the last name': () => `${first} ${slipOf(random, last)}`,
    'a slip in the first name': () => `${slipOf(random, first)} ${last}`,
    'a married name with the other': () => `${first} ${former}-${last}`,
    'two slips': () => `${first} ${slipOf(random, slipOf(random, last))}`,
  };
  return written[way]();
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
