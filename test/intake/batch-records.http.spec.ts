import type { Person } from '../../src/kernel/actor.js';
import { BatchRecordingService } from '../../src/intake/batch-recording.service.js';
import { Given } from '../support/given.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { aRow, batchDesk, sheet } from './batch-desk.js';

let house: TestApp;
let service: GivenService;
let deputy: Person;
let desk: ReturnType<typeof batchDesk>;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  desk = batchDesk(house, service.supervisor);
  const ofTeam = { teams: [service.team], name: 'Demo Deputy' };
  deputy = await new Given(house.database.owner).staff('supervisor', service.organisation, ofTeam);
});
afterAll(() => house.stop());

const count = async (from: string, ...values: unknown[]) =>
  Number((await service.row(`SELECT count(*) AS n FROM ${from}`, ...values))?.['n']);
const browser = () => house.as(service.supervisor.userId);

describe('a batch', () => {
  it('is nothing to anybody but whoever uploaded it', async () => {
    const { id } = await desk.checked(sheet([aRow(71)]));
    for (const who of [service.outsider, service.advocate]) {
      const other = await house.as(who.userId);
      for (const path of ['', '/columns', '/words', '/errors.csv'])
        await other.get(`/referral-batches/${id}${path}`).expect(404);
    }
  });

  it('is recorded once, however often its job is given out', async () => {
    const before = await count('referral');
    const { id } = await desk.checked(sheet([aRow(81), aRow(82), aRow(83), aRow(84)]));
    const eventId = await desk.begin(id);
    const recording = house.app.get(BatchRecordingService);
    const once = () => recording.record(eventId, () => Promise.resolve());
    await Promise.all([once(), once().catch(() => undefined)]);
    await once();
    expect(await count('referral')).toBe(before + 4);
    expect(await desk.show(id)).toMatchObject({ state: 'recorded', recorded: 4 });
    expect((await desk.step(id, 'recording')).status).toBe(422);
  });

  it('finds conflicts of interest with each row, and tells nobody', async () => {
    const colleague = await house.as(service.colleague.userId);
    const conflict = { fullName: 'Invented Conflicted', relation: 'family', reachedBy: '' };
    await colleague.post('/conflicts').type('form').send(conflict).expect(303);
    const checked = await desk.checked(sheet([aRow(91, { Suspect: 'Invented Conflicted' }), aRow(92)]));
    expect(checked).toMatchObject({ ready: 2, likelyDuplicates: 0 });
    await house.app.get(BatchRecordingService).record(await desk.begin(checked.id), () => Promise.resolve());
    const { rows } = await house.database.owner.query<{ id: string; row: number }>(
      'SELECT referral_id AS id, row_number AS row FROM referral_batch_referral WHERE batch_id = $1 ORDER BY 2',
      [checked.id],
    );
    const statuses = await Promise.all(
      rows.map(async ({ id }) => (await colleague.get(`/referrals/${id}`)).status),
    );
    expect(statuses).toEqual([404, 200]);
    const recorded = await desk.show(checked.id);
    expect(recorded).toMatchObject({ recorded: 2 });
    expect(JSON.stringify(recorded)).not.toMatch(/conflict|exclu/i);
  });

  it('that names who uploaded it looks to them as any other, recorded and undone', async () => {
    await (
      await browser()
    )
      .post('/conflicts')
      .type('form')
      .send({ fullName: 'Invented Myown', relation: 'family', reachedBy: '' })
      .expect(303);
    const batch = await desk.recorded(sheet([aRow(101, { Suspect: 'Invented Myown' }), aRow(102)]));
    expect(batch).toMatchObject({ recorded: 2 });
    await house.database.owner.query(
      `UPDATE referral SET version = version WHERE id IN (SELECT referral_id FROM referral_batch_referral WHERE batch_id = $1)`,
      [batch.id],
    );
    expect((await desk.undone(batch.id, deputy)).status).toBe(204);
    // Both are kept, since both were changed; of the one they are kept from they see what they would see had it gone.
    expect(await desk.show(batch.id)).toMatchObject({ kept: [3] });
    const { text } = await (await browser()).get(`/referral-batches/${batch.id}`).expect(200);
    expect(text).toContain('1 taken back, 1 kept');
  });

  it('that names who uploaded it keeps that row when they undo it, and says that it took it back', async () => {
    const batch = await desk.recorded(sheet([aRow(111, { Suspect: 'Invented Myown' }), aRow(112)]));
    const [kept] = (
      await house.database.owner.query<{ id: string }>(
        'SELECT referral_id AS id FROM referral_batch_referral WHERE batch_id = $1 ORDER BY row_number',
        [batch.id],
      )
    ).rows;
    expect((await desk.undone(batch.id, deputy)).status).toBe(204);
    expect(await desk.show(batch.id)).toMatchObject({ state: 'undone', kept: [] });
    const { text } = await (await browser()).get(`/referral-batches/${batch.id}`).expect(200);
    expect(text).toContain('2 taken back');
    expect(text).not.toMatch(/\d kept/);
    expect(await count('referral_batch_referral WHERE batch_id = $1', batch.id)).toBe(1);
    expect(await count('exclusion e JOIN referral r USING (perpetrator_id) WHERE r.id = $1', kept?.id)).toBe(
      1,
    );
    await (await house.as(service.colleague.userId)).get(`/referrals/${String(kept?.id)}`).expect(200);
  });
});
