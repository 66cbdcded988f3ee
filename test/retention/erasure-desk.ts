import type { Person } from '../../src/kernel/actor.js';
import { openSafeguardsDesk, type Answer, type SafeguardsDesk } from '../safeguards/safeguards-desk.js';
import type { CaseIds } from '../support/given-cases.js';
import { sealedTables, wordsIn } from '../support/sealed-tables.js';

/** In every name and word of the clients that are to be erased, and nowhere else. */
export const canary = 'Qzerased';

/** A service in which clients are erased. */
export interface ErasureDesk extends SafeguardsDesk {
  /** A closed case of a client with the canary's name, with a note in it. */
  aClosedCase(): Promise<CaseIds & { reference: string }>;
  /** Proposes as the supervisor that a case's client be erased; where that then waits. */
  proposed(kase: CaseIds): Promise<string>;
  approve(who: Person, erasure: string): Promise<Answer>;
  /** What opens of all that the database holds, with every key that it and the custodian hold: what a dump would give away. */
  opened(): Promise<string>;
}

export async function openErasureDesk(): Promise<ErasureDesk> {
  const desk = await openSafeguardsDesk();
  return {
    ...desk,
    aClosedCase: async () => {
      const kase = await desk.aCase({ name: `Invented ${canary}` });
      const about = `/cases/${kase.caseId}`;
      await desk.post(desk.advocate, `${about}/notes`, { kind: 'client', words: `Of ${canary}` });
      const reached = { channel: 'email', value: `${canary}@mail.invalid`, safe: 'no' };
      await desk.post(desk.advocate, `${about}/contact-methods`, reached);
      await desk.row(
        `UPDATE case_file SET closed_on = '2026-03-02', closed_at = '2026-03-02T17:00:00Z', closure_reason = 'support_completed' WHERE id = $1`,
        kase.caseId,
      );
      return kase;
    },
    proposed: async ({ caseId }) => {
      const why = { why: 'client_asked' };
      const { status, to } = await desk.post(desk.supervisor, `/cases/${caseId}/erasure`, why);
      expect([status, to]).toEqual([303, expect.stringMatching(/^\/erasures\/[0-9a-f-]{36}$/)]);
      return to;
    },
    approve: (who, erasure) => desk.post(who, `${erasure}/approval`, {}),
    opened: async () => {
      const words = sealedTables.map(({ of }) => wordsIn(desk.house.database.owner, of.table));
      return JSON.stringify(await Promise.all(words));
    },
  };
}
