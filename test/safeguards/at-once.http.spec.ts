import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ConflictTokens } from '../../src/people/conflict-tokens.js';
import { aReferralForm } from '../support/referral-forms.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** Two who act at the same moment: whichever commits last sees the other. */
let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());

/** Once what was begun waits for what is under way; what does not wait has long been done by then. */
async function begunBeside(): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  for (let waited = 0; waited < 3_000 && !(await desk.row(waiting)); waited += 50) await delay(50);
}

it('a referral written while its client is being sealed is sealed with them', async () => {
  const { caseId, clientId } = await desk.aCase();
  const other = new pg.Client({ connectionString: desk.house.database.ownerUrl });
  await other.connect();
  await other.query('BEGIN');
  await other.query(
    `INSERT INTO referral (organisation_id, team_id, reference, client_id, received_at, recorded_by, source, police_area, relationship,
       cyber_element, age_at_referral, reported_to_police)
     SELECT organisation_id, team_id, 'RF-2026-BESIDE2', client_id, now(), recorded_by, source, police_area, relationship, cyber_element, 34, 'no'
     FROM referral WHERE client_id = $1 LIMIT 1`,
    [clientId],
  );
  const sealing = desk.post(desk.supervisor, `/cases/${caseId}/seal`, {
    why: 'threat_to_life',
    named: [desk.deputy.userId],
  });
  await begunBeside();
  await other.query('COMMIT');
  await other.end();
  expect((await sealing).status).toBe(303);
  const written = await desk.row(`SELECT id, sealed FROM referral WHERE reference = 'RF-2026-BESIDE2'`);
  expect(written?.['sealed']).toBe(true);
  expect((await desk.get(desk.advocate, `/referrals/${String(written?.['id'])}`)).status).toBe(404);
});

it('a colleague who says whom they know while that person is referred is kept from the referral', async () => {
  const tokens = desk.house.app.get(ConflictTokens);
  const form = aReferralForm({
    fullName: 'Invented Meanwhile',
    perpetratorName: 'Demo Tansy',
    sameAs: 'someone_else',
  });
  const referring = await desk.house.db.run(desk.colleague, async (tx) => {
    const [{ id }] = await tx.query<[{ id: string }]>(
      `INSERT INTO declared_conflict (relation) VALUES ('friend') RETURNING id`,
    );
    const said = { party: 'staff', id: desk.colleague.userId, names: ['Demo Tansy'], reachedBy: [] } as const;
    await tokens.enter(tx, [{ ...said, declaredAs: id }]);
    const sent = desk.post(desk.advocate, '/referrals', form);
    await begunBeside();
    return { sent };
  });
  const { status, to } = await referring.sent;
  expect(status).toBe(303);
  expect((await desk.get(desk.advocate, to)).status).toBe(200);
  expect((await desk.get(desk.colleague, to)).status).toBe(404);
});
