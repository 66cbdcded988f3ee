import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import { taskNarrative } from './task.sealed.js';

/** What a task was before it was moved, and by whom and when it was. */
export interface Move {
  readonly dueOn: PlainDate;
  readonly forWhom: string;
  readonly movedBy: string;
  readonly movedAt: Date;
}

/** Something asked for by hand in a case. */
export interface AskedFor {
  readonly id: string;
  readonly title: string;
  readonly dueOn: PlainDate;
  readonly forStaff: string;
  readonly forWhom: string;
  readonly madeBy: string;
  readonly askedBy: string;
  readonly doneAt: Date | null;
  readonly doneBy: string | null;
  readonly takenBackAt: Date | null;
  readonly takenBackBy: string | null;
  readonly version: number;
  /** The latest five, the latest first. */
  readonly moves: readonly Move[];
}

type Row = Omit<AskedFor, 'title' | 'moves'> & { readonly title: Sealed };

const select = `SELECT t.id, n.title, t.due_on AS "dueOn", t.for_staff AS "forStaff", f.display_name AS "forWhom", t.made_by AS "madeBy",
    m.display_name AS "askedBy", t.done_at AS "doneAt", d.display_name AS "doneBy", t.taken_back_at AS "takenBackAt",
    b.display_name AS "takenBackBy", t.version
  FROM task t JOIN task_narrative n ON n.task_id = t.id JOIN staff f ON f.id = t.for_staff JOIN staff m ON m.id = t.made_by
    LEFT JOIN staff d ON d.id = t.done_by LEFT JOIN staff b ON b.id = t.taken_back_by WHERE t.case_id = $1`;

/** A page of what was asked for in a case: what is to be done first, the soonest due first, then what is over, the latest first. */
export async function askedForIn(
  tx: EntityManager,
  caseId: string,
  asked: unknown,
): Promise<Paged<AskedFor>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM task WHERE case_id = $1',
    [caseId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<Row[]>(
    `${select} ORDER BY coalesce(t.done_at, t.taken_back_at) DESC NULLS FIRST, t.due_on, t.id LIMIT $2 OFFSET $3`,
    [caseId, place.size, place.offset],
  );
  return { ...place, rows: await whole(tx, caseId, rows) };
}

/** @throws NotFound where the case has no such task */
export async function askedForAs(tx: EntityManager, caseId: string, taskId: string): Promise<AskedFor> {
  const rows = await tx.query<Row[]>(`${select} AND t.id = $2`, [caseId, taskId]);
  const [task] = await whole(tx, caseId, rows);
  if (!task) throw new NotFound();
  return task;
}

async function whole(tx: EntityManager, caseId: string, rows: readonly Row[]): Promise<AskedFor[]> {
  const opened = await openRows(tx, rows, {
    from: taskNarrative,
    row: ({ id }) => id,
    keyId: () => caseId,
    fields: { title: 'title' },
  });
  const moves = await tx.query<(Move & { readonly taskId: string })[]>(
    `SELECT v.*, f.display_name AS "forWhom", m.display_name AS "movedBy" FROM unnest($1::uuid[]) t(id) CROSS JOIN LATERAL (
       SELECT v.task_id AS "taskId", v.due_on AS "dueOn", v.for_staff, v.moved_by, v.moved_at AS "movedAt" FROM task_move v
       WHERE v.task_id = t.id ORDER BY v.moved_at DESC, v.id LIMIT 5) v JOIN staff f ON f.id = v.for_staff JOIN staff m ON m.id = v.moved_by
     ORDER BY v."movedAt" DESC`,
    [rows.map(({ id }) => id)],
  );
  return opened.map((task) => ({
    ...task,
    moves: moves
      .filter(({ taskId }) => taskId === task.id)
      .map(({ dueOn, forWhom, movedBy, movedAt }) => ({ dueOn, forWhom, movedBy, movedAt })),
  }));
}

const toDo = 'done_at IS NULL AND taken_back_at IS NULL';

export interface NewTask {
  readonly caseId: string;
  readonly forStaff: string;
  readonly dueOn: PlainDate;
  readonly madeAt: Date;
  readonly title: string;
}

export async function insertTask(tx: EntityManager, task: NewTask): Promise<string> {
  const { caseId, forStaff, dueOn, madeAt, title } = task;
  const id = randomUUID();
  await tx.query('INSERT INTO task (id, case_id, for_staff, due_on, made_at) VALUES ($1, $2, $3, $4, $5)', [
    id,
    caseId,
    forStaff,
    dueOn,
    madeAt,
  ]);
  await insertSealed(tx, { of: taskNarrative, row: id, keyId: caseId }, { title });
  return id;
}

/** How many were still to be done and at that version: one, or none. */
export async function finishTask(
  tx: EntityManager,
  { id, version }: { id: string; version: number },
  at: Date,
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE task SET done_at = $3, done_by = my_user() WHERE id = $1 AND version = $2 AND ${toDo}`,
    [id, version, at],
  );
  return count;
}

/** As `finishTask` counts. */
export async function moveTask(
  tx: EntityManager,
  { id, version }: { id: string; version: number },
  { dueOn, forStaff, at }: { dueOn: PlainDate; forStaff: string; at: Date },
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE task SET due_on = $3, for_staff = $4, moved_at = $5 WHERE id = $1 AND version = $2 AND ${toDo}`,
    [id, version, dueOn, forStaff, at],
  );
  return count;
}

/** As `finishTask` counts. */
export async function takeTaskBack(
  tx: EntityManager,
  { id, version }: { id: string; version: number },
  at: Date,
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE task SET taken_back_at = $3, taken_back_by = my_user() WHERE id = $1 AND version = $2 AND ${toDo}`,
    [id, version, at],
  );
  return count;
}

/** Whoever in the team of a case may be asked: its advocates and supervisors at work. Who is not among them is not told, nor why. */
export function whoMayBeAsked(tx: EntityManager, caseId: string): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT s.id AS code, s.display_name AS label FROM staff s WHERE s.id = ANY (who_may_be_asked($1)) ORDER BY s.display_name, s.id`,
    [caseId],
  );
}
