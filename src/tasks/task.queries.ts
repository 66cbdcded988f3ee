import type { EntityManager } from 'typeorm';
import { type RiskBand } from '../codes/risk-band.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import { sources } from './task-sources.js';
import { whens, type TaskKind, type When } from './task.codes.js';
import type { TaskRule } from './task.rules.js';
import { taskNarrative } from './task.sealed.js';

/** Something to do: what it follows from, by when, and where it is done. */
export interface Task {
  readonly id: string;
  readonly kind: TaskKind;
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
}

/** Which cases are looked through, as a condition on `c`, and which of what was asked for by hand, as one on `t`. */
export interface Among {
  readonly cases: string;
  readonly asked: string;
}

export const ownDesk: Among = {
  cases: 'c.advocate_id = (SELECT my_user())',
  asked: 't.for_staff = (SELECT my_user())',
};
/** Whose tasks a supervisor's are: of every case of their teams, and of those asked for by hand their own. */
export const ownTeams: Among = { cases: 'true', asked: ownDesk.asked };

export interface WhichTasks {
  readonly among: Among;
  readonly kinds: readonly TaskKind[];
  readonly rules: readonly TaskRule[];
  readonly today: PlainDate;
}

/** Where a statement about tasks begins: `shown` has every one there is to see, with when it is due and how dangerous it is to leave. */
export function shownTasks({ among, kinds, rules, today }: WhichTasks): [sql: string, values: unknown[]] {
  const days = kinds.map((kind) => rules.find((rule) => rule.kind === kind)?.days ?? 0);
  const of = kinds.map((kind, place) => {
    const source = sources[kind](`($2::integer[])[${String(place + 1)}]`, among.asked);
    return `SELECT '${kind}' AS kind, ${String(place)} AS place, s.* FROM (${source}) s`;
  });
  const sql = `WITH cases AS MATERIALIZED (SELECT c.id, c.client_id, c.reference, c.risk_band, c.review_due_on, c.opened_on
      FROM case_file c WHERE c.closed_on IS NULL AND ${among.cases}),
    shown AS (SELECT t.*, CASE WHEN due_on < $1 THEN 'overdue' WHEN due_on = $1 THEN 'today' WHEN due_on <= $1::date + 7 THEN 'week' ELSE 'later' END AS "when",
        coalesce(array_position(ARRAY['medium', 'standard'], risk_band), 0) AS danger
      FROM (${of.join('\n UNION ALL ')}) t WHERE shown_from <= $1)`;
  return [sql, [today, days]];
}

const columns = `id, kind, case_id AS "caseId", reference, risk_band AS "riskBand", href, due_on AS "dueOn", "when"`;
/** What is overdue first, then by danger: high and not assessed first, then what is most dangerous to leave, then the longest due. */
const byDanger = `array_position(ARRAY[${whens.map(({ code }) => `'${code}'`).join(', ')}], "when"), danger, place, due_on, id`;

export type Counts = Readonly<Record<When, number>>;

/** A page of tasks, and how many there are to each day. */
export async function tasksOnPage(
  tx: EntityManager,
  which: WhichTasks,
  asked: unknown,
): Promise<{ paged: Paged<Task>; counts: Counts }> {
  const [shown, values] = shownTasks(which);
  const tally = await tx.query<{ when: When; count: number }[]>(
    `${shown} SELECT "when", count(*) AS count FROM shown GROUP BY 1`,
    values,
  );
  const counts = Object.fromEntries(
    whens.map(({ code }) => [code, tally.find(({ when }) => when === code)?.count ?? 0]),
  ) as Counts; // one of each
  const place = pageOf(
    asked,
    tally.reduce((sum, { count }) => sum + count, 0),
  );
  const rows = await tx.query<Omit<Task, 'title'>[]>(
    `${shown} SELECT ${columns} FROM shown ORDER BY ${byDanger} LIMIT $3 OFFSET $4`,
    [...values, place.size, place.offset],
  );
  return { paged: { ...place, rows: await titled(tx, rows) }, counts };
}

/** Those asked for by hand with their words, which are opened for what is shown alone. */
export async function titled(tx: EntityManager, rows: readonly Omit<Task, 'title'>[]): Promise<Task[]> {
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
