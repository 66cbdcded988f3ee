import type { Client } from 'pg';
import { addDays, type PlainDate } from '../kernel/plain-date.js';
import { shareCopyItem } from '../sharing/copy.sealed.js';
import { shareNarrative } from '../sharing/share.sealed.js';
import { Random } from './random.js';
import type { DemoSealing } from './sealing.js';
import { sharingTables } from './sharing-tables.js';
import { tables } from './tables.js';
import type { DemoService } from './world.js';

/** In each service somebody of a landlord’s, with an account of their own, who looked at a copy that is theirs for a month. */
export async function tellViews(
  db: Client,
  services: readonly DemoService[],
  { today, sealing, seed }: { today: PlainDate; sealing: DemoSealing; seed: number },
): Promise<void> {
  // Chances of their own: what they draw changes no other story.
  const random = new Random(seed + 7);
  for (const [index, { id }] of services.entries()) {
    const partner = await addPartner(db, {
      id: random.uuid(),
      service: id,
      number: String(index + 1).padStart(2, '0'),
    });
    const { rows } = await db.query<Found>(
      `SELECT c.id AS case, c.client_id AS client, c.advocate_id AS advocate, g.id AS agency, m.staff_id AS supervisor
       FROM case_file c JOIN agency g ON g.organisation_id = c.organisation_id AND g.kind = 'housing'
         JOIN team_member m ON m.team_id = c.team_id JOIN staff s ON s.id = m.staff_id AND s.role = 'supervisor'
       WHERE c.organisation_id = $1 AND c.closed_on IS NULL AND NOT c.sealed ORDER BY c.id DESC, s.id LIMIT 1`,
      [id],
    );
    if (rows[0]) await tellView(db, { service: id, partner, today, sealing, ...rows[0] }, random);
  }
}

/** With the password of the demo. */
async function addPartner(
  db: Client,
  { id, service, number }: { id: string; service: string; number: string },
): Promise<string> {
  await db.query(
    `INSERT INTO staff (id, organisation_id, role, display_name, email) VALUES ($1, $2, 'partner', $3, $4)`,
    [id, service, `Demo partner ${number}`, `partner.${number}@demo.invalid`],
  );
  await db.query(
    `INSERT INTO staff_credential (staff_id, password_hash, is_demo)
     SELECT $1, password_hash, true FROM staff_credential WHERE is_demo LIMIT 1`,
    [id],
  );
  return id;
}

interface Found {
  readonly case: string;
  readonly client: string;
  readonly advocate: string;
  readonly agency: string;
  readonly supervisor: string;
}

interface View extends Found {
  readonly service: string;
  readonly partner: string;
  readonly today: PlainDate;
  readonly sealing: DemoSealing;
}

async function tellView(db: Client, view: View, random: Random): Promise<void> {
  const { case: caseId, client, advocate, agency, supervisor, partner, today, sealing, service } = view;
  const [share, consent] = [random.uuid(), random.uuid()];
  await add(db, 'agency_member', [partner, agency, supervisor]);
  await db.query(
    `INSERT INTO consent (id, client_id, purpose, agency_id, value, how, given_on, recorded_by) VALUES ($1, $2, 'share_agency', $3, 'given', 'by_phone', $4, $5)`,
    [consent, client, agency, today, advocate],
  );
  await add(db, 'share', [
    ...[share, caseId, agency, '{safe_contact,safety_plan}', 'view', consent, null, addDays(today, 28)],
    ...[advocate, today, `${today}T18:10:00Z`],
  ]);
  await db.query(
    `INSERT INTO event (did, record_id, case_id, organisation_id, actor_id, at, relayed_at) VALUES ('share.made', $1, $2, $3, $4, $5, $5)`,
    [share, caseId, service, advocate, `${today}T18:10:00Z`],
  );
  const to = ['Demo partner', 'With an account here', 'Invented: to fit a lock and a light.'];
  const narrative = sealing.row({ of: shareNarrative, row: share, keyId: caseId }, service, to);
  const items = [
    ['safe_contact', 'Invented: ring on a weekday between ten and two, and say that it is about the boiler.'],
    ['safety_plan', 'Invented: a stronger lock, a light over the door, and nobody’s name on the bell.'],
  ].map(([item = '', words = '']) => {
    const row = random.uuid();
    const [id, sealed] = sealing.row({ of: shareCopyItem, row, keyId: share }, service, [words]);
    return [id, share, item, null, sealed];
  });
  for (const key of sealing.keys()) await insert(db, ['data_key', tables.data_key], key);
  await add(db, 'share_narrative', narrative);
  await add(db, 'share_copy', [share, partner, null]);
  for (const item of items) await add(db, 'share_copy_item', item);
  await add(db, 'share_look', [random.uuid(), share, partner, `${today}T18:40:00Z`]);
}

function add(db: Client, table: keyof typeof sharingTables, values: readonly unknown[]): Promise<void> {
  return insert(db, [table, sharingTables[table]], values);
}

async function insert(
  db: Client,
  [table, columns]: readonly [string, readonly string[]],
  values: readonly unknown[],
): Promise<void> {
  const places = columns.map((_, index) => `$${String(index + 1)}`).join(', ');
  await db.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, [...values]);
}
