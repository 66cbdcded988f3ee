import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { taskNarrative } from '../../src/tasks/task.sealed.js';
import { idOf } from './given-people.js';
import { sealing } from './sealing.js';

/** Something that somebody asked of themselves in a case, to be done by 6 March 2026 unless told otherwise. */
export async function givenATask(
  owner: pg.Client,
  { caseId, by, dueOn = '2026-03-06' }: { caseId: string; by: Person; dueOn?: string },
): Promise<string> {
  const id = await idOf(
    owner,
    `INSERT INTO task (case_id, for_staff, due_on, made_by, made_at) VALUES ($1, $2, $3, $2, '2026-03-02T10:00:00Z')`,
    [caseId, by.userId, dueOn],
  );
  const words = { of: taskNarrative, row: id, keyId: caseId };
  await insertSealed(sealing(owner, by.organisationId), words, { title: 'Invented.' });
  return id;
}
