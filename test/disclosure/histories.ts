import { createHash } from 'node:crypto';
import { addQuarters, quarter, type Quarter } from '../../src/kernel/period.js';
import {
  inOrder,
  tabulate,
  type Atom,
  type Carried,
  type Family,
  type RoundedAtom,
} from '../../src/disclosure/cube.js';
import { familiesFor, identities } from '../../src/disclosure/families.js';
import { roundSnapshot } from '../../src/disclosure/round.rules.js';
import { personCell, pick } from './person-cell.js';

/** Something that happened in a quarter and was registered in that one or later. */
interface Happening {
  readonly family: string;
  readonly cell: readonly string[];
  readonly quarter: Quarter;
  readonly registered: Quarter;
  /** What it is counted as where it is frozen before the quarter in which it was decided. */
  readonly undecided?: { readonly cell: readonly string[]; readonly until: Quarter };
}

interface Service {
  readonly seed: number;
  readonly areas: readonly string[];
  readonly quarters: number;
  /** Referrals in a quarter, over all areas. */
  readonly people: number;
}

export interface Published {
  readonly families: readonly Family[];
  readonly snapshots: readonly Quarter[];
  readonly rounded: readonly RoundedAtom[];
  readonly counts: readonly Atom[];
  readonly carried: readonly Carried[];
}

const firstQuarter = quarter('2021-Q1');
const calendar = Array.from({ length: 60 }, (_, i) => addQuarters(firstQuarter, i));

function quarterAt(position: number): Quarter {
  return calendar[position] ?? addQuarters(firstQuarter, position);
}

export const demoFamilies = familiesFor([
  { code: 'north', label: 'Demo North' },
  { code: 'south', label: 'Invented South' },
  { code: 'isle', label: 'Demo Isle' },
]);

export function keyOf(name: string | number): Buffer {
  return createHash('sha256')
    .update(`demo ${String(name)}`)
    .digest();
}

/** Numbers from 0 up to 1 that look random and are the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A service's years: referrals, the cases they lead to, the people supported, their orders and the breaches of those. */
export function historyOf({ seed, areas, quarters, people }: Service): Happening[] {
  const roll = chance(seed);
  const happenings: Happening[] = [];
  for (let at = 0; at < quarters; at += 1) {
    const referrals = Math.round(people * (0.5 + roll()));
    for (let i = 0; i < referrals; i += 1) happenings.push(...personOf(at, pick(roll, areas), roll));
  }
  const last = quarterAt(quarters - 1);
  return happenings.filter((each) => each.registered <= last);
}

/** When a step happened and by when it was registered, as positions in the calendar. */
interface Step {
  readonly at: number;
  readonly known: number;
}

type Add = (family: string, cell: string[], when: Step) => Step;

/** Each step is registered no earlier than the one it depends on. */
function personOf(at: number, area: string, roll: () => number): Happening[] {
  const happenings: Happening[] = [];
  const add: Add = (family, cell, when) => {
    const known = Math.max(when.at, when.known) + (roll() < 0.08 ? 1 + Math.floor(2 * roll()) : 0);
    const [quarter, registered] = [quarterAt(when.at), quarterAt(known)];
    happenings.push({ family, cell: [area, ...cell], quarter, registered });
    return { at: when.at, known };
  };
  if (roll() >= 0.6) {
    const fate = pick(roll, ['redirected', 'declined', 'duplicate', 'undecided', 'waiting']);
    add('referrals_and_cases', [`referral_${fate}`], { at, known: at });
    return happenings;
  }
  const opened = addAccepted(happenings, add, { at, area, roll });
  if (roll() < 0.8) add('referrals_and_cases', ['case_closed'], later(roll, opened, 4));
  if (roll() < 0.9) add('people_supported', personCell(roll), opened);
  if (roll() < 0.15) addOrder(add, opened, roll);
  return happenings;
}

/**
 * A referral and the case that its acceptance opens and enters at once, up to two quarters after the referral was entered.
 * Of those accepted in a later quarter, some were so before the cut-off of the one before.
 */
function addAccepted(
  happenings: Happening[],
  add: Add,
  { at, area, roll }: { at: number; area: string; roll: () => number },
): Step {
  const { known } = add('referrals_and_cases', ['referral_accepted'], { at, known: at });
  const accepted = known + pick(roll, [0, 0, 0, 1, 2]);
  const settled = accepted > known && roll() < 0.4 ? accepted - 1 : accepted;
  const cell = [area, pick(roll, ['referral_waiting', 'referral_undecided'])];
  const referral = happenings.pop();
  if (referral) happenings.push({ ...referral, undecided: { cell, until: quarterAt(settled) } });
  const [quarter, opened] = [quarterAt(accepted), [area, 'case_opened']];
  happenings.push({ family: 'referrals_and_cases', cell: opened, quarter, registered: quarter });
  return { at: accepted, known: accepted };
}

function addOrder(add: Add, from: Step, roll: () => number): void {
  const applied = add('orders', ['applied'], from);
  const interim = roll() < 0.6 ? add('orders', ['interim_made'], later(roll, applied, 1)) : null;
  const end = pick(roll, ['full_made', 'full_made', 'refused', 'withdrawn', null]);
  const ended = end ? add('orders', [end], later(roll, interim ?? applied, 1)) : null;
  const made = interim ?? (end === 'full_made' ? ended : null);
  if (!made) return;
  const outcomes = ['not_reported', 'reported', 'recorded', 'charged', 'no_further_action', 'other'];
  for (let breaches = Math.floor(3 * roll()); breaches > 0; breaches -= 1)
    add('breaches', [pick(roll, outcomes)], later(roll, made, 2));
}

function later(roll: () => number, { at, known }: Step, most: number): Step {
  return { at: at + Math.floor(roll() * (most + 1)), known };
}

/** Freezes a history quarter by quarter as the counter would, holding over what is carried. */
export function freezeAll(happenings: readonly Happening[], key: Buffer): Published {
  const snapshots = [...new Set(happenings.map((each) => each.registered))].sort();
  const published = {
    families: demoFamilies,
    snapshots,
    rounded: [] as RoundedAtom[],
    counts: [] as Atom[],
    carried: [] as Carried[],
  };
  let waiting: readonly Happening[] = [];
  for (const snapshot of snapshots) {
    const due = [...waiting, ...happenings.filter((each) => each.registered === snapshot)];
    const fresh = tabulate(due.map((each) => ({ ...each, cell: cellAt(each, snapshot), snapshot })));
    const frozen = roundSnapshot({
      snapshot,
      fresh,
      sealed: published.rounded,
      sealedCounts: published.counts,
      families: demoFamilies,
      identities,
      key,
    });
    const isHeld = (family: string, area = ''): boolean =>
      frozen.carried.some((each) => each.family === family && each.area === area);
    waiting = due.filter((each) => isHeld(each.family, each.cell[0]));
    published.counts.push(...fresh.filter((atom) => !isHeld(atom.family, atom.cell[0])));
    published.rounded.push(...frozen.rounded);
    published.carried.push(...frozen.carried);
  }
  return { ...published, rounded: inOrder(published.rounded) };
}

function cellAt({ cell, undecided }: Happening, snapshot: Quarter): readonly string[] {
  return undecided && snapshot < undecided.until ? undecided.cell : cell;
}
