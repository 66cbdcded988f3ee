import { doubleMetaphone } from 'double-metaphone';
import {
  normalisedCrimeReference,
  normalisedPlate,
  normalisedPostcode,
  normalisedUsername,
} from '../kernel/normalised.js';
import type { IdentifierFacts } from './identifier.rules.js';
import { normalisedContact, normalisedName, type Likeness, type WhoSomebodyIs } from './matching.rules.js';

/** What a person may be found by, and how many bytes of its token are kept: see docs/decisions/0012. */
export const clueBytes = {
  surname: 2,
  surname_and_initial: 8,
  sound_and_initial: 8,
  sound_and_year: 8,
  initials_and_birth: 8,
  name_and_birth: 8,
  phone: 8,
  phone_ending: 8,
  email: 8,
  postcode: 8,
  sound: 2,
  birth: 2,
  username: 8,
  plate: 8,
  crime_reference: 8,
} as const;
export type ClueKind = keyof typeof clueBytes;

/** One clue, made comparable: the same for "O'Demo–Áster" as for "o demo aster". */
export interface PersonClue {
  readonly kind: ClueKind;
  readonly value: string;
}

/** Everything by which someone may be found again: names with and without birth, how they are reached, what else they are known by. */
export function cluesOf(person: Likeness): PersonClue[] {
  const { reachedBy, knownBy } = person;
  return once([
    ...nameClues(person),
    ...reachedBy.flatMap(contactClues),
    ...knownBy.flatMap(identifierClues),
  ]);
}

/** By every name they go by. A second name of one word is shared by too many to tell anything. */
export function nameClues({ fullName, knownAs, bornOn }: WhoSomebodyIs): PersonClue[] {
  const names = [fullName, knownAs ?? ''].map(normalisedName).filter((name) => name !== '');
  const telling = names.filter((name, index) => index === 0 || name.includes(' '));
  return once([...telling.flatMap((name) => cluesOfName(name, bornOn)), ...birthClues(bornOn)]);
}

/** By a day of birth alone, of which tens of thousands share few enough: it is cut as short as a bare surname. */
export function birthClues(bornOn: string | null): PersonClue[] {
  return bornOn === null ? [] : [{ kind: 'birth', value: bornOn }];
}

/** By what else somebody is known by. A username is of its platform: the same one elsewhere may be anybody's. */
export function identifierClues({ kind, platform, value }: IdentifierFacts): PersonClue[] {
  if (kind === 'other_name') return nameClues({ fullName: value, knownAs: null, bornOn: null });
  if (kind === 'username') return comparable('username', prefixed(platform, normalisedUsername(value)));
  if (kind === 'plate') return comparable('plate', normalisedPlate(value));
  if (kind === 'crime_reference') return comparable('crime_reference', normalisedCrimeReference(value));
  return contactClues(value);
}

function prefixed(platform: string | null, handle: string | null): string | null {
  return platform === null || handle === null ? null : `${platform} ${handle}`;
}

function comparable(kind: ClueKind, value: string | null): PersonClue[] {
  return value === null ? [] : [{ kind, value }];
}

function cluesOfName(name: string, bornOn: string | null): PersonClue[] {
  const { value: surname } = surnameClue(name);
  const [initial, last] = [name.slice(0, 1), surname.slice(0, 1)];
  const sounds = soundClues(name).map(({ value }) => value);
  const always: PersonClue[] = [
    surnameClue(name),
    ...soundClues(name),
    { kind: 'surname_and_initial', value: `${surname} ${initial}` },
    ...sounds.map((sound) => ({ kind: 'sound_and_initial' as const, value: `${sound} ${initial}` })),
  ];
  if (bornOn === null) return always;
  return [
    ...always,
    ...sounds.map((sound) => ({ kind: 'sound_and_year' as const, value: `${sound} ${bornOn.slice(0, 4)}` })),
    { kind: 'initials_and_birth', value: `${initial}${last} ${bornOn}` },
    { kind: 'name_and_birth', value: `${name} ${bornOn}` },
  ];
}

/** Of a number, an email address, or the postcode of any other address. */
export function contactClues(value: string): PersonClue[] {
  const compared = normalisedContact(value);
  if (compared === null) return postcodeClues(value);
  if (compared.includes('@')) return [{ kind: 'email', value: compared }];
  return [
    { kind: 'phone', value: compared },
    { kind: 'phone_ending', value: compared.slice(-6) },
  ];
}

/** By where somebody lives: by the postcode alone, since one house is written in many ways. */
export function postcodeClues(value: string): PersonClue[] {
  const postcode = normalisedPostcode(value);
  return postcode === null ? [] : [{ kind: 'postcode', value: postcode }];
}

/** By a surname alone, which is the last word of a name. */
export function surnameClue(name: string): PersonClue {
  return { kind: 'surname', value: normalisedName(name).split(' ').at(-1) ?? '' };
}

/** By how a surname sounds alone. Letters that Double Metaphone does not know sound like nothing, and are found as they are written. */
export function soundClues(name: string): PersonClue[] {
  const sounds = new Set(doubleMetaphone(surnameClue(name).value));
  return [...sounds].filter((sound) => sound !== '').map((value) => ({ kind: 'sound', value }));
}

function once(clues: readonly PersonClue[]): PersonClue[] {
  return [...new Map(clues.map((clue) => [`${clue.kind}|${clue.value}`, clue])).values()];
}
