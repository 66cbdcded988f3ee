import type { Machine, Person } from '../../src/kernel/actor.js';
import { dataSource } from '../../src/platform/database/data-source.js';
import { requesterIdentity, requestNarrative } from '../../src/foi/foi.sealed.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { testSecrets } from './becoming.js';
import { testDatabase, type TestDatabase } from './database.js';
import { givenAnAuthority, type GivenAuthority } from './given-foi.js';
import { testSeals } from './sealing.js';

/** An authority on a database of its own, and plain SQL as anyone: going round the program to its tables. */
export interface FoiSql {
  readonly database: TestDatabase;
  readonly authority: GivenAuthority;
  sql<Row>(actor: Person | Machine, statement: string, ...values: unknown[]): Promise<Row[]>;
  /** A request recorded by someone, from Invented Rowan. */
  aRequest(by: Person): Promise<string>;
  /** The first edition of an answer, whose hash is one byte, AA. */
  anAnswer(by: Person, requestId: string): Promise<string>;
  stop(): Promise<void>;
}

export const draft = `INSERT INTO foi_answer (request_id, edition, letter, letter_hash)
  VALUES ($1, 1, '{"answers": []}', '\\xaa') RETURNING id`;

export async function foiSql(): Promise<FoiSql> {
  const database = await testDatabase();
  const source = await dataSource(database.appUrl, [], 2).initialize();
  const db = new UnitOfWork(source, testSecrets, testSeals);
  const sql = <Row>(actor: Person | Machine, statement: string, ...values: unknown[]): Promise<Row[]> =>
    db.run(actor, (tx) => tx.query<Row[]>(statement, values));
  const idOf = async (by: Person, statement: string, ...values: unknown[]): Promise<string> =>
    (await sql<{ id: string }>(by, statement, ...values))[0]?.id ?? '';
  let number = 0;

  return {
    database,
    authority: await givenAnAuthority({ database }),
    sql,
    aRequest: async (by) => {
      number += 1;
      const recorded = `INSERT INTO foi_request (reference, received_on, due_on) VALUES ($1, '2026-03-02', '2026-03-31') RETURNING id`;
      const id = await idOf(by, recorded, `FOI-2026-${String(number)}`);
      await db.run(by, async (tx) => {
        const letter = { letter: 'Signed Invented Rowan', asked: 'Signed [name]' };
        const requester = { name: 'Invented Rowan', address: '1 Invented Row' };
        await insertSealed(tx, { of: requestNarrative, row: id, keyId: id }, letter);
        await insertSealed(tx, { of: requesterIdentity, row: id, keyId: id }, requester);
      });
      return id;
    },
    anAnswer: (by, requestId) => idOf(by, draft, requestId),
    stop: async () => {
      await source.destroy();
      await database.drop();
    },
  };
}
