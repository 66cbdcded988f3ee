import type { EntityManager } from 'typeorm';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { FactKind } from '../tasks/task.codes.js';
import { everyTask, taskColumns, titled, type Task, type WhichFacts } from '../tasks/task.queries.js';
import { blindSpots, type BlindSpot } from './blind-spot.codes.js';
import { partsOf, type From, type Part } from './blind-spot.rules.js';

/** Something in a blind spot, and whose case it is in, where it is in one. */
export interface Spotted extends Task<FactKind> {
  readonly advocate: string | null;
}

/** What is looked through, but for the kinds: these follow from what is looked for. */
export type Within = Omit<WhichFacts, 'kinds'>;

const since: Readonly<Record<From, string>> = {
  always: 'true',
  due: 'due_on <= $1',
  overdue: 'due_on < $1',
  shown: 'shown_from <= $1',
};
const ofBand = { high: ' AND danger = 0', others: ' AND danger > 0' } as const;

/** As a condition on `every`. */
function within(spot: BlindSpot): string {
  const one = ({ of, from, band }: Part) =>
    `(kind = '${of}' AND ${since[from]}${band === undefined ? '' : ofBand[band]})`;
  return partsOf[spot].map(one).join(' OR ');
}

/** How many there are in each, of all that whoever asks may see. */
export async function countSpots(
  tx: EntityManager,
  which: Within,
): Promise<Readonly<Record<BlindSpot, number>>> {
  const spots = blindSpots.map(({ code }) => code);
  const [every, values] = everyTask({ ...which, kinds: kindsIn(spots) });
  const spotOf = spots.map((spot) => `WHEN ${within(spot)} THEN '${spot}'`).join(' ');
  const rows = await tx.query<{ spot: BlindSpot | null; count: number }[]>(
    `${every} SELECT CASE ${spotOf} END AS spot, count(*) AS count FROM every GROUP BY 1`,
    values,
  );
  const counts = spots.map((spot) => [spot, rows.find((row) => row.spot === spot)?.count ?? 0]);
  return Object.fromEntries(counts) as Record<BlindSpot, number>; // one of each
}

/** A page of what is in one: high and not assessed first, then the longest due. */
export async function spotOnPage(
  tx: EntityManager,
  { spot, ...which }: Within & { readonly spot: BlindSpot },
  asked: unknown,
): Promise<Paged<Spotted>> {
  const [every, values] = everyTask({ ...which, kinds: kindsIn([spot]) });
  const found = `${every}, found AS (SELECT * FROM every WHERE ${within(spot)})`;
  const [{ total }] = await tx.query<[{ total: number }]>(
    `${found} SELECT count(*) AS total FROM found`,
    values,
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<Omit<Spotted, 'title'>[]>(
    `${found} SELECT p.*, s.display_name AS advocate
     FROM (SELECT ${taskColumns}, danger, place FROM found t ORDER BY danger, due_on, place, id LIMIT $4 OFFSET $5) p
       LEFT JOIN case_file c ON c.id = p."caseId" LEFT JOIN staff s ON s.id = c.advocate_id
     ORDER BY p.danger, p."dueOn", p.place, p.id`,
    [...values, place.size, place.offset],
  );
  return { ...place, rows: await titled(tx, rows) };
}

function kindsIn(spots: readonly BlindSpot[]): FactKind[] {
  return [...new Set(spots.flatMap((spot) => partsOf[spot].map(({ of }) => of)))];
}
