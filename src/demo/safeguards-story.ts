import type { Client } from 'pg';
import { judgedBy } from '../safeguards/emergency.rules.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { brokenGlassNarrative } from '../safeguards/safeguard.sealed.js';
import { tellCounterAllegation } from './counter-story.js';
import type { DemoSealing } from './sealing.js';
import { tables } from './tables.js';
import type { DemoService, DemoTeam } from './world.js';

/**
 * In each service a case sealed, two people kept from a record, a client whom a supervisor would have erased,
 * two pairs who both say they are the victim, and where there is a
 * second team, a case it opened in an emergency.
 */
export async function tellSafeguards(
  db: Client,
  services: readonly DemoService[],
  { today, sealing }: { today: PlainDate; sealing: DemoSealing },
): Promise<void> {
  for (const { id, teams } of services) {
    const [team, other] = teams;
    if (!team) continue;
    const open = await openCases(db, team);
    await seal(db, team, open[0]);
    await keepFrom(db, { staff: open[1]?.advocate, from: open[1], by: null });
    await keepFrom(db, {
      staff: team.advocates.find((each) => each !== open[2]?.advocate),
      from: open[2],
      by: team.supervisors[0] ?? null,
    });
    await proposeErasure(db, team);
    await tellCounterAllegation(db, team, { organisation: id, sealing });
    if (other && open[3])
      await breakGlass(db, {
        organisation: id,
        team,
        by: other.advocates[0],
        opened: open[3],
        today,
        sealing,
      });
  }
}

interface Open {
  readonly id: string;
  readonly client: string;
  readonly perpetrator: string | null;
  readonly advocate: string;
}

async function openCases(db: Client, team: DemoTeam): Promise<Open[]> {
  const { rows } = await db.query<Open>(
    `SELECT id, client_id AS client, perpetrator_id AS perpetrator, advocate_id AS advocate FROM case_file
     WHERE team_id = $1 AND closed_on IS NULL AND perpetrator_id IS NOT NULL ORDER BY id LIMIT 4`,
    [team.id],
  );
  return rows;
}

async function seal(db: Client, { supervisors }: DemoTeam, sealed: Open | undefined): Promise<void> {
  if (!sealed) return;
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO seal (organisation_id, client_id, why, sealed_by) SELECT organisation_id, id, 'perpetrator_in_a_partner', $2 FROM client WHERE id = $1 RETURNING id`,
    [sealed.client, supervisors[1]],
  );
  await db.query('INSERT INTO seal_member SELECT $1, unnest($2::uuid[])', [
    rows[0]?.id,
    [supervisors[0], sealed.advocate],
  ]);
  // Triggers may be off while the demo is filled.
  await db.query('SELECT keep_sealed($1)', [sealed.client]);
}

async function keepFrom(
  db: Client,
  { staff, from, by }: { staff: string | undefined; from: Open | undefined; by: string | null },
): Promise<void> {
  if (!staff || !from) return;
  await db.query(
    `INSERT INTO exclusion (organisation_id, staff_id, client_id, perpetrator_id, why, made_by)
     SELECT organisation_id, $2, CASE WHEN $4::uuid IS NULL THEN NULL ELSE $1::uuid END, CASE WHEN $4::uuid IS NULL THEN $3::uuid END,
            CASE WHEN $4::uuid IS NULL THEN 'matched_name' ELSE 'supervisor' END, $4 FROM client WHERE id = $1`,
    [from.client, staff, from.perpetrator, by],
  );
}

/** Of the client of the case that was closed first, and who came back with no other. */
async function proposeErasure(db: Client, { id, supervisors }: DemoTeam): Promise<void> {
  await db.query(
    `INSERT INTO erasure (organisation_id, client_id, why, proposed_by)
     SELECT organisation_id, client_id, 'kept_long_enough', $2 FROM case_file c WHERE team_id = $1 AND closed_on IS NOT NULL
       AND NOT EXISTS (SELECT FROM case_file o WHERE o.client_id = c.client_id AND o.closed_on IS NULL)
       AND NOT EXISTS (SELECT FROM referral r WHERE r.client_id = c.client_id AND r.state IN ('received', 'waiting'))
     ORDER BY closed_on, id LIMIT 1`,
    [id, supervisors[0]],
  );
}

interface Breaking {
  readonly organisation: string;
  readonly team: DemoTeam;
  readonly by: string | undefined;
  readonly opened: Open;
  readonly today: PlainDate;
  readonly sealing: DemoSealing;
}

async function breakGlass(
  db: Client,
  { organisation, team, by, opened, today, sealing }: Breaking,
): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO broken_glass (organisation_id, case_id, client_id, staff_id, why, began_at, ends_at, review_due_on)
     VALUES ($1, $2, $3, $4, 'client_in_contact', $5::date + time '08:40', $5::date + time '12:40', $6) RETURNING id`,
    [organisation, opened.id, opened.client, by, today, judgedBy(today)],
  );
  const id = rows[0]?.id ?? '';
  const why = 'Invented: the client rang our team from a shop, and nobody of hers could be reached.';
  const words = sealing.row({ of: brokenGlassNarrative, row: id, keyId: id }, organisation, [why]);
  await db.query('INSERT INTO broken_glass_narrative (broken_glass_id, why) VALUES ($1, $2)', words);
  for (const key of sealing.keys())
    await db.query(`INSERT INTO data_key (${tables.data_key.join(', ')}) VALUES ($1, $2, $3, $4, $5)`, key);
  await db.query(
    'INSERT INTO broken_glass_notice (broken_glass_id, staff_id) SELECT $1, unnest($2::uuid[])',
    [id, team.supervisors],
  );
}
