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

/** An invented year of two areas: some entered late, some not decided, some before the contract began. */
export function aYear(people = 260): ReferredGiven[] {
  const roll = chance(7);
  const day = (from: string, most: number): string =>
    addDays(plainDate(from.slice(0, 10)), Math.floor(roll() * most));
  return Array.from({ length: people }, (): ReferredGiven => {
    const received = day('2025-03-01', 380);
    const recorded = roll() < 0.1 ? day(received, 150) : received;
    const basic = { received, recorded, area: areas[roll() < 0.7 ? 1 : 0] ?? '' };
    const fate = roll();
    if (fate < 0.25)
      return { ...basic, state: fate < 0.1 ? 'declined' : 'redirected', decided: day(recorded, 40) };
    if (fate < 0.3) return { ...basic, state: 'received' };
    const decided = day(recorded, 20);
    const known = {
      sex: roll() < 0.9 ? (roll() < 0.8 ? 'female' : 'male') : null,
      relationship:
        roll() < 0.85 ? ['ex_intimate', 'friend', 'colleague', 'stranger'][Math.floor(roll() * 4)] : null,
      cyber: roll() < 0.8 ? (roll() < 0.6 ? 'yes' : 'no') : null,
    };
    const closed = roll() < 0.5 ? day(decided, 120) : undefined;
    const supported = roll() < 0.9 ? day(decided, 10) : undefined;
    const applied = roll() < 0.2 ? day(decided, 30) : undefined;
    const made = applied && addDays(plainDate(applied), 30);
    return {
      ...basic,
      ...known,
      relationship: known.relationship ?? null,
      decided,
      ...(closed ? { closed, closedRecorded: day(closed, 20) } : {}),
      ...(supported ? { supported } : {}),
      ...(applied && made
        ? {
            order: {
              applied,
              made,
              breaches: roll() < 0.5 ? [{ on: day(made, 60), outcome: 'charged_or_summonsed' }] : [],
            },
          }
        : {}),
    };
  });
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
  const cases = (stage: string, on: string, entered = on): Counted => ({
    family: 'referrals_and_cases',
    cell: [area, stage],
    on,
    entered,
  });
  const fate = state === 'received' ? 'undecided' : state;
  const told: Counted[] = [
    {
      ...cases(`referral_${fate}`, londonDate(instant(received)), recorded),
      ...(state === 'received' ? {} : { decided }),
    },
  ];
  if (state !== 'accepted') return told;
  told.push(cases('case_opened', londonDate(instant(decided)), decided));
  if (person.closed) told.push(cases('case_closed', person.closed, person.closedRecorded));
  if (person.supported)
    told.push({
      family: 'people_supported',
      cell: [
        area,
        person.sex ?? 'unknown_not_asked',
        groupOf(person.relationship),
        person.cyber ?? 'unknown_not_answered',
      ],
      on: person.supported,
      entered: person.supportedRecorded ?? person.supported,
    });
  const { applied, made, breaches = [] } = person.order ?? {};
  for (const [stage, on] of [
    ['applied', applied],
    ['full_made', made],
  ] as const)
    if (on) told.push({ family: 'orders', cell: [area, stage], on, entered: on });
  told.push(...breaches.map(({ on }) => ({ family: 'breaches', cell: [area, 'charged'], on, entered: on })));
  return told;
}

function groupOf(relationship: string | null | undefined): string {
  return relationship ? relationshipGroupOf(relationship as Relationship) : 'unknown_not_obtainable';
}

function instant(when: string): Date {
  return new Date(when.includes('T') ? when : `${when}T12:00:00Z`);
}
