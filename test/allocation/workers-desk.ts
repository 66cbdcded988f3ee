import type { Person } from '../../src/kernel/actor.js';
import { openSafeguardsDesk, type SafeguardsDesk } from '../safeguards/safeguards-desk.js';

export interface WorkersCase {
  readonly caseId: string;
  readonly reference: string;
  readonly clientId: string;
}

/** A service in which people leave, are away, and may not see some clients. */
export interface WorkersDesk extends SafeguardsDesk {
  api(
    who: Person,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: Readonly<Record<string, unknown>> }>;
  /** Another advocate of the team whose cases these are. */
  another(name: string): Promise<Person>;
  aCaseOf(who: Person): Promise<WorkersCase>;
  excluded(who: Person, clientId: string): Promise<void>;
  sealed(clientId: string, ...named: Person[]): Promise<void>;
  /** Whose a case is now. */
  hasNow(caseId: string): Promise<unknown>;
}

export async function openWorkersDesk(): Promise<WorkersDesk> {
  const desk = await openSafeguardsDesk();
  const { owner } = desk.house.database;
  return {
    ...desk,
    api: async (who, path, body) => {
      const program = await desk.house.as(who.userId);
      const answer = await (body === undefined
        ? program.get(`/api/v1${path}`)
        : program.post(`/api/v1${path}`).send(body));
      return { status: answer.status, body: answer.body as Record<string, unknown> }; // supertest types bodies as any
    },
    another: (name) => desk.given.staff('advocate', desk.organisation, { teams: [desk.team], name }),
    aCaseOf: async (who) => {
      const { caseId, reference, clientId } = await desk.aCase();
      await owner.query('UPDATE case_file SET advocate_id = $2 WHERE id = $1', [caseId, who.userId]);
      await owner.query('UPDATE allocation SET staff_id = $2 WHERE case_id = $1', [caseId, who.userId]);
      return { caseId, reference, clientId };
    },
    excluded: async (who, clientId) => {
      await owner.query(
        `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'declared')`,
        [desk.organisation, who.userId, clientId],
      );
    },
    sealed: async (clientId, ...named) => {
      await owner.query('BEGIN');
      const { rows } = await owner.query<{ id: string }>(
        `INSERT INTO seal (organisation_id, client_id, why, sealed_by) VALUES ($1, $2, 'other', $3) RETURNING id`,
        [desk.organisation, clientId, desk.deputy.userId],
      );
      for (const { userId } of named)
        await owner.query('INSERT INTO seal_member VALUES ($1, $2)', [rows[0]?.id, userId]);
      await owner.query('COMMIT');
    },
    hasNow: async (caseId) =>
      (await desk.row('SELECT advocate_id FROM case_file WHERE id = $1', caseId))?.['advocate_id'],
  };
}
