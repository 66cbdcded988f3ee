import type { Machine, Person } from '../../src/kernel/actor.js';
import { dataSource } from '../../src/platform/database/data-source.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
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
      await sql(
        by,
        `INSERT INTO foi_request_narrative VALUES ($1, 'Signed Invented Rowan', 'Signed [name]')`,
        id,
      );
      await sql(by, `INSERT INTO foi_requester_identity VALUES ($1, 'Invented Rowan', '1 Invented Row')`, id);
      return id;
    },
    anAnswer: (by, requestId) => idOf(by, draft, requestId),
    stop: async () => {
      await source.destroy();
      await database.drop();
    },
  };
}
