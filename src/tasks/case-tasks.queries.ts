import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import { taskNarrative } from './task.sealed.js';

/** Something asked for by hand in a case. */
export interface AskedFor {
  readonly id: string;
  readonly title: string;
  readonly dueOn: PlainDate;
  readonly forWhom: string;
  readonly askedBy: string;
  readonly doneAt: Date | null;
  readonly doneBy: string | null;
  readonly version: number;
}

const select = `SELECT t.id, n.title, t.due_on AS "dueOn", f.display_name AS "forWhom", m.display_name AS "askedBy", t.done_at AS "doneAt",
    d.display_name AS "doneBy", t.version
  FROM task t JOIN task_narrative n ON n.task_id = t.id JOIN staff f ON f.id = t.for_staff JOIN staff m ON m.id = t.made_by
    LEFT JOIN staff d ON d.id = t.done_by WHERE t.case_id = $1`;

/** A page of what was asked for in a case: what is to be done first, the soonest due first, then what was done, the latest first. */
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
  const rows = await tx.query<(Omit<AskedFor, 'title'> & { readonly title: Sealed })[]>(
    `${select} ORDER BY t.done_at DESC NULLS FIRST, t.due_on, t.id LIMIT $2 OFFSET $3`,
    [caseId, place.size, place.offset],
  );
  const opened = await openRows(tx, rows, {
    from: taskNarrative,
    row: ({ id }) => id,
    keyId: () => caseId,
    fields: { title: 'title' },
  });
  return { ...place, rows: opened };
}

/** @throws NotFound where the case has no such task */
export async function taskIn(
  tx: EntityManager,
  caseId: string,
  taskId: string,
): Promise<{ id: string; version: number }> {
  const [task] = await tx.query<{ id: string; version: number }[]>(
    'SELECT id, version FROM task WHERE id = $1 AND case_id = $2',
    [taskId, caseId],
  );
  if (!task) throw new NotFound();
  return task;
}

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

/** How many were to be done and at that version: one, or none. */
export async function finishTask(
  tx: EntityManager,
  { id, version }: { id: string; version: number },
  at: Date,
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    'UPDATE task SET done_at = $3, done_by = my_user() WHERE id = $1 AND version = $2 AND done_at IS NULL',
    [id, version, at],
  );
  return count;
}

/** Whoever in the team of a case may be asked: its advocates and supervisors at work. */
export function whoMayBeAsked(tx: EntityManager, teamId: string): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT s.id AS code, s.display_name AS label FROM team_member m JOIN staff s ON s.id = m.staff_id
     WHERE m.team_id = $1 AND s.role IN ('advocate', 'supervisor') AND s.state = 'active' ORDER BY s.display_name, s.id`,
    [teamId],
  );
}
