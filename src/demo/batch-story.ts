import type { Client } from 'pg';
import type { BatchFinding } from '../intake/batch.codes.js';
import type { Mapping } from '../intake/batch-mapping.rules.js';
import { batchSheet } from '../intake/batch.sealed.js';
import type { Sheet } from '../intake/batch-sheet.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { DemoSealing } from './sealing.js';
import { tables } from './tables.js';
import type { DemoService } from './world.js';
import { idOf } from './row-id.js';

const sheet: Sheet = {
  header: ['Full name', 'DOB', 'Relationship', 'Summary', 'Phone'],
  rows: [
    ['Demo Sheet-Larch', '3/4/1988', 'Ex-partner', 'Invented: waited outside the gym.', '07700 900811'],
    ['Demo Sheet-Rowan', '31/2/1990', 'Neighbour', 'Invented: letters every week.', ''],
    ['Demo Sheet-Larch', '3/4/1988', 'Ex-partner', 'Invented: sent a second time.', '07700 900811'],
  ].map((cells, index) => ({ number: index + 2, cells })),
};

const mapping: Mapping = {
  columns: {
    'full name': 'full_name',
    dob: 'born_on',
    relationship: 'relationship',
    summary: 'what_happened',
    phone: 'phone',
  },
  words: { relationship: { 'ex-partner': 'ex_intimate', neighbour: 'neighbour' } },
};

const findings: readonly (readonly [number, BatchFinding, readonly string[]])[] = [
  [2, 'ready', []],
  [3, 'in_error', ['Date of birth: Enter the date of birth, such as 27/3/2026']],
  [4, 'likely_duplicate', []],
];

/** Each supervisor of a service's first team has a sheet that the police sent today: checked, and not yet recorded. */
export async function uploadSheets(
  db: Client,
  services: readonly DemoService[],
  { today, sealing }: { today: PlainDate; sealing: DemoSealing },
): Promise<void> {
  for (const { id: organisation, teams } of services) {
    const [team] = teams;
    if (!team) continue;
    const { rows } = await db.query<{ id: string }>(
      `INSERT INTO batch_sender (organisation_id, team_id, name) VALUES ($1, $2, 'Demo Police weekly list') RETURNING id`,
      [organisation, team.id],
    );
    for (const supervisor of team.supervisors) {
      // Of the supervisor's own, so that the same seed gives the same.
      const made = await db.query<{ id: string }>(
        `INSERT INTO referral_batch (id, organisation_id, team_id, sender_id, uploaded_by, uploaded_at, received_at, source, encoding, separator, row_count, state)
         VALUES (${idOf(`'sheet of ' || $4`)}, $1, $2, $3, $4::uuid, $5::date + time '09:10', $5::date + time '08:30', 'police', 'windows1252', 'semicolon', 3, 'checked')
         RETURNING id`,
        [organisation, team.id, rows[0]?.id, supervisor, today],
      );
      const id = made.rows[0]?.id ?? '';
      const words = [JSON.stringify(sheet), JSON.stringify(mapping)];
      await db.query(
        'INSERT INTO referral_batch_sheet (batch_id, sheet, mapping) VALUES ($1, $2, $3)',
        sealing.row({ of: batchSheet, row: id, keyId: id }, organisation, words),
      );
      for (const [row, finding, faults] of findings)
        await db.query('INSERT INTO referral_batch_row VALUES ($1, $2, $3, $4)', [id, row, finding, faults]);
    }
  }
  await askToTakeBack(db, today);
  for (const key of sealing.keys())
    await db.query(`INSERT INTO data_key (${tables.data_key.join(', ')}) VALUES ($1, $2, $3, $4, $5)`, key);
}

/** Where a team has two supervisors, one recorded the wrong sheet, and asks the other to take it back. */
async function askToTakeBack(db: Client, today: PlainDate): Promise<void> {
  const wrong = `SELECT ${idOf(`'wrong sheet of ' || min(b.uploaded_by::text)`)} AS id, b.organisation_id, b.team_id, b.sender_id, min(b.uploaded_by::text)::uuid AS by
    FROM referral_batch b GROUP BY b.organisation_id, b.team_id, b.sender_id HAVING count(DISTINCT b.uploaded_by) > 1`;
  await db.query(
    `INSERT INTO referral_batch (id, organisation_id, team_id, sender_id, uploaded_by, uploaded_at, received_at, source, encoding, separator, row_count,
       state, begun_at, ended_at, rows_recorded)
     SELECT id, organisation_id, team_id, sender_id, by, $1::date + time '09:00', $1::date + time '08:30', 'police', 'utf8', 'comma', 2,
       'recorded', $1::date + time '09:02', $1::date + time '09:03', 2 FROM (${wrong}) w`,
    [today],
  );
  await db.query(
    `INSERT INTO referral_batch_undoing (id, organisation_id, batch_id, proposed_by, proposed_at)
     SELECT ${idOf(`'undoing of ' || id`)}, organisation_id, id, uploaded_by, $1::date + time '09:10' FROM referral_batch WHERE state = 'recorded'`,
    [today],
  );
}
