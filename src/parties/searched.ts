import type { PlainDate } from '../kernel/plain-date.js';
import {
  birthClues,
  contactClues,
  identifierClues,
  nameClues,
  soundClues,
  surnameClue,
  type ClueKind,
  type PersonClue,
} from './clues.js';
import { platforms } from './identifier.codes.js';
import { jaroWinkler, namesOf, normalisedName, type Likeness } from './matching.rules.js';

/** What somebody types to find a person: a name, a number, a username, a registration, a reference; a day of birth beside it or alone. */
export interface SearchTerms {
  readonly words: string;
  readonly bornOn: PlainDate | null;
}

/** What a search is made by, the rarest first: what few people share, and what so many do that it is looked for only where there is nothing else. */
export interface SearchedClues {
  readonly telling: readonly PersonClue[];
  readonly common: readonly PersonClue[];
}

/**
 * Every way the terms can be read: nobody has to say whether what they hold is a name or a number. A postcode is none: a town has
 * a few thousand, and whoever tried them would find out where a client lives without opening an address.
 */
export function cluesSearched({ words, bornOn }: SearchTerms): SearchedClues {
  const orders = namesSearched(words);
  const single = orders.length === 1;
  const names = orders.flatMap((fullName) => nameClues({ fullName, knownAs: null, bornOn }));
  return {
    telling: rarestFirst([
      ...names.filter(({ kind }) => !isCommon(kind) && !(single && needsFirstName.includes(kind))),
      ...contactClues(words).filter(({ kind }) => kind !== 'postcode'),
      ...endingClues(words),
      ...usernameClues(words),
      ...identifierClues({ kind: 'plate', platform: null, value: words }),
      ...identifierClues({ kind: 'crime_reference', platform: null, value: words }),
    ]),
    common: [
      ...(single ? [surnameClue(words), ...soundClues(words)] : []),
      ...(orders.length === 0 ? birthClues(bornOn) : []),
    ],
  };
}

/** What one person has first, and what thousands share last: as many as are looked at are never all of the latter. */
const byRarity: readonly ClueKind[] = [
  ...(['phone', 'email', 'username', 'plate', 'crime_reference', 'name_and_birth'] as const),
  ...(['initials_and_birth', 'phone_ending', 'sound_and_year'] as const),
  ...(['surname_and_initial', 'sound_and_initial'] as const),
];

function rarestFirst(clues: readonly PersonClue[]): PersonClue[] {
  return clues.toSorted((one, other) => byRarity.indexOf(one.kind) - byRarity.indexOf(other.kind));
}

const needsFirstName: readonly ClueKind[] = [
  'surname_and_initial',
  'sound_and_initial',
  'initials_and_birth',
];

function isCommon(kind: ClueKind): boolean {
  return kind === 'surname' || kind === 'sound' || kind === 'birth';
}

/** As typed, and with the last word first: half of all lists have the surname first. */
function namesSearched(words: string): string[] {
  const name = normalisedName(words);
  if (name === '') return [];
  const each = name.split(' ');
  return each.length === 1 ? [name] : [name, [...each.slice(1), each[0]].join(' ')];
}

/** The end of a number, as a phone shows who rang: six digits or more that are no whole number. */
function endingClues(words: string): PersonClue[] {
  const digits = words.replace(/[\s()+-]/g, '');
  return /^\d{6,8}$/.test(digits) ? [{ kind: 'phone_ending', value: digits.slice(-6) }] : [];
}

function usernameClues(words: string): PersonClue[] {
  return platforms.flatMap(({ code }) => identifierClues({ kind: 'username', platform: code, value: words }));
}

/** Why somebody was found, in words, and how near that is: only for showing the nearest first. */
export interface Found {
  readonly score: number;
  readonly reasons: readonly string[];
}

const exact: Readonly<Partial<Record<ClueKind, readonly [number, string]>>> = {
  phone: [95, 'Phone number'],
  email: [95, 'Email address'],
  username: [90, 'Username'],
  plate: [90, 'Vehicle registration'],
  crime_reference: [90, 'Crime reference'],
  phone_ending: [45, 'Last six digits of a phone number'],
};

/**
 * Why somebody with these kinds of clue in common with what was searched for was found: what is shared exactly; a name that is the
 * same, written alike or sounding alike; the day of birth. No reason where a token was shared by chance.
 */
export function foundBecause(
  terms: SearchTerms,
  person: Omit<Likeness, 'reachedBy'>,
  shared: readonly ClueKind[],
): Found {
  const born = terms.bornOn !== null && terms.bornOn === person.bornOn;
  const name = nameFound(terms.words, person);
  const found = [
    ...kindsFound(shared),
    ...(name ? [name] : []),
    ...(born ? [[40, 'Date of birth'] as const] : []),
  ];
  return {
    score: found.reduce((sum, [score]) => sum + score, 0),
    reasons: found.map(([, reason]) => reason),
  };
}

function kindsFound(shared: readonly ClueKind[]): (readonly [number, string])[] {
  // Whoever has the whole number has its end too.
  const told = shared.filter((kind) => kind !== 'phone_ending' || !shared.includes('phone'));
  return told.flatMap((kind) => {
    const found = exact[kind];
    return found ? [found] : [];
  });
}

/** From this similarity up, a name is shown as written alike. */
const alike = 0.85;

function nameFound(words: string, person: Omit<Likeness, 'reachedBy'>): readonly [number, string] | null {
  const searched = namesSearched(words);
  const theirs = namesOf(person).flatMap((name) => (searched.length === 1 ? [lastOf(name)] : [name]));
  const pairs = searched
    .flatMap((one) => theirs.map((other) => [one, other] as const))
    .filter(([one, other]) => surnamesAlike(lastOf(one), lastOf(other)));
  if (pairs.length === 0) return null;
  const nearest = Math.max(...pairs.map(([one, other]) => jaroWinkler(one, other)));
  if (nearest === 1) return [80, searched.length === 1 ? 'Surname' : 'Name'];
  if (nearest >= alike) return [Math.round(70 * nearest), 'Name written alike'];
  return [Math.round(50 * nearest), 'Surname that sounds alike'];
}

function lastOf(name: string): string {
  return name.split(' ').at(-1) ?? '';
}

/** That only a first name is shared tells nothing. */
function surnamesAlike(one: string, other: string): boolean {
  if (jaroWinkler(one, other) >= alike) return true;
  const sounds = soundClues(other).map(({ value }) => value);
  return soundClues(one).some(({ value }) => sounds.includes(value));
}
