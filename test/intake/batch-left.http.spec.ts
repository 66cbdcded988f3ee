import { BatchRecordingJob } from '../../src/intake/batch-recording.job.js';
import { BatchRecordingService } from '../../src/intake/batch-recording.service.js';
import { Queues } from '../../src/platform/jobs/queues.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { aRow, batchDesk, sheet } from './batch-desk.js';

let house: TestApp;
let service: GivenService;
let desk: ReturnType<typeof batchDesk>;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  desk = batchDesk(house, service.supervisor);
});
afterAll(() => house.stop());

const recording = () => house.app.get(BatchRecordingService);
const record = (eventId: number) => recording().record(eventId, () => Promise.resolve());
const today = async (who: { userId: string }) =>
  JSON.stringify((await (await house.as(who.userId)).get('/api/v1/today').expect(200)).body);

describe('a row that cannot be recorded', () => {
  it('keeps no other from being recorded, is told of, and is recorded once it can be', async () => {
    const { owner } = house.database;
    await owner.query(`CREATE FUNCTION refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'invented'; END $$;
      CREATE TRIGGER refuses BEFORE INSERT ON referral FOR EACH ROW WHEN (NEW.relationship IS NULL) EXECUTE FUNCTION refuses()`);
    const { id } = await desk.checked(sheet([aRow(1), aRow(2, { Relationship: 'Not known' }), aRow(3)]));
    const eventId = await desk.begin(id);
    await expect(record(eventId)).rejects.toThrow('invented');
    await recording().forgetOld();
    expect(await desk.show(id)).toMatchObject({ state: 'recording', recorded: 2 });
    const browser = await house.as(service.supervisor.userId);
    const { text } = await browser.get(`/referral-batches/${id}`).expect(200);
    expect(text).toContain('These rows could not be recorded yet: 3.');
    const file = await browser.get(`/referral-batches/${id}/errors.csv`).expect(200);
    expect(file.text).toContain('It could not be recorded yet');

    await owner.query('DROP TRIGGER refuses ON referral; DROP FUNCTION refuses()');
    const queues = house.app.get(Queues);
    const given: unknown[] = [];
    const add = jest
      .spyOn(queues, 'add')
      .mockImplementation((...job) => Promise.resolve(void given.push(job)));
    await house.app.get(BatchRecordingJob).goOn();
    add.mockRestore();
    expect(given).toEqual([['record-referral-batch', { eventId }]]);
    await record(eventId);
    expect(await desk.show(id)).toMatchObject({ state: 'recorded', recorded: 3 });
    expect(await recording().leftRecording()).toEqual([]);
  });
});

describe('a sheet that nobody records', () => {
  it('waits for whoever uploaded it from the first, as their list says', async () => {
    const { id } = await desk.checked(sheet([aRow(31)]));
    expect(await today(service.supervisor)).toContain(`/referral-batches/${id}`);
    const list = await (await house.as(service.supervisor.userId)).get('/referral-batches').expect(200);
    expect(list.text).toContain('Waits to be recorded');
  });

  it('is on the day of the other supervisors of its team from the second, without a word of whom it is about', async () => {
    const given = new Given(house.database.owner);
    const deputy = await given.staff('supervisor', service.organisation, { teams: [service.team] });
    const { id } = await desk.checked(sheet([aRow(21)]));
    const set = (age: string) =>
      house.database.owner.query(
        'UPDATE referral_batch SET uploaded_at = now() - $2::interval WHERE id = $1',
        [id, age],
      );
    await set('23 hours');
    expect(await today(deputy)).not.toContain(id);
    await set('25 hours');
    const told = await today(deputy);
    expect(told).toContain('Sheet of Invented Police, with Demo Yarrow');
    expect(told).not.toContain('Invented Sheet');
    expect(await today(service.supervisor)).toContain(`/referral-batches/${id}`);
    expect(await today(service.outsider)).not.toContain(id);
    await (await house.as(deputy.userId)).get(`/referral-batches/${id}`).expect(404);

    await set('29 days');
    await recording().forgetOld();
    expect(await today(deputy)).toContain('Destroyed unrecorded: ask Invented Police to send it again');
  });

  it('is on nobody’s day once it was discarded by hand', async () => {
    const { id } = await desk.checked(sheet([aRow(31)]));
    expect((await desk.step(id, 'discarding')).status).toBe(204);
    expect(await today(service.supervisor)).not.toContain(id);
  });
});
