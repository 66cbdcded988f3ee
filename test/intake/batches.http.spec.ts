import { BatchRecordingService } from '../../src/intake/batch-recording.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenAReferral } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { aRow, asCodes, batchDesk, header, sheet } from './batch-desk.js';

let house: TestApp;
let service: GivenService;
let desk: ReturnType<typeof batchDesk>;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  desk = batchDesk(house, service.supervisor);
});
afterAll(() => house.stop());

const count = async (from: string, ...values: unknown[]) =>
  Number((await service.row(`SELECT count(*) AS n FROM ${from}`, ...values))?.['n']);
const browser = () => house.as(service.supervisor.userId);

describe('a sheet of referrals', () => {
  it('is checked before anything of it is recorded, and what is wrong is said without what it says', async () => {
    const before = await count('referral');
    const rows = [
      aRow(1),
      aRow(2, { DOB: '31/2/1990' }),
      aRow(3, { 'Full name': '', Summary: '' }),
      [...aRow(4), 'spare'],
      aRow(5),
    ];
    const batch = await desk.checked(sheet(rows));
    expect(batch).toMatchObject({ state: 'checked', rows: 5, ready: 2, inError: 3, likelyDuplicates: 0 });
    expect(batch['rowsInError']).toEqual([
      {
        row: 3,
        finding: 'in_error',
        faults: ['Date of birth: There is no such day. Enter the date of birth, such as 27/3/2026'],
      },
      {
        row: 4,
        finding: 'in_error',
        faults: [
          'Full name: Enter the full name of the person referred',
          'What happened: Enter what happened',
        ],
      },
      {
        row: 5,
        finding: 'in_error',
        faults: [
          'The row has more or fewer cells than the first row. Look for a stray separator or line end',
        ],
      },
    ]);
    expect(await count('referral')).toBe(before);
  });

  it('becomes referrals that were received when the sheet was, with every way to reach their clients', async () => {
    const batch = await desk.recorded(sheet([aRow(11), aRow(12, { Phone: '', Relationship: '' })]));
    expect(batch).toMatchObject({ state: 'recorded', recorded: 2 });
    const referralOf = (row: number) =>
      service.row(
        `SELECT r.*, (SELECT safe FROM contact_method m WHERE m.client_id = r.client_id) AS safe,
           (SELECT verified_on FROM contact_method m WHERE m.client_id = r.client_id) AS verified_on
         FROM referral r JOIN referral_batch_referral d ON d.referral_id = r.id WHERE d.batch_id = $1 AND d.row_number = $2`,
        batch.id,
        row,
      );
    expect(await referralOf(2)).toMatchObject({
      state: 'received',
      source: 'police',
      relationship: 'ex_intimate',
      police_recorded_as: 'stalking',
      received_at: new Date('2026-03-02T16:30:00Z'),
      recorded_by: service.supervisor.userId,
      team_id: service.team,
      safe: 'yes',
      verified_on: null,
    });
    expect(await referralOf(3)).toMatchObject({
      relationship: null,
      relationship_unknown_reason: 'referrer_did_not_supply',
      safe: null,
    });
  });

  it('is recorded with likely duplicates, which count as received', async () => {
    await givenAReferral(house.database.owner, {
      team: service.team,
      name: 'Invented Twice',
      by: service.advocate,
    });
    const twice = { 'Full name': 'Invented Twice', DOB: '' };
    const rows = [aRow(21, twice), aRow(22), aRow(22), aRow(23)];
    const checked = await desk.checked(sheet(rows));
    expect(checked).toMatchObject({ ready: 2, likelyDuplicates: 2, inError: 0 });
    const before = await count('referral');
    await house.app.get(BatchRecordingService).record(await desk.begin(checked.id), () => Promise.resolve());
    expect(await count('referral')).toBe(before + 4);
    expect(await count(`audit.entry WHERE act = 'people.searched' AND cardinality(ids) = 1`)).toBeGreaterThan(
      0,
    );
  });

  it('remembers what its sender means, and asks again only about words that are new', async () => {
    await desk.recorded(sheet([aRow(31)]), { sender: 'Invented Second Force' });
    const { body } = await desk.upload(sheet([aRow(32), aRow(33, { Relationship: 'Boss' })]), {
      sender: 'Invented Second Force',
    });
    const { id } = body as { id: string };
    const columns = await (await browser()).get(`/api/v1/referral-batches/${id}/columns`).expect(200);
    expect((columns.body as { likely: string }[]).map(({ likely }) => likely)).not.toContain(null);
    const answer = await desk.check(id);
    expect([answer.status, (answer.body as { type: string }).type]).toEqual([422, 'word-unanswered']);
    const questions = await (await browser()).get(`/api/v1/referral-batches/${id}/words`).expect(200);
    const open = (questions.body as { word: string | null; suggested: string | null }[]).filter(
      ({ suggested }) => suggested === null,
    );
    expect(open).toEqual([expect.objectContaining({ word: 'Boss', rows: 1 })]);
    expect((await desk.check(id, { ...asCodes, boss: 'colleague' })).status).toBe(204);
  });

  it('says how it was read where that was not UTF-8', async () => {
    const { id } = await desk.checked(Buffer.from(sheet([aRow(41, { Summary: 'Caf\xe9' })]), 'latin1'));
    const { text } = await (await browser()).get(`/referral-batches/${id}`).expect(200);
    expect(text).toContain('Windows-1252, parted by commas');
    expect(text).toContain('The file was not in UTF-8');
  });

  it('gives back its rows in error as a file that no spreadsheet runs', async () => {
    const rows = [aRow(51, { DOB: '=1+1', Summary: '@SUM(A1), "x"' }), aRow(52)];
    const { id } = await desk.checked(sheet(rows, ';'));
    const answer = await (await browser()).get(`/referral-batches/${id}/errors.csv`).expect(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="rows-to-mend.csv"');
    const [first, second, rest] = answer.text.split('\r\n');
    expect(first).toBe(['Row', ...header, 'What to mend'].join(','));
    expect(second).toContain(`,'=1+1,`);
    expect(second).toContain(`,"'@SUM(A1), ""x""",`);
    expect(second).toMatch(/^2,.*,"Date of birth: Enter the date of birth, such as 27\/3\/2026"$/);
    expect(rest).toBe('');
  });

  it('is destroyed once it is recorded or discarded, or 28 days after nobody began it', async () => {
    const { owner } = house.database;
    const kept = (id: string) =>
      count(
        `(SELECT batch_id AS id FROM referral_batch_sheet UNION ALL SELECT id FROM data_key) s WHERE s.id = $1`,
        id,
      );
    const recorded = await desk.recorded(sheet([aRow(61)]));
    const discarded = await desk.checked(sheet([aRow(62)]));
    const old = await desk.checked(sheet([aRow(63)]));
    expect(await kept(discarded.id)).toBe(2);
    expect((await desk.step(discarded.id, 'discarding')).status).toBe(204);
    await owner.query(
      `UPDATE referral_batch SET uploaded_at = now() - interval '28 days 1 minute' WHERE id = $1`,
      [old.id],
    );
    const fresh = await desk.checked(sheet([aRow(64)]));
    await owner.query(`UPDATE referral_batch SET uploaded_at = now() - interval '27 days' WHERE id = $1`, [
      fresh.id,
    ]);
    await house.app.get(BatchRecordingService).forgetOld();
    expect(await Promise.all([recorded, discarded, old, fresh].map(({ id }) => kept(id)))).toEqual([
      0, 0, 0, 2,
    ]);
    expect(await desk.show(old.id)).toMatchObject({ state: 'discarded' });
    await (await browser()).get(`/referral-batches/${recorded.id}/errors.csv`).expect(404);
  });
});
