import { givenAnOrder, givenATerm } from '../support/given-orders.js';
import { idIn, openDesk, type Desk } from './desk.js';

let desk: Desk;
let order: string;
let termId: string;

beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  const caseId = await desk.aCase();
  const { owner } = desk.house.database;
  const orderId = await givenAnOrder(owner, { caseId, by: desk.advocate });
  order = `/cases/${caseId}/orders/${orderId}`;
  termId = await givenATerm(owner, orderId);
});
afterAll(() => desk.house.stop());

const breach = (address: string) => desk.row('SELECT * FROM breach WHERE id = $1', idIn(address));
const report = (fields: object = {}) => ({
  occurredOn: '13/3/2026',
  termIds: [termId],
  whatHappened: 'Invented: he stood in Invented Street.',
  reportedToPolice: 'yes',
  reportedOn: '14/3/2026',
  ...fields,
});
const record = (fields: object = {}) => desk.post(`${order}/breaches`, report(fields));
async function act(address: string, name: string, fields: object = {}) {
  const version = (await breach(address))?.['version'];
  return desk.post(`${address}/steps?act=${name}`, { version, ...fields });
}

describe('a breach', () => {
  it('names the condition broken and is known', async () => {
    const { status, location } = await record();
    expect(status).toBe(303);
    expect(await breach(location)).toMatchObject({
      state: 'known',
      occurred_on: '2026-03-13',
      knowledge_to_be_proved: false,
      reported_to_police: 'yes',
      reported_on: '2026-03-14',
      named_at: new Date('2026-03-20T10:00:00Z'),
    });
    const page = await desk.read(location);
    expect(page).toContain('Not to go to Invented Street.');
    expect(page).toContain('he stood in Invented Street');
    expect(await desk.row('SELECT did FROM event WHERE record_id = $1', idIn(location))).toEqual({
      did: 'breach.recorded',
    });
  });

  it('said not to be reported is not saved with a day on which it was', async () => {
    const { status, text } = await record({ reportedToPolice: 'no', notReportedReason: 'fear' });
    expect(status).toBe(422);
    expect(text).toContain('Select that it was reported, or leave the day empty');
    expect(text).toContain('value="14/3/2026"');
  });

  it('of which no crime was recorded has no day on which one was', async () => {
    const { location } = await record();
    const answer = await act(location, 'record_crime', { recordedAsCrime: 'no', recordedOn: '16/3/2026' });
    expect([answer.status, (await breach(location))?.['recorded_as_crime']]).toEqual([422, null]);
  });

  it('may be of the notification requirement alone', async () => {
    const { location } = await record({ termIds: undefined, ofNotification: 'yes' });
    expect(await breach(location)).toMatchObject({ state: 'known', of_notification: true });
  });

  it('before service is kept, with knowledge to be proved', async () => {
    const { location } = await record({ occurredOn: '11/2/2026' });
    expect(await breach(location)).toMatchObject({ state: 'known', knowledge_to_be_proved: true });
    expect(await desk.read(location)).toContain('that the respondent knew of the order is to be proved');
  });

  it('needs no more proof of knowledge once an earlier service is learnt of', async () => {
    const { owner } = desk.house.database;
    const caseId = await desk.aCase();
    const unserved = await givenAnOrder(owner, {
      caseId,
      by: desk.advocate,
      servedOn: null,
      notificationDueOn: null,
    });
    order = `/cases/${caseId}/orders/${unserved}`;
    termId = await givenATerm(owner, unserved);
    const { location } = await record();
    expect(await breach(location)).toMatchObject({ knowledge_to_be_proved: true });
    await desk.take(order, ['serve', { kind: 'full', on: '12/3/2026' }]);
    expect(await breach(location)).toMatchObject({ knowledge_to_be_proved: false });
  });

  it.each([
    [{ occurredOn: '9/2/2026' }, 'The order was not in force on 9 February 2026'],
    [{ occurredOn: '21/3/2026' }, '21 March 2026 is in the future'],
    [{ termIds: undefined }, 'Select what was broken, or that the conditions are not held yet'],
    [{ termsNotHeld: 'yes' }, 'Either select what was broken, or say that the conditions are not held yet'],
    [{ reportedOn: '' }, 'Enter the date it was reported'],
    [{ reportedOn: '12/3/2026' }, 'It cannot be earlier than 13 March 2026'],
    [{ reportedToPolice: 'no' }, 'Select why it was not reported'],
    [{ whatHappened: '' }, 'Enter what happened'],
  ])('%j is refused: %s', async (fields, words) => {
    const { status, text } = await record(fields);
    expect(status).toBe(422);
    expect(text).toContain(words);
  });

  it('comes back when refused with everything typed', async () => {
    const { text } = await record({ occurredOn: '9/2/2026' });
    expect(text).toContain('value="9/2/2026"');
    expect(text).toContain('he stood in Invented Street');
    expect(text).toMatch(new RegExp(`value="${termId}" checked`));
    expect(text).toContain('value="14/3/2026"');
  });

  it('cannot name a condition of another order', async () => {
    const other = await givenAnOrder(desk.house.database.owner, {
      caseId: await desk.aCase(),
      by: desk.advocate,
    });
    const { status, text } = await record({ termIds: [await givenATerm(desk.house.database.owner, other)] });
    expect(status).toBe(422);
    expect(text).toContain('A condition that was selected was not in force on 13 March 2026');
  });
});

describe('a possible breach', () => {
  it('is kept until what was broken is named', async () => {
    const { location } = await record({ termIds: undefined, termsNotHeld: 'yes' });
    expect(await breach(location)).toMatchObject({ state: 'possible', named_at: null });
    const form = await desk.read(`${location}/steps/new?act=name`);
    expect(form).toContain('Not to go to Invented Street.');
    expect((await act(location, 'name')).text).toContain('Select what was broken');
    expect((await act(location, 'name', { termIds: termId })).status).toBe(303);
    expect(await breach(location)).toMatchObject({
      state: 'known',
      named_at: new Date('2026-03-20T10:00:00Z'),
    });
    expect(
      await desk.row('SELECT order_term_id FROM breach_term WHERE breach_id = $1', idIn(location)),
    ).toEqual({ order_term_id: termId });
  });

  it('is found to be none by a supervisor, and by nobody else', async () => {
    const { location } = await record({ termIds: undefined, termsNotHeld: 'yes' });
    expect(await desk.read(location)).not.toContain('act=dismiss');
    expect((await act(location, 'dismiss')).status).toBe(404);
    const supervisor = await desk.house.as(desk.supervisor.userId);
    await supervisor.post(`${location}/steps?act=dismiss`).type('form').send({ version: 1 }).expect(303);
    expect(await breach(location)).toMatchObject({ state: 'not_a_breach' });
    expect((await act(location, 'report', { reportedOn: '14/3/2026' })).text).toContain(
      'found not to be a breach',
    );
  });
});

describe('what the police and the court made of it', () => {
  it('is told apart: reported, recorded, outcome, result', async () => {
    const { location } = await record({ reportedToPolice: 'no', notReportedReason: 'fear', reportedOn: '' });
    const steps: [string, object][] = [
      ['report', { reportedOn: '15/3/2026' }],
      ['record_crime', { recordedAsCrime: 'yes', recordedOn: '16/3/2026', crimeReference: 'INVENTED/1' }],
      ['set_outcome', { outcome: 'charged_alternate_offence', outcomeOn: '17/3/2026' }],
      ['set_court_result', { courtResult: 'court_pending', courtResultOn: '18/3/2026' }],
    ];
    for (const [name, fields] of steps) expect((await act(location, name, fields)).status).toBe(303);
    expect(await breach(location)).toMatchObject({
      reported_to_police: 'yes',
      not_reported_reason: null,
      reported_on: '2026-03-15',
      recorded_as_crime: 'yes',
      recorded_on: '2026-03-16',
      outcome: 'charged_alternate_offence',
      outcome_on: '2026-03-17',
      court_result: 'court_pending',
      version: 5,
    });
    const page = await desk.read(location);
    expect(page).toContain('(outcome 1A), 17 March 2026');
    expect(page).toContain('INVENTED/1');
    expect(await desk.read(`${location}/steps/new?act=record_crime`)).toContain('value="INVENTED/1"');
  });

  it('is refused as stale where someone else recorded more meanwhile', async () => {
    const { location } = await record();
    await act(location, 'set_outcome', { outcome: 'arrested', outcomeOn: '15/3/2026' });
    const stale = await act(location, 'set_outcome', {
      version: 1,
      outcome: 'bailed',
      outcomeOn: '15/3/2026',
    });
    expect(stale.status).toBe(409);
    expect(await breach(location)).toMatchObject({ outcome: 'arrested' });
  });
});
