import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let advocate: Awaited<ReturnType<TestApp['as']>>;
let supervisor: typeof advocate;

beforeAll(async () => {
  house = await startApp('2026-03-06T12:00:00Z');
  service = await givenAService(house);
  advocate = await house.as(service.advocate.userId);
  supervisor = await house.as(service.supervisor.userId);
});
afterAll(() => house.stop());

const none = { abandoned: 0, engaged: 0, voicemail: 0, no_capacity: 0, out_of_hours: 0, reason_not_known: 0 };
const busy = { ...none, presented: 10, answered: 7, no_capacity: 3, called_back: 1 };
const on = (onDay: string, more: object = {}) => ({
  onDay,
  channel: 'phone',
  countedBy: 'system',
  ...busy,
  ...more,
});
const add = (count: object) => advocate.post('/api/v1/helpline/counts').send(count);
const ruleOf = ({ status, body }: { status: number; body: { type?: string } }) => [status, body.type];

describe('what comes to the helpline', () => {
  it('is counted by the month and channel, with in how many counts a figure is not known', async () => {
    await add(on('2026-02-02', { fromHour: 9 })).expect(204);
    await add(on('2026-02-02', { fromHour: 10 })).expect(204);
    const {
      engaged: _engaged,
      presented: _presented,
      ...partly
    } = on('2026-02-03', { countedBy: 'by_hand' });
    await add({ ...partly, whyUnknown: 'not_counted_by_system' }).expect(204);
    await add(on('2026-02-03', { channel: 'email' })).expect(204);
    const { body } = await supervisor.get('/api/v1/helpline').expect(200);
    expect(body.months).toMatchObject([
      { month: '2026-02', channel: 'email', days: 1, counts: 1, presented: { counted: 10, unknown: 0 } },
      {
        month: '2026-02',
        channel: 'phone',
        days: 2,
        counts: 3,
        countedBy: { system: 2, by_hand: 1, afterwards: 0 },
        presented: { counted: 20, unknown: 1 },
        answered: { counted: 21, unknown: 0 },
        no_capacity: { counted: 9, unknown: 0 },
        engaged: { counted: 0, unknown: 1 },
      },
    ]);
    const { text } = await supervisor.get('/helpline').expect(200);
    expect(text).toMatch(/20 <span[^>]*>in 2 of 3 counts</);
    expect(text).toMatch(/<span[^>]*>in all 3 counts</);
    expect(text).toContain('By hand, as they came: 1');
  });

  it('is recorded by a form, which is shown again where it does not add up', async () => {
    const { called_back: calledBack, ...form } = on('5/3/2026', { fromHour: '14' });
    const wrong = await advocate
      .post('/helpline/counts')
      .type('form')
      .send({ ...form, called_back: calledBack, answered: 9 });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Presented is 10, but answered and unanswered come to 12');
    await advocate
      .post('/helpline/counts')
      .type('form')
      .send({ ...form, called_back: '', whyUnknown: 'not_recorded' })
      .expect(303);
    const { text } = await advocate.get('/helpline/counts').expect(200);
    expect(text).toContain('14:00 to 15:00');
    expect(text).toContain('Not known because: Nobody wrote it down');
  });

  it('is of no other service, and nothing to a commissioner', async () => {
    const given = new Given(house.database.owner);
    const elsewhere = await house.as((await given.staff('admin', await given.organisation())).userId);
    expect((await elsewhere.get('/api/v1/helpline/counts').expect(200)).body.total).toBe(0);
    expect((await elsewhere.get('/api/v1/helpline').expect(200)).body.total).toBe(0);
    const funder = await house.as(
      (await given.staff('commissioner', await given.organisation('commissioner'))).userId,
    );
    await funder.get('/api/v1/helpline').expect(404);
  });
});

describe('an hour that is counted', () => {
  it('is counted once, until a count takes its place; the first is kept and no longer counted', async () => {
    await add(on('2026-01-05', { fromHour: 9 })).expect(204);
    expect(ruleOf(await add(on('2026-01-05', { fromHour: 9 })))).toEqual([422, 'helpline-counted-already']);
    expect(ruleOf(await add(on('2026-01-05')))).toEqual([422, 'helpline-counted-already']);
    await add(on('2026-01-05', { presented: 11, answered: 8, inPlace: 'yes' })).expect(204);
    const { body } = await advocate.get('/api/v1/helpline').expect(200);
    expect(body.months).toContainEqual(
      expect.objectContaining({ month: '2026-01', counts: 1, presented: { counted: 11, unknown: 0 } }),
    );
    const { rows } = await house.database.owner.query(
      `SELECT presented, replaced_at IS NOT NULL AS replaced FROM helpline_count WHERE on_day = '2026-01-05' ORDER BY presented`,
    );
    expect(rows).toEqual([
      { presented: 10, replaced: true },
      { presented: 11, replaced: false },
    ]);
  });

  it('is counted once when two say so at the same moment, one by the hour and one by the day', async () => {
    const answers = await Promise.all([add(on('2026-01-06', { fromHour: 9 })), add(on('2026-01-06'))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
  });
});

describe('a pasted sheet', () => {
  const columns = 'day,channel,presented,answered,why_unknown,counted_by';
  const paste = (...rows: string[]) =>
    advocate.post('/api/v1/helpline/sheet').send({ sheet: [columns, ...rows].join('\n') });
  const ofDecember = () =>
    service.row(
      `SELECT count(*)::int AS rows FROM helpline_count WHERE on_day BETWEEN '2025-12-01' AND '2025-12-31'`,
    );

  it('is recorded whole or not at all, and its wrong row is named', async () => {
    const sound = '1/12/2025,phone,10,7,not_kept,system';
    const refused = await paste(sound, '2/12/2025,phone,7,10,not_kept,system');
    expect([...ruleOf(refused), refused.body.detail]).toEqual([
      422,
      'helpline-not-adding-up',
      'Row 3: Presented is 7, but answered and unanswered come to 10',
    ]);
    expect(ruleOf(await paste(sound, sound))).toEqual([422, 'helpline-counted-already']);
    expect(await ofDecember()).toEqual({ rows: 0 });
    const sheet = [columns, sound, '2/12/2025,phone,10,7,not_kept,system'].join('\n');
    await advocate.post('/helpline/sheet').type('form').send({ sheet }).expect(303);
    expect(await ofDecember()).toEqual({ rows: 2 });
  });
});

describe('the database itself', () => {
  const insert = (columns: string, values: string) =>
    house.database.owner.query(
      `INSERT INTO helpline_count (organisation_id, recorded_by, on_day, channel, counted_by, ${columns})
       VALUES ($1, $2, '2026-01-20', 'phone', 'system', ${values})`,
      [service.organisation, service.advocate.userId],
    );
  const all =
    'presented, answered, abandoned, engaged, voicemail, no_capacity, out_of_hours, reason_not_known, called_back, why_unknown';

  it.each([
    ['contacts_add_up', all, '9, 7, 0, 0, 0, 3, 0, 0, 1, NULL'],
    ['contacts_add_up', all, `NULL, 7, 0, 0, 0, 3, 0, 0, 1, 'not_kept'`],
    ['contacts_add_up', all, `9, 7, 0, NULL, 0, 3, 0, 0, 1, 'not_kept'`],
    ['unknown_says_why', all, '10, 7, 0, NULL, 0, 3, 0, 0, 1, NULL'],
    ['unknown_says_why', all, `10, 7, 0, 0, 0, 3, 0, 0, 1, 'not_kept'`],
    ['only_the_unanswered_are_called_back', all, '10, 7, 0, 0, 0, 3, 0, 0, 4, NULL'],
    ['counts_are_not_negative', all, '10, 11, -1, 0, 0, 0, 0, 0, 0, NULL'],
  ])('refuses by %s what the rule would', async (constraint, columns, values) => {
    await expect(insert(columns, values)).rejects.toMatchObject({ constraint });
  });
});
