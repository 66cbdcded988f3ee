import type { Client } from 'pg';
import { considerations, edition } from '../safeguards/counter-allegation.codes.js';
import { counterDecisionNarrative } from '../safeguards/counter-allegation.sealed.js';
import type { DemoSealing } from './sealing.js';
import { tables } from './tables.js';
import type { DemoTeam } from './world.js';
import { idOf } from './row-id.js';

/** Two pairs of clients who both say they are the victim: one waits for its supervisor, one was decided. */
export async function tellCounterAllegation(
  db: Client,
  { id: team, supervisors }: DemoTeam,
  { organisation, sealing }: { organisation: string; sealing: DemoSealing },
): Promise<void> {
  const pairs = await pairsOf(db, team);
  for (const [earlier, later] of pairs) {
    const decided = earlier === pairs[0]?.[0];
    const { rows } = await db.query<{ id: string }>(
      `INSERT INTO counter_allegation (id, organisation_id, earlier_client_id, later_client_id, found_by, outcome)
       VALUES (${idOf(`$2::text || $3`)}, $1, $2::uuid, $3::uuid, 'contact', $4) RETURNING id`,
      [organisation, earlier, later, decided ? 'both_stand' : null],
    );
    await keepApart(db, organisation, [earlier, later]);
    if (decided) await decide(db, { organisation, id: rows[0]?.id ?? '', by: supervisors[0] }, sealing);
  }
}

/** Of open cases with advocates of their own, the earlier before the later. */
async function pairsOf(db: Client, team: string): Promise<[string, string][]> {
  const { rows } = await db.query<{ client: string; advocate: string }>(
    `SELECT DISTINCT ON (c.advocate_id) c.client_id AS client, c.advocate_id AS advocate FROM case_file c
     WHERE c.team_id = $1 AND c.closed_on IS NULL AND NOT c.sealed ORDER BY c.advocate_id, c.opened_on DESC, c.id LIMIT 4`,
    [team],
  );
  const [first, second, third, fourth] = rows.map(({ client }) => client);
  return [
    ...(first && second ? [[first, second] as [string, string]] : []),
    ...(third && fourth ? [[third, fourth] as [string, string]] : []),
  ];
}

/** Triggers may be off while the demo is filled. */
async function keepApart(db: Client, organisation: string, pair: readonly [string, string]): Promise<void> {
  for (const [client, from] of [pair, [pair[1], pair[0]] as const])
    await db.query(
      `INSERT INTO exclusion (organisation_id, staff_id, client_id, why)
       SELECT DISTINCT $1::uuid, c.advocate_id, $3::uuid, 'counter_allegation' FROM case_file c WHERE c.client_id = $2 ON CONFLICT DO NOTHING`,
      [organisation, client, from],
    );
}

async function decide(
  db: Client,
  { organisation, id, by }: { organisation: string; id: string; by: string | undefined },
  sealing: DemoSealing,
): Promise<void> {
  const answers = Object.fromEntries(considerations.map(({ code }) => [code, 'both']));
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO counter_allegation_decision (counter_allegation_id, edition, considerations, outcome, decided_by)
     VALUES ($1, $2, $3, 'both_stand', $4) RETURNING id`,
    [id, edition, JSON.stringify(answers), by],
  );
  const said = ['Invented: each was hurt by the other.', 'Invented: neither can be left without anybody.'];
  const place = { of: counterDecisionNarrative, row: rows[0]?.id ?? '', keyId: id };
  const words = sealing.row(place, organisation, said);
  await db.query(
    'INSERT INTO counter_allegation_decision_narrative (counter_allegation_decision_id, account, reason) VALUES ($1, $2, $3)',
    words,
  );
  for (const key of sealing.keys())
    await db.query(`INSERT INTO data_key (${tables.data_key.join(', ')}) VALUES ($1, $2, $3, $4, $5)`, key);
}
