import type { Client } from 'pg';
import { clientLikeness, seenBeforeLookNarrative } from '../parties/party.sealed.js';
import type { Queries } from '../platform/sealing/data-keys.js';
import { insertSealed, Seals } from '../platform/sealing/sealing.js';
import type { SealingMeans } from './sealing.js';
import type { DemoService, DemoTeam } from './world.js';
import { idOf } from './row-id.js';

/**
 * In each service two records that were found to be of one client, two that were found not to be, and where there is a second team,
 * a supervisor who looked where else a perpetrator is, of which that team was told.
 */
export async function tellPeople(
  db: Client,
  services: readonly DemoService[],
  { custodian, secrets }: SealingMeans,
): Promise<void> {
  const seals = new Seals(custodian, secrets);
  for (const { id, teams } of services) {
    const [team, second] = teams;
    const supervisor = team?.supervisors[0];
    if (!team || supervisor === undefined) continue;
    const tx = sealingIn(db, seals, id);
    const [same, apart] = await clientsAlike(db, team);
    if (same) {
      const why = 'Invented: she rang about both letters.';
      const likenessId = await judge(db, same, { verdict: 'one_person', by: supervisor });
      await insertSealed(tx, { of: clientLikeness, row: likenessId, keyId: same.one }, { why });
    }
    if (apart) await judge(db, apart, { verdict: 'two_people', by: apart.advocate });
    if (second) await look(db, tx, { team, second, by: supervisor });
  }
}

/** The demo's connection as a transaction that seals by keys that are there already. */
function sealingIn(db: Client, seals: Seals, organisationId: string): Queries {
  const tx: Queries = {
    query: async <T>(statement: string, values?: unknown): Promise<T> =>
      (await db.query(statement, values as unknown[])).rows as T, // rows are as the caller says
  };
  seals.attach(tx, organisationId);
  return tx;
}

/** Two people with much in common, and an open case of the first. */
interface Alike {
  readonly one: string;
  readonly other: string;
  readonly kinds: readonly string[];
  readonly caseId: string;
  readonly advocate: string;
}

/** Two pairs of clients of a team, of four people. Nobody who is sealed, or whom somebody would have erased. */
async function clientsAlike(db: Client, { id }: DemoTeam): Promise<Alike[]> {
  const { rows } = await db.query<Alike>(
    `SELECT DISTINCT ON (a.client_id) a.client_id AS one, b.client_id AS other, array_agg(a.kind ORDER BY a.kind) AS kinds,
       c.id AS "caseId", c.advocate_id AS advocate
     FROM identity_token a JOIN identity_token b ON b.token = a.token AND b.kind = a.kind AND b.client_id > a.client_id AND b.team_id = a.team_id
       JOIN case_file c ON c.client_id = a.client_id AND c.closed_on IS NULL JOIN client o ON o.id = b.client_id
     WHERE a.team_id = $1 AND NOT c.sealed AND NOT o.sealed
       AND NOT EXISTS (SELECT FROM erasure e WHERE e.client_id IN (a.client_id, b.client_id))
     GROUP BY a.client_id, b.client_id, c.id HAVING bool_or(a.kind = 'surname_and_initial') ORDER BY a.client_id, count(*) DESC, b.client_id`,
    [id],
  );
  const [first] = rows;
  const next = rows.find(
    ({ one, other }) => first && ![first.one, first.other].some((id) => id === one || id === other),
  );
  return [first, next].filter((pair) => pair !== undefined);
}

async function judge(
  db: Client,
  { one, other, kinds, caseId }: Alike,
  { verdict, by }: { readonly verdict: 'one_person' | 'two_people'; readonly by: string },
): Promise<string> {
  const did = verdict === 'one_person' ? 'likeness.merged' : 'likeness.told_apart';
  const at = await tell(db, { did, record: other, caseId, by });
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO likeness (organisation_id, client_id, other_client_id, verdict, judged_on, decided_by, decided_at)
     SELECT organisation_id, $1, $2, $3, $4, $5, $6 FROM client WHERE id = $1 RETURNING id`,
    [one, other, verdict, kinds, by, at],
  );
  return rows[0]?.id ?? '';
}

/** Of a perpetrator of the one team whose name is like that of one of the other. */
async function look(
  db: Client,
  tx: Queries,
  { team, second, by }: { readonly team: DemoTeam; readonly second: DemoTeam; readonly by: string },
): Promise<void> {
  const { rows } = await db.query<{ ours: string; theirs: string; caseId: string; lookId: string }>(
    `SELECT a.perpetrator_id AS ours, b.perpetrator_id AS theirs, c.id AS "caseId", ${idOf(`a.perpetrator_id::text || b.perpetrator_id::text`)} AS "lookId"
     FROM identity_token a JOIN identity_token b ON b.token = a.token AND b.kind = a.kind AND b.team_id = $2
       JOIN case_file c ON c.perpetrator_id = a.perpetrator_id AND c.closed_on IS NULL JOIN perpetrator o ON o.id = b.perpetrator_id
     WHERE a.team_id = $1 AND a.kind = 'surname_and_initial' AND NOT c.sealed AND NOT o.sealed ORDER BY 1, 2 LIMIT 1`,
    [team.id, second.id],
  );
  const [found] = rows;
  if (!found) return;
  const { ours, theirs, caseId, lookId } = found;
  const at = await tell(db, { did: 'perpetrator.looked_into', record: lookId, caseId, by });
  await db.query(
    `INSERT INTO seen_before_entry (organisation_id, perpetrator_id, entered_by, entered_at, seen_before, told)
     SELECT c.organisation_id, $1, c.advocate_id, $3::timestamptz - interval '1 hour', true, true FROM case_file c WHERE c.id = $2`,
    [ours, caseId, at],
  );
  await db.query(
    'INSERT INTO seen_before_look (id, perpetrator_id, looked_by, looked_at) VALUES ($1, $2, $3, $4)',
    [lookId, ours, by, at],
  );
  const why = 'Invented: two clients describe the same van.';
  await insertSealed(tx, { of: seenBeforeLookNarrative, row: lookId, keyId: ours }, { why });
  await db.query(
    'INSERT INTO seen_before_notice (perpetrator_id, seen_before_look_id, asked_by, made_at) VALUES ($1, $2, $3, $4)',
    [theirs, lookId, by, at],
  );
}

/** A line in the history of a case, as its latest. @returns when */
async function tell(
  db: Client,
  { did, record, caseId, by }: { did: string; record: string; caseId: string; by: string },
): Promise<Date> {
  const { rows } = await db.query<{ at: Date }>(
    `INSERT INTO event (at, did, record_id, case_id, organisation_id, actor_id, relayed_at)
     SELECT m.at, $1, $2, c.id, c.organisation_id, $4, m.at FROM case_file c,
       LATERAL (SELECT max(e.at) + interval '1 minute' AS at FROM event e WHERE e.case_id = c.id) m WHERE c.id = $3 RETURNING at`,
    [did, record, caseId, by],
  );
  return rows[0]?.at ?? new Date(0);
}
