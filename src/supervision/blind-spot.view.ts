import { labelOf } from '../kernel/codelist.js';
import { londonDate } from '../kernel/plain-date.js';
import { taskView } from '../tasks/task.view.js';
import { blindSpots } from './blind-spot.codes.js';
import { howCounted } from './blind-spot.rules.js';
import type { Board, SpotListed } from './blind-spots.service.js';

/** The board: each blind spot with how many there are, how they were counted, and where they are listed. */
export function boardView({ asAt, rules, counts }: Board) {
  const spots = blindSpots.map(({ code, label }) => ({
    ...{ label, count: counts[code], href: `/blind-spots/${code}` },
    counted: howCounted(code, rules, londonDate(asAt)),
  }));
  return { asAt, spots };
}

/** One of them, with its list. */
export function spotView({ asAt, rules, spot, paged }: SpotListed) {
  const today = londonDate(asAt);
  const rows = paged.rows.map((row) => ({ ...taskView(row, today), advocate: row.advocate }));
  const [title, counted] = [labelOf(blindSpots, spot), howCounted(spot, rules, today)];
  return { asAt, title, counted, paged: { ...paged, rows } };
}
