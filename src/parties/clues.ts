import { doubleMetaphone } from 'double-metaphone';
import { normalisedContact, normalisedName, type Likeness } from './matching.rules.js';

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
} as const;
export type ClueKind = keyof typeof clueBytes;

/** One clue, made comparable: the same for "O'Demo–Áster" as for "o demo aster". */
export interface PersonClue {
  readonly kind: ClueKind;
  readonly value: string;
}

/** Everything by which someone may be found again: their names with and without their birth, and how they are reached. */
export function cluesOf(person: Likeness): PersonClue[] {
  return once([...nameClues(person), ...person.reachedBy.flatMap(contactClues)]);
}

/** By every name they go by. A second name of one word is shared by too many to tell anything. */
export function nameClues({ fullName, knownAs, bornOn }: Omit<Likeness, 'reachedBy'>): PersonClue[] {
  const names = [fullName, knownAs ?? ''].map(normalisedName).filter((name) => name !== '');
  const telling = names.filter((name, index) => index === 0 || name.includes(' '));
  return once(telling.flatMap((name) => cluesOfName(name, bornOn)));
}

function cluesOfName(name: string, bornOn: string | null): PersonClue[] {
  const words = name.split(' ');
  const surname = words.at(-1) ?? name;
  const [initial, last] = [name.slice(0, 1), surname.slice(0, 1)];
  // A name in letters that Double Metaphone does not know sounds like nothing, and is found as it is written alone.
  const sounds = [...new Set(doubleMetaphone(surname))].filter((sound) => sound !== '');
  const always: PersonClue[] = [
    { kind: 'surname', value: surname },
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

/** Of a number or an email address; a street address is not compared. */
export function contactClues(value: string): PersonClue[] {
  const compared = normalisedContact(value);
  if (compared === null) return [];
  if (compared.includes('@')) return [{ kind: 'email', value: compared }];
  return [
    { kind: 'phone', value: compared },
    { kind: 'phone_ending', value: compared.slice(-6) },
  ];
}

function once(clues: readonly PersonClue[]): PersonClue[] {
  return [...new Map(clues.map((clue) => [`${clue.kind}|${clue.value}`, clue])).values()];
}
