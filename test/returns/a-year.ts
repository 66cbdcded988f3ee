import { relationshipGroupOf } from '../../src/codes/relationship.codes.js';
import type { Relationship } from '../../src/codes/relationship.codes.js';
import { addDays, londonDate, plainDate } from '../../src/kernel/plain-date.js';
import { addQuarters, quarter, quarterOf, type Quarter } from '../../src/kernel/period.js';
import { chance } from '../disclosure/histories.js';
import type { ReferredGiven } from '../support/given-returns.js';

/** The quarters of the year told, and the instants at which each is cut off: the midnights that end 10 July, 10 October and so on. */
export const cutOffs: readonly (readonly [Quarter, string])[] = [
  [quarter('2025-Q1'), '2025-07-10T23:00:00Z'],
  [quarter('2025-Q2'), '2025-10-10T23:00:00Z'],
  [quarter('2025-Q3'), '2026-01-11T00:00:00Z'],
  [quarter('2025-Q4'), '2026-04-10T23:00:00Z'],
];
export const areas = ['E23000031', 'E23000033'];

type Roll = () => number;
const day = (roll: Roll, from: string, most: number): string =>
  addDays(plainDate(from.slice(0, 10)), Math.floor(roll() * most));

/** An invented year of two areas: some entered late, some not decided, some before the contract began. */
export function aYear(people = 260): ReferredGiven[] {
  const roll = chance(7);
  return Array.from({ length: people }, (): ReferredGiven => {
    const received = day(roll, '2025-03-01', 380);
    const recorded = roll() < 0.1 ? day(roll, received, 150) : received;
    const basic = { received, recorded, area: areas[roll() < 0.7 ? 1 : 0] ?? '' };
    const fate = roll();
    if (fate < 0.25)
      return { ...basic, state: fate < 0.1 ? 'declined' : 'redirected', decided: day(roll, recorded, 40) };
    if (fate < 0.3) return { ...basic, state: 'received' };
    const decided = day(roll, recorded, 20);
    return { ...basic, ...whatIsKnown(roll), decided, ...caseOf(roll, decided), ...orderOf(roll, decided) };
  });
}

function whatIsKnown(roll: Roll): Pick<ReferredGiven, 'sex' | 'relationship' | 'cyber'> {
  const known = (share: number, values: readonly string[]): string | null =>
    roll() < share ? (values[Math.floor(roll() * values.length)] ?? null) : null;
  return {
    sex: known(0.9, ['female', 'female', 'female', 'female', 'male']),
    relationship: known(0.85, ['ex_intimate', 'friend', 'colleague', 'stranger']),
    cyber: known(0.8, ['yes', 'yes', 'no']),
  };
}

function caseOf(roll: Roll, decided: string): Partial<ReferredGiven> {
  const closed = day(roll, decided, 120);
  const isClosed = roll() < 0.5 ? { closed, closedRecorded: day(roll, closed, 20) } : {};
  return { ...isClosed, ...(roll() < 0.9 ? { supported: day(roll, decided, 10) } : {}) };
}

function orderOf(roll: Roll, decided: string): Partial<ReferredGiven> {
  if (roll() >= 0.2) return {};
  const applied = day(roll, decided, 30);
  const made = addDays(plainDate(applied), 30);
  const breaches = roll() < 0.5 ? [{ on: day(roll, made, 60), outcome: 'charged_or_summonsed' }] : [];
  return { order: { applied, made, breaches } };
}

interface Counted {
  readonly family: string;
  readonly cell: string[];
  readonly on: string;
  readonly entered: string;
  readonly decided?: string;
}

/**
 * What each snapshot must count, reckoned from the people told and by nothing of the program's counting: by snapshot, family,
 * quarter and cell. `heldOver` are those of the program, since they are the key's.
 */
export function recount(people: readonly ReferredGiven[], heldOver: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { family, cell, on, entered, decided } of people.flatMap(happenings)) {
    let at = cutOffs.findIndex(
      ([of, cutOff]) => instant(entered) < new Date(cutOff) && of >= quarterOf(plainDate(on)),
    );
    while (at >= 0 && heldOver.includes(`${cutOffs[at]?.[0] ?? ''}|${family}|${cell[0] ?? ''}`)) at += 1;
    const [snapshot, cutOff] = cutOffs[at] ?? [];
    if (!snapshot || !cutOff) continue;
    const oldest = addQuarters(snapshot, -4);
    const happened = quarterOf(plainDate(on)) < oldest ? oldest : quarterOf(plainDate(on));
    const isDecided = !decided || instant(decided) < new Date(cutOff);
    const key = [snapshot, family, happened, ...(isDecided ? cell : [cell[0], 'referral_undecided'])].join(
      '|',
    );
    counts.set(key, 1 + (counts.get(key) ?? 0));
  }
  return counts;
}

function happenings(person: ReferredGiven): Counted[] {
  const { area = '', received, recorded = received, state = 'accepted', decided = recorded } = person;
  const on = londonDate(instant(received));
  if (state === 'received')
    return [counted('referrals_and_cases', [area, 'referral_undecided'], on, recorded)];
  const referral = { ...counted('referrals_and_cases', [area, `referral_${state}`], on, recorded), decided };
  return state === 'accepted' ? [referral, ...inCase({ ...person, area, decided })] : [referral];
}

function inCase(person: ReferredGiven & { area: string; decided: string }): Counted[] {
  const { area, decided, closed, closedRecorded, supported, supportedRecorded } = person;
  const told = [counted('referrals_and_cases', [area, 'case_opened'], londonDate(instant(decided)), decided)];
  if (closed) told.push(counted('referrals_and_cases', [area, 'case_closed'], closed, closedRecorded));
  if (supported) told.push(counted('people_supported', personCell(person), supported, supportedRecorded));
  const { applied, made, breaches = [] } = person.order ?? {};
  if (applied) told.push(counted('orders', [area, 'applied'], applied));
  if (made) told.push(counted('orders', [area, 'full_made'], made));
  return [...told, ...breaches.map((breach) => counted('breaches', [area, 'charged'], breach.on))];
}

function counted(family: string, cell: string[], on: string, entered = on): Counted {
  return { family, cell, on, entered };
}

function personCell({ area, sex, relationship, cyber }: ReferredGiven): string[] {
  return [area ?? '', sex ?? 'unknown_not_asked', groupOf(relationship), cyber ?? 'unknown_not_answered'];
}

function groupOf(relationship: string | null | undefined): string {
  return relationship ? relationshipGroupOf(relationship as Relationship) : 'unknown_not_obtainable';
}

function instant(when: string): Date {
  return new Date(when.includes('T') ? when : `${when}T12:00:00Z`);
}
