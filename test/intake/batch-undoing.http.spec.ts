import fc from 'fast-check';
import { EscalationService } from '../../src/referrals/escalation.service.js';
import type { Person } from '../../src/kernel/actor.js';
import { Given } from '../support/given.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { aReferralForm } from '../support/referral-forms.js';
import { sized } from '../support/size.js';
import { relationsOf } from '../database/reach.js';
import { aRow, batchDesk, sheet } from './batch-desk.js';

let house: TestApp;
let service: GivenService;
let desk: ReturnType<typeof batchDesk>;
let deputy: Person;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  desk = batchDesk(house, service.supervisor);
  const ofTeam = { teams: [service.team], name: 'Demo Deputy' };
  deputy = await new Given(house.database.owner).staff('supervisor', service.organisation, ofTeam);
  // A colleague in conflict with whoever has the name of one suspect of every sheet below.
  const colleague = await house.as(service.colleague.userId);
  const conflict = { fullName: 'Invented Conflicted', relation: 'former_partner', reachedBy: '' };
  await colleague.post('/conflicts').type('form').send(conflict).expect(303);
  await desk.recorded(sheet([aRow(1)]));
});
afterAll(() => house.stop());

/**
 * What stands whatever is undone: the log and history, which only grow; the batch's own rows, which say what became of it; how its
 * sender's sheets are read; and who is signed in.
 */
const stands =
  /^(audit\.|door\.|event$|referral_batch|batch_sender|kept_answer|session$|service_key_use|sign_in)/;

/** Every other row of every table there is, as text. */
async function everything(): Promise<Record<string, string[]>> {
  const { owner } = house.database;
  const tables = (await relationsOf(owner)).filter(({ isTable, name }) => isTable && !stands.test(name));
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const of = name === 'data_key' ? `WHERE opens NOT LIKE 'referral%'` : '';
    const { rows } = await owner.query<{ row: string }>(
      `SELECT t::text AS row FROM ${name} t ${of} ORDER BY 1`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

const perhaps = (...words: string[]) => fc.constantFrom(...words);
/** A row of somebody who may be known, may be sent twice, may conflict with a colleague, and may be in error. */
const anyRow = fc
  .record({
    number: fc.integer({ min: 1, max: 40 }),
    Suspect: perhaps('', 'Invented Conflicted', 'Invented Other'),
    Sex: perhaps('F', 'M', ''),
    Relationship: perhaps('Ex-partner', 'Not known', ''),
    Phone: perhaps('', '07700 900111', '07700 900222'),
    DOB: perhaps('3/3/1990', '31/2/1990', ''),
    Summary: perhaps('=cmd()', 'Invented: "quoted",\nand more', 'Invented.'),
  })
  .map(({ number, ...changes }) => aRow(number, changes));

describe('a batch that is undone', () => {
  it('leaves every table as it was before it, whatever its rows were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 12 }), async (rows) => {
        const before = await everything();
        const sound = [...rows, aRow(41, { Suspect: 'Invented Conflicted' })];
        const batch = await desk.recorded(sheet(sound));
        expect((await everything())['referral']?.length).toBeGreaterThan(before['referral']?.length ?? 0);
        expect((await everything())['exclusion']?.length).toBeGreaterThan(before['exclusion']?.length ?? 0);
        expect((await desk.undone(batch.id, deputy)).status).toBe(204);
        expect(await everything()).toEqual(before);
      }),
      { numRuns: sized(4, 60) },
    );
  });

  it('takes back what went up because nobody decided it, as if it had not', async () => {
    const escalate = () => house.app.get(EscalationService).escalate();
    house.clock.set('2026-03-04T20:00:00Z');
    await escalate();
    const before = await everything();
    const batch = await desk.recorded(sheet([aRow(45), aRow(46)]));
    await escalate();
    const wentUp = (all: Record<string, string[]>) => all['referral_escalation']?.length ?? 0;
    expect(wentUp(await everything())).toBe(wentUp(before) + 2);
    expect((await desk.undone(batch.id, deputy)).status).toBe(204);
    expect(await everything()).toEqual(before);
    expect(await desk.show(batch.id)).toMatchObject({ kept: [] });
    house.clock.set('2026-03-03T10:00:00Z');
  });

  it('keeps whole what somebody worked on since, and takes the rest', async () => {
    const { owner } = house.database;
    const before = (await everything())['referral'] ?? [];
    const batch = await desk.recorded(sheet([51, 52, 53, 54, 55, 56].map((number) => aRow(number))));
    const { rows } = await owner.query<{
      row: number;
      id: string;
      reference: string;
      client: string;
      version: number;
    }>(
      `SELECT d.row_number AS row, r.id, r.reference, r.client_id AS client, r.version FROM referral_batch_referral d JOIN referral r ON r.id = d.referral_id
       WHERE d.batch_id = $1 ORDER BY 1`,
      [batch.id],
    );
    const [decided, again, corrected, seen] = rows;
    const browser = await house.as(service.supervisor.userId);
    const another = await house.as(deputy.userId);
    const decision = { decision: 'decline', reason: 'out_of_area', version: decided?.version };
    await another
      .post(`/api/v1/referrals/${String(decided?.id)}/decision`)
      .send(decision)
      .expect(200);
    const form = {
      ...aReferralForm(),
      fullName: 'Invented Sheetfc',
      sameAs: 'again',
      repeats: again?.reference,
    };
    await browser.post('/api/v1/referrals').send(form).expect(201);
    await owner.query('UPDATE client SET sealed = sealed WHERE id = $1', [corrected?.client]);
    await browser.get(`/referrals/${String(seen?.id)}`).expect(200);

    expect((await desk.undone(batch.id, deputy)).status).toBe(204);
    const kept = await desk.show(batch.id);
    expect(kept).toMatchObject({ state: 'undone', kept: [2, 3, 4] });
    const after = (await everything())['referral'] ?? [];
    expect(after).toHaveLength(before.length + 4);
    for (const each of [decided, again, corrected]) {
      await browser.get(`/referrals/${String(each?.id)}`).expect(200);
    }
    await browser.get(`/referrals/${String(seen?.id)}`).expect(404);
    const page = await browser.get(`/referral-batches/${batch.id}`).expect(200);
    expect(page.text).toContain('3 taken back, 3 kept');
  });

  it('is undone by nobody else, not without a second step, and not after a week', async () => {
    const batch = await desk.recorded(sheet([aRow(61)]));
    const { owner } = house.database;
    const browser = await house.as(service.supervisor.userId);
    await owner.query(
      `UPDATE session SET stepped_up_at = now() - interval '6 minutes', began_at = now() - interval '1 hour'`,
    );
    const undoing = `/api/v1/referral-batches/${batch.id}/undoing`;
    await browser.post(undoing).send({ version: batch.version }).expect(401);
    await (
      await house.as(service.outsider.userId)
    )
      .post(undoing)
      .send({ version: batch.version })
      .expect(404);
    await owner.query(`UPDATE referral_batch SET ended_at = now() - interval '8 days' WHERE id = $1`, [
      batch.id,
    ]);
    const late = await desk.step(batch.id, 'undoing');
    expect([late.status, (late.body as { type: string }).type]).toEqual([422, 'not-to-be-undone']);
  });

  it('keeps what a frozen return has counted', async () => {
    const { owner } = house.database;
    const batch = await desk.recorded(sheet([aRow(71)]));
    await owner.query(
      `INSERT INTO snapshot (service_id, quarter, cut_off_at, frozen_at, policy_version, hash, attacked_counts)
       VALUES ($1, '2025-Q4', '2026-03-04', '2026-03-04', 'invented', repeat('0', 64), 0)`,
      [service.organisation],
    );
    expect((await desk.undone(batch.id, deputy)).status).toBe(204);
    expect(await desk.show(batch.id)).toMatchObject({ kept: [2] });
  });
});
