import { normalisedContact, normalisedName } from '../kernel/normalised.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { comparedAs, type IdentifierFacts } from './identifier.rules.js';

export { normalisedContact, normalisedName };

export interface WhoSomebodyIs {
  readonly fullName: string;
  readonly knownAs: string | null;
  readonly bornOn: PlainDate | null;
}

/** What is known of who somebody is, for telling whether two records are of one person. */
export interface Likeness extends WhoSomebodyIs {
  /** Numbers and addresses they can be reached by, as entered. */
  readonly reachedBy: readonly string[];
  readonly knownBy: readonly IdentifierFacts[];
}

export interface Match<C extends Likeness> {
  readonly candidate: C;
  /** From 0 to 100: only for showing the likeliest first. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** From this Jaro–Winkler similarity up, two names are shown as alike: "Asther" and "Aster" are, "Aster" and "Astrid" are not. */
const alike = 0.94;

/**
 * The candidates that may be the same person, likeliest first, each with why: the same name and date of birth, a phone
 * number or email address in common, or a similar name where no two dates of birth contradict it.
 */
export function matchesOf<C extends Likeness>(person: Likeness, candidates: readonly C[]): Match<C>[] {
  return candidates
    .map((candidate) => ({ candidate, ...likenessOf(person, candidate) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score);
}

function likenessOf(person: Likeness, other: Likeness): { score: number; reasons: string[] } {
  const names = nameLikeness(person, other);
  const bothBorn = person.bornOn !== null && other.bornOn !== null;
  const sameBirth = bothBorn && person.bornOn === other.bornOn;
  const sameContact = contactsOf(person).some((value) => contactsOf(other).includes(value));
  const similar = names >= alike && (sameBirth || !bothBorn || names === 1);
  const found: readonly (readonly [boolean, number, string])[] = [
    [names === 1 && sameBirth, 95, 'Same name and date of birth'],
    [sameContact, 90, 'Same phone number or email address'],
    ...(['username', 'plate', 'crime_reference'] as const).map(
      (kind) => [shareAny(person, other, kind), scores[kind], reasons[kind]] as const,
    ),
    [names < 1 && similar && sameBirth, 80, 'Similar name and same date of birth'],
    [names === 1 && !sameBirth, 60, bothBorn ? 'Same name, with another date of birth' : 'Same name'],
    [names < 1 && similar && !sameBirth, 50, 'Similar name'],
  ];
  const held = found.filter(([holds]) => holds);
  return {
    score: Math.max(0, ...held.map(([, score]) => score)),
    reasons: held.map(([, , reason]) => reason),
  };
}

const scores = { username: 85, plate: 75, crime_reference: 70 } as const;
const reasons = {
  username: 'Same username on the same platform',
  plate: 'Same vehicle registration',
  crime_reference: 'Same crime reference',
} as const;

function shareAny(person: Likeness, other: Likeness, kind: keyof typeof scores): boolean {
  const of = ({ knownBy }: Likeness) => knownBy.filter((each) => each.kind === kind).map(comparedAs);
  const theirs = of(other);
  return of(person).some((each) => each !== null && theirs.includes(each));
}

/** The greatest likeness of any name of the one to any of the other: 1 where two are the same once normalised. */
function nameLikeness(person: Likeness, other: Likeness): number {
  const pairs = namesOf(person).flatMap((one) => namesOf(other).map((another) => jaroWinkler(one, another)));
  return Math.max(0, ...pairs);
}

export function namesOf({ fullName, knownAs, knownBy }: Omit<Likeness, 'reachedBy'>): string[] {
  const others = knownBy.filter(({ kind }) => kind === 'other_name').map(({ value }) => value);
  // A name of one word is shared by too many to tell anything.
  const names = [fullName, knownAs ?? '', ...others].map(normalisedName).filter((name) => name !== '');
  return names.filter((name, index) => index === 0 || name.includes(' '));
}

export function contactsOf({ reachedBy, knownBy }: Likeness): string[] {
  const known = knownBy.filter(({ kind }) => kind === 'phone' || kind === 'email');
  return [...reachedBy, ...known.map(({ value }) => value)]
    .map(normalisedContact)
    .filter((value) => value !== null);
}

/** Jaro–Winkler similarity, 0 to 1, with the usual prefix weight of 0.1 for up to four letters: MARTHA and MARHTA, 0.961. */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1;
  const [letters, others] = [Array.from(one), Array.from(other)];
  const reach = Math.max(0, Math.floor(Math.max(letters.length, others.length) / 2) - 1);
  const taken = new Set<number>();
  const common = letters.filter((letter, index) => {
    const near = (at: number) => Math.abs(at - index) <= reach && !taken.has(at);
    const at = others.findIndex((each, place) => each === letter && near(place));
    if (at >= 0) taken.add(at);
    return at >= 0;
  });
  if (common.length === 0) return 0;
  const inOther = others.filter((_, index) => taken.has(index));
  const swapped = common.filter((letter, index) => letter !== inOther[index]).length / 2;
  const shares = [
    common.length / letters.length,
    common.length / others.length,
    (common.length - swapped) / common.length,
  ];
  const jaro = shares.reduce((sum, share) => sum + share, 0) / 3;
  const differs = letters.findIndex((letter, index) => letter !== others[index]);
  const prefix = Math.min(4, differs < 0 ? letters.length : differs);
  return jaro + prefix * 0.1 * (1 - jaro);
}
