import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { readConfig } from '../src/config.js';
import { caseNoteNarrative } from '../src/cases/case.sealed.js';
import { entities } from '../src/entities.js';
import { openIdentities, identityColumns, type SealedIdentity } from '../src/parties/open-identities.js';
import type { Likeness } from '../src/parties/matching.rules.js';
import { dataSource } from '../src/platform/database/data-source.js';
import { openCustodian } from '../src/platform/database/open-custodian.js';
import { insertSealed, Seals } from '../src/platform/sealing/sealing.js';
import { Secrets } from '../src/platform/secrets.js';
import { inPlaces, type ByHand, type Reach, type Statement } from './by-hand.js';

type Queries = Pick<EntityManager, 'query'>;
type Work<T> = (tx: Queries) => Promise<T>;
type Source = ReturnType<typeof dataSource>;

/** Somebody who asks, a case of theirs as the demo told it, one with a full page of notes, and people among their clients. */
export interface Asker {
  readonly token: string;
  readonly cases: number;
  readonly caseId: string;
  readonly toldCaseId: string;
  readonly people: readonly Likeness[];
}

/** Prepared once, as what the door's own functions ask is. */
const who = `PREPARE who (text) AS SELECT s.staff_id AS id,
    ARRAY(SELECT team_id FROM team_member WHERE staff_id = s.staff_id) AS teams,
    ARRAY(SELECT client_id FROM exclusion WHERE staff_id = s.staff_id AND client_id IS NOT NULL AND lifted_at IS NULL) AS excluded,
    ARRAY(SELECT case_id FROM broken_glass WHERE staff_id = s.staff_id AND ends_at > now()) AS grants,
    ARRAY(SELECT l.client_id FROM seal_member m JOIN seal l ON l.id = m.seal_id WHERE m.staff_id = s.staff_id AND l.lifted_at IS NULL) AS seals
  FROM session s JOIN staff p ON p.id = s.staff_id WHERE s.token_hash = sha256(convert_to($1, 'UTF8')) AND p.state = 'active'
   AND s.last_seen_at > now() - interval '15 minutes' AND s.began_at > now() - interval '10 hours'`;
/** The database as its program and as its owner reach it, on one connection each. */
export async function openHouse(): Promise<House> {
  const { databaseUrl, secret, keys } = readConfig();
  if (!databaseUrl || !secret)
    throw new Error('Set DATABASE_URL and LARKSPUR_SECRET to those of an existing database.');
  const secrets = new Secrets(secret);
  const password = secrets.keyFor('database-password').toString('hex');
  const appUrl = Object.assign(new URL(databaseUrl), { username: 'larkspur_app', password });
  const [program, owner] = [dataSource(appUrl.href, entities, 1), dataSource(databaseUrl, [], 1)];
  await program.initialize();
  await owner.initialize();
  await owner.query(who);
  const seals = new Seals(await openCustodian(keys, { dataSource: program, secrets }), secrets);
  return new House(program, owner, seals);
}

export class House {
  private organisationId = '';
  private readonly begun: Buffer[] = [];

  constructor(
    readonly program: Source,
    private readonly owner: Source,
    private readonly seals: Seals,
  ) {}

  /** Does the work as the program does, and tells `heard` each statement it sends. */
  throughTheDoor<T>(work: Work<T>, token: string, heard?: (...statement: Statement) => void): Promise<T> {
    return this.program.transaction(async (tx) => {
      await tx.query(`SELECT set_config('role', enter_as_person($1), true)`, [token]);
      return this.asking(work, (...statement) => {
        heard?.(...statement);
        return tx.query(...statement);
      });
    });
  }

  filteredByHand<T>(work: Work<T>, token: string, byHand: ByHand = inPlaces): Promise<T> {
    return this.owner.transaction(async (tx) => {
      const [reach] = await tx.query<Reach[]>(`EXECUTE who ('${token}')`);
      if (!reach) throw new Error('no such session');
      return this.asking(work, (sql, parameters = []) => tx.query(...byHand(sql, parameters, reach)));
    });
  }

  private asking<T>(work: Work<T>, query: (...statement: Statement) => Promise<unknown>): Promise<T> {
    const tx = { query } as Queries; // a generic method cannot be written as one of no type
    this.seals.attach(tx, this.organisationId);
    return work(tx);
  }

  /** The teams of the service that has the most of them, those with the most cases first. */
  async largestTeams(): Promise<string[]> {
    const rows = await this.owner.query<{ id: string; organisation: string }[]>(
      `SELECT team_id AS id, organisation_id AS organisation FROM case_file WHERE organisation_id =
         (SELECT organisation_id FROM team GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) GROUP BY 1, 2 ORDER BY count(*) DESC`,
    );
    this.organisationId = rows[0]?.organisation ?? '';
    return rows.map(({ id }) => id);
  }

  async anAdvocateOf(teams: readonly string[]): Promise<Asker> {
    const token = await this.somebodyOf(teams, 'advocate');
    const found = await this.owner.query<{ id: string; cases: number }[]>(
      `SELECT n.case_id AS id, (SELECT count(*) FROM case_file WHERE team_id = ANY ($1)) AS cases
       FROM case_note n JOIN case_file c ON c.id = n.case_id WHERE c.team_id = ANY ($1) AND NOT c.sealed LIMIT 2`,
      [teams],
    );
    const [caseId = '', toldCaseId = ''] = found.map(({ id }) => id);
    await this.throughTheDoor((tx) => tellMore(tx, toldCaseId), token);
    const people = await this.throughTheDoor(somePeople, token);
    return { token, caseId, toldCaseId, cases: found[0]?.cases ?? 0, people };
  }

  /** The token of a session of somebody new in these teams. */
  async somebodyOf(teams: readonly string[], role: 'advocate' | 'supervisor'): Promise<string> {
    const [staff] = await this.owner.query<{ id: string }[]>(
      `INSERT INTO staff (organisation_id, role, display_name, email)
       VALUES ($1, $2, 'Demo bench', gen_random_uuid() || '@bench.invalid') RETURNING id`,
      [this.organisationId, role],
    );
    await this.owner.query('INSERT INTO team_member SELECT unnest($1::uuid[]), $2', [teams, staff?.id]);
    return this.sessionOf(staff?.id ?? '');
  }

  /** The token of a session of the advocate at work who has the most open cases, and how many these are. */
  async theBusiestAdvocate(): Promise<{ token: string; cases: number }> {
    const [busiest] = await this.owner.query<{ id: string; cases: number }[]>(
      `SELECT s.id, count(*) AS cases FROM case_file c JOIN staff s ON s.id = c.advocate_id
       WHERE c.closed_on IS NULL AND s.state = 'active' AND s.organisation_id = $1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
      [this.organisationId],
    );
    return { token: await this.sessionOf(busiest?.id ?? ''), cases: busiest?.cases ?? 0 };
  }

  private async sessionOf(staffId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(token).digest();
    await this.owner.query(`INSERT INTO session (token_hash, staff_id, method) VALUES ($1, $2, 'app')`, [
      hash,
      staffId,
    ]);
    this.begun.push(hash);
    return token;
  }

  async close(): Promise<void> {
    await this.owner.query('DELETE FROM session WHERE token_hash = ANY ($1)', [this.begun]);
    const benched = `(SELECT id FROM staff WHERE email LIKE '%@bench.invalid')`;
    await this.owner.query(
      `WITH told AS (DELETE FROM case_note WHERE written_by IN ${benched} RETURNING id)
       DELETE FROM case_note_narrative WHERE case_note_id IN (SELECT id FROM told)`,
    );
    for (const table of ['session', 'team_member', 'left_team'])
      await this.owner.query(`DELETE FROM ${table} WHERE staff_id IN ${benched}`);
    await this.owner.query(`DELETE FROM staff WHERE email LIKE '%@bench.invalid'`);
    await this.program.destroy();
    await this.owner.destroy();
  }
}

/** Notes for a page and one more. */
async function tellMore(tx: Queries, caseId: string): Promise<void> {
  for (let note = 0; note <= 25; note += 1) {
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO case_note (case_id, kind, written_at) VALUES ($1, 'client', now() - $2 * interval '1 day') RETURNING id`,
      [caseId, note],
    );
    const place = { of: caseNoteNarrative, row: row?.id ?? '', keyId: caseId };
    await insertSealed(tx, place, { words: 'Invented for the bench: she has changed her number again.' });
  }
}

async function somePeople(tx: Queries): Promise<Likeness[]> {
  const rows = await tx.query<SealedIdentity[]>(
    `SELECT ${identityColumns} FROM client_identity i JOIN (SELECT id FROM client ORDER BY id LIMIT 50) c ON c.id = i.client_id`,
  );
  return (await openIdentities(tx, rows)).map((person) => ({ ...person, reachedBy: [], knownBy: [] }));
}
