import type { ConflictFinding } from './conflict.codes.js';
import {
  normalisedContact,
  normalisedName,
  normalisedPlate,
  normalisedPostcode,
  normalisedUsername,
} from '../kernel/normalised.js';

/** Whoever is compared: each name they go by, and whatever they are reached by. */
export interface Comparable {
  readonly names: readonly string[];
  readonly reachedBy: readonly string[];
  /** What else they are known by: a number, an address, a username or a vehicle, and anything else, which is not compared. */
  readonly knownBy?: readonly { readonly kind: string; readonly value: string }[];
}

/** What two records of one person have in common, whichever of the two was entered first. */
export interface ConflictKey {
  readonly how: Exclude<ConflictFinding, 'declared'>;
  readonly key: string;
}

/**
 * The keys a person is found by: two people with any key in common are taken for one. A number, an email address, a home, a
 * username or a vehicle; and a first
 * and a last name that are the same, that differ by one slip of the pen in one of them, or that sound alike both. Each later
 * word of a name counts as a last name, and all of them as one, so that "Ann Demo-Aster" is also Ann Demo and Ann Aster, and "Ann
 * de Mole" is Ann Demole. A name of one word is shared by too many to tell anything.
 */
export function conflictKeys({ names, reachedBy, knownBy = [] }: Comparable): ConflictKey[] {
  const ofNames = names.flatMap((name) => {
    const [first, ...others] = normalisedName(name).split(' ');
    const lasts = others.length > 1 ? [...others, others.join('')] : others;
    return first === undefined ? [] : lasts.flatMap((last) => keysOfName(first, last));
  });
  const ofContacts = [
    ...reachedBy.map(reachedKey),
    ...knownBy.map(({ kind, value }) => knownKeys[kind]?.(value) ?? null),
  ].filter((key) => key !== null);
  return [
    ...[...new Set(ofNames)].map((key) => ({ how: 'matched_name' as const, key })),
    ...[...new Set(ofContacts)].map((key) => ({ how: 'matched_contact' as const, key })),
  ];
}

/**
 * By what one thing written down is compared: a number or email address; a home, by its numbers and its postcode, so that "12 Demo
 * Street, ZZ1 1ZZ" and "12, Demo St ZZ1 1ZZ" are one and neighbours are not; a username, which begins with @; a vehicle.
 */
function reachedKey(value: string): string | null {
  if (value.trim().startsWith('@')) return keyed('username', normalisedUsername(value));
  const contact = normalisedContact(value);
  if (contact !== null) return `reached ${contact}`;
  return keyed('home', homeOf(value)) ?? keyed('plate', normalisedPlate(value));
}

const knownKeys: Readonly<Partial<Record<string, (value: string) => string | null>>> = {
  phone: reachedKey,
  email: reachedKey,
  address: (value) => keyed('home', homeOf(value)),
  // On whatever platform: whoever keeps one username tends to keep it everywhere.
  username: (value) => keyed('username', normalisedUsername(value)),
  plate: (value) => keyed('plate', normalisedPlate(value)),
};

function keyed(what: string, value: string | null): string | null {
  return value === null ? null : `${what} ${value}`;
}

function homeOf(value: string): string | null {
  const postcode = normalisedPostcode(value);
  if (postcode === null) return null;
  const street = value.toUpperCase().replace(/\b[A-Z]{1,2}\d[A-Z\d]? {0,2}\d[A-Z]{2}\b/g, '');
  const numbers = street.match(/\d+[A-Z]?\b/g) ?? [];
  return numbers.length === 0 ? null : [...numbers.toSorted(), postcode].join(' ');
}

function keysOfName(first: string, last: string): string[] {
  return [
    ...slips(last).map((slip) => `last ${first} ${slip}`),
    ...slips(first).map((slip) => `first ${slip} ${last}`),
    `sound ${soundOf(first)} ${soundOf(last)}`,
  ];
}

/** A word, and the word without each of its letters: any letter left out, added, mistaken or swapped leaves two words one in common. */
function slips(word: string): string[] {
  const letters = Array.from(word);
  // Two letters less one would leave what is in half of all names.
  if (letters.length < 3) return [word];
  return [word, ...letters.map((_, index) => letters.filter((_letter, at) => at !== index).join(''))];
}

const sounds: readonly (readonly [RegExp, string])[] = [
  [/[bfpv]/g, '1'],
  [/[cgjkqsxz]/g, '2'],
  [/[dt]/g, '3'],
  [/l/g, '4'],
  [/[mn]/g, '5'],
  [/r/g, '6'],
];

/** How a word sounds, by American Soundex (US patent 1,261,167): Robert and Rupert are both r163, Tymczak is t522. */
export function soundOf(word: string): string {
  const coded = sounds.reduce(
    (text, [letters, digit]) => text.replace(letters, digit),
    word.replace(/[hw]/g, ''),
  );
  const [first = ''] = Array.from(word);
  const digits = coded.replace(/(\d)\1+/g, '$1');
  // The first letter stands for itself, and for its own sound.
  const rest = /[hw]/.test(first) ? digits : digits.slice(1);
  return `${first}${rest.replace(/\D/g, '')}000`.slice(0, 4);
}
