import type { EntityManager } from 'typeorm';
import { type RiskBand } from '../codes/risk-band.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { offsetAsked, pageOf, type Paged, type Place } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import { sources, type Among } from './task-sources.js';
import { whens, type FactKind, type TaskKind, type When } from './task.codes.js';
import type { TaskRule } from './task.rules.js';
import { taskNarrative } from './task.sealed.js';

/** Something to do: what it follows from, by when, and where it is done. */
export interface Task<Kind extends FactKind = TaskKind> {
  readonly id: string;
  readonly kind: Kind;
  /** Null where it is of a referral, or of emergency access. */
  readonly caseId: string | null;
  readonly reference: string;
  /** Null where nobody has assessed it, which is listed with the high. */
  readonly riskBand: RiskBand | null;
  readonly href: string;
  readonly dueOn: PlainDate;
  readonly when: When;
  /** In the words of whoever asked for it by hand. */
  readonly title: string | null;
  /** Whose case it is, where one covers it for them today. */
  readonly coveredFor: string | null;
}

/** One's own cases, those one covers today, and what was asked by hand of oneself or of whoever one covers for. */
export const ownDesk: Among = {
  cases: '(c.advocate_id = (SELECT my_user()) OR c.id = ANY (ARRAY(SELECT v.case_id FROM covered v)))',
  // By their ids, so that either half is found by an index.
  asked: `(t.for_staff = (SELECT my_user()) OR t.id = ANY (ARRAY(SELECT a.id FROM covered v
    JOIN task a ON a.case_id = v.case_id AND a.for_staff = v.away_id WHERE a.done_at IS NULL)))`,
};
/** Whose tasks a supervisor's are: of every case of their teams, and of those asked for by hand their own. */
export const ownTeams: Among = { cases: 'true', asked: 't.for_staff = (SELECT my_user())' };

/** What a supervisor looks over: every case of their teams, and what was asked of anybody in them. */
export const wholeTeams: Among = { cases: 'true', asked: 'true' };

export interface WhichFacts {
  readonly among: Among;
  readonly kinds: readonly FactKind[];
  readonly rules: readonly TaskRule[];
  readonly today: PlainDate;
  readonly now: Date;
}

/** Every record of a case's client. Few have more than one: only of these is it looked up. */
const records = `CASE WHEN c.client_id IN (SELECT unnest(ARRAY[l.client_id, l.other_client_id]) FROM likeness l
      WHERE l.verdict = 'one_person' AND l.ended_at IS NULL AND l.client_id IS NOT NULL) THEN records_of(c.client_id) ELSE ARRAY[c.client_id] END`;

/**
 * Where a statement about tasks begins: `every` has each that follows from the facts, with when it is due, from which day it is
 * shown and how dangerous it is to leave. It names its three values, whichever kinds it is of.
 */
export function everyTask({ among, kinds, rules, today, now }: WhichFacts): [sql: string, values: unknown[]] {
  const days = kinds.map((kind) => rules.find((rule) => rule.kind === kind)?.days ?? 0);
  const of = kinds.map((kind, place) => {
    const source = sources[kind](`($2::integer[])[${String(place + 1)}]`, among);
    return `SELECT '${kind}' AS kind, ${String(place)} AS place, s.* FROM (${source}) s`;
  });
  const sql = `WITH covered AS MATERIALIZED (SELECT v.case_id, v.away_id FROM covered_on($1::date) v WHERE v.staff_id = (SELECT my_user())),
    cases AS MATERIALIZED (SELECT c.id, c.client_id, ${records} AS records, c.team_id, c.advocate_id, c.reference, c.risk_band, c.review_due_on, c.opened_on
      FROM case_file c WHERE c.closed_on IS NULL AND ${among.cases}),
    every AS (SELECT t.*, CASE WHEN due_on < $1 THEN 'overdue' WHEN due_on = $1 THEN 'today' WHEN due_on <= $1::date + 7 THEN 'week' ELSE 'later' END AS "when",
        coalesce(array_position(ARRAY['medium', 'standard'], risk_band), 0) AS danger
      FROM (${of.join('\n UNION ALL ')}) t WHERE $2::integer[] IS NOT NULL AND $3::timestamptz IS NOT NULL)`;
  return [sql, [today, days, now]];
}

/** Of a `t` of `every`. */
export const taskColumns = `t.id, t.kind, t.case_id AS "caseId", t.reference, t.risk_band AS "riskBand", t.href, t.due_on AS "dueOn", t."when",
  (SELECT s.display_name FROM covered v JOIN staff s ON s.id = v.away_id WHERE v.case_id = t.case_id) AS "coveredFor"`;
/** What is overdue first, then by danger: high and not assessed first, then what is most dangerous to leave, then the longest due. */
const byDanger = `array_position(ARRAY[${whens.map(({ code }) => `'${code}'`).join(', ')}], "when"), danger, place, due_on, id`;

export type Counts = Readonly<Record<When, number>>;

type Which = WhichFacts & { readonly kinds: readonly TaskKind[] };

/** A page of tasks, and how many there are to each day. */
export async function tasksOnPage(
  tx: EntityManager,
  which: Which,
  asked: unknown,
): Promise<{ paged: Paged<Task>; counts: Counts }> {
  const wanted = offsetAsked(asked);
  const seen = await shownAt(tx, which, wanted);
  const place = pageOf(
    asked,
    Object.values(seen.counts).reduce((sum, count) => sum + count, 0),
  );
  // Past the end of a list that has become shorter there is nothing, and its last page is asked for.
  const { rows, counts } = place.offset === wanted.offset ? seen : await shownAt(tx, which, place);
  return { paged: { ...place, rows: await titled(tx, rows) }, counts };
}

/** What is shown in one place, and how many there are to each day in all: the facts are gone through once for both. */
async function shownAt(
  tx: EntityManager,
  which: Which,
  { size, offset }: Pick<Place, 'size' | 'offset'>,
): Promise<{ rows: Omit<Task, 'title'>[]; counts: Counts }> {
  const [every, values] = everyTask(which);
  const [{ rows, tally }] = await tx.query<[{ rows: Omit<Task, 'title'>[]; tally: Partial<Counts> }]>(
    `${every},
     shown AS MATERIALIZED (SELECT * FROM every WHERE shown_from <= $1)
     SELECT ARRAY(SELECT row_to_json(p) FROM (SELECT ${taskColumns} FROM shown t ORDER BY ${byDanger} LIMIT $4 OFFSET $5) p) AS rows,
       (SELECT coalesce(json_object_agg("when", count), '{}') FROM (SELECT "when", count(*) AS count FROM shown GROUP BY 1) d) AS tally`,
    [...values, size, offset],
  );
  const counts = Object.fromEntries(whens.map(({ code }) => [code, tally[code] ?? 0])) as Counts; // one of each
  return { rows, counts };
}

/** Those asked for by hand with their words, which are opened for what is shown alone. */
export async function titled<T extends { readonly id: string; readonly kind: FactKind }>(
  tx: EntityManager,
  rows: readonly T[],
): Promise<(T & { readonly title: string | null })[]> {
  const ids = rows.flatMap(({ id, kind }) => (kind === 'by_hand' ? [id] : []));
  if (ids.length === 0) return rows.map((row) => ({ ...row, title: null }));
  const sealed = await tx.query<{ id: string; caseId: string; title: Sealed }[]>(
    `SELECT t.id, t.case_id AS "caseId", n.title FROM task t JOIN task_narrative n ON n.task_id = t.id WHERE t.id = ANY ($1)`,
    [ids],
  );
  const opened = await openRows(tx, sealed, {
    from: taskNarrative,
    row: ({ id }) => id,
    keyId: ({ caseId }) => caseId,
    fields: { title: 'title' },
  });
  return rows.map((row) => ({ ...row, title: opened.find(({ id }) => id === row.id)?.title ?? null }));
}
