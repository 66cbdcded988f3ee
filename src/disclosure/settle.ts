import type { Atom } from './cube.js';
import type { Identity } from './identity.js';
import type { Draw } from './keyed-draw.js';
import { policy } from './policy.codes.js';
import { errorGrowth, type ErrorBook, type ErrorSum } from './rounding-error.js';
import { costGrowth, excess, type Rows, type Standing } from './standing.js';

/** An atom while it is being rounded: drawn one way, and free to be turned the other way unless it keeps its draw. */
export interface Draft {
  readonly atom: Atom;
  readonly down: number;
  up: boolean;
  readonly free: boolean;
  readonly turn: number;
  readonly sums: readonly ErrorSum[];
  readonly standings: readonly Standing[];
}

export interface Surroundings {
  readonly draw: Draw;
  readonly book: ErrorBook;
  readonly rows: Rows;
}

/** Each sweep that changes anything lowers the error, so sweeps end by themselves; this bounds how long the last crumbs may take. */
const mostSweeps = 20;

export function draftOf(atom: Atom, { draw, book, rows }: Surroundings): Draft {
  const remainder = atom.count % policy.base;
  const draft: Draft = {
    atom,
    down: atom.count - remainder,
    up: draw.up < remainder / policy.base,
    free: remainder > 0 && draw.keep >= policy.kept,
    turn: draw.turn,
    sums: book.sumsOf(atom),
    standings: rows.standingsOf(atom),
  };
  enter(draft, printed(draft), printed(draft) - atom.count);
  return draft;
}

export function printed({ down, up }: Pick<Draft, 'down' | 'up'>): number {
  return up ? down + policy.base : down;
}

/**
 * Turns free atoms until their figures are as near the truth as single turns bring them and every identity holds.
 * @returns the lowest identity that cannot be made to hold, or null where all do.
 */
export function settle(drafts: readonly Draft[], rows: Rows): Identity | null {
  const free = drafts.filter((draft) => draft.free).sort((a, b) => a.turn - b.turn);
  improve(free, () => true);
  while (turnTowardsIdentities(free));
  const broken = rows.all.filter((row) => !row.isAhead && excess(row) > 0).sort((a, b) => b.cost - a.cost);
  if (broken[0]) return broken[0].identity;
  const isHarmless = (draft: Draft): boolean => costGrowth(draft.standings, changeOf(draft)) <= 0;
  improve(free, isHarmless);
  for (let sweep = 0; sweep < mostSweeps && exchange(free, isHarmless); sweep += 1);
  return null;
}

/** Turns two of a family together where that helps and neither alone does: one up for one down keeps the headline. */
function exchange(free: readonly Draft[], isAllowed: (draft: Draft) => boolean): boolean {
  const exchanged = free.filter((first) => {
    if (!isAllowed(first)) return false;
    const growth = errorGrowth(first.sums, changeOf(first));
    turn(first);
    const isPartner = (draft: Draft): boolean =>
      draft !== first &&
      draft.up === first.up &&
      draft.atom.family === first.atom.family &&
      growth + errorGrowth(draft.sums, changeOf(draft)) < 0 &&
      isAllowed(draft);
    const second = free.find(isPartner);
    turn(second ?? first);
    return second !== undefined;
  });
  return exchanged.length > 0;
}

function improve(free: readonly Draft[], isAllowed: (draft: Draft) => boolean): void {
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    const worthwhile = free.filter((draft) => {
      const better = errorGrowth(draft.sums, changeOf(draft)) < 0 && isAllowed(draft);
      if (better) turn(draft);
      return better;
    });
    if (worthwhile.length === 0) return;
  }
}

/** The turn that costs least truth among those that bring the identities nearer. Their cost falls each time, so this ends. */
function turnTowardsIdentities(free: readonly Draft[]): boolean {
  const helpful = free.filter(
    (draft) => draft.standings.length > 0 && costGrowth(draft.standings, changeOf(draft)) < 0,
  );
  const [first, ...rest] = helpful;
  if (!first) return false;
  const growth = (draft: Draft): number => errorGrowth(draft.sums, changeOf(draft));
  turn(rest.reduce((best, draft) => (growth(draft) < growth(best) ? draft : best), first));
  return true;
}

function changeOf(draft: Draft): number {
  return draft.up ? -policy.base : policy.base;
}

function turn(draft: Draft): void {
  const change = changeOf(draft);
  draft.up = !draft.up;
  enter(draft, change, change);
}

function enter(draft: Draft, printedChange: number, errorChange: number): void {
  for (const { row, side } of draft.standings) row[side] += printedChange;
  for (const sum of draft.sums) sum.error += errorChange;
}
