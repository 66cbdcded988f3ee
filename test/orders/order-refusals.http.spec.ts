import { fullMade, interimMade, openDesk, type Desk } from './desk.js';

let desk: Desk;
let caseId: string;

beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  caseId = await desk.aCase();
});
afterAll(() => desk.house.stop());

describe('an act that breaks a rule', () => {
  it('comes back with the rule in words and everything typed', async () => {
    const address = await desk.applied(caseId);
    const fields = { on: '10/3/2026', lasting: 'fixed', expiresOn: '8/3/2028' };
    const { status, text } = await desk.step(address, 'make_full', fields);
    expect(status).toBe(422);
    expect(text).toContain(
      'A full order lasts at least two years: one made on 10 March 2026 runs to 9 March 2028 or later',
    );
    expect(text).toContain('value="10/3/2026"');
    expect(text).toContain('value="8/3/2028"');
    expect(text).toMatch(/value="fixed" checked/);
    expect(await desk.order(address)).toMatchObject({ state: 'applied_for', version: 1 });
  });

  it.each([
    ['make_full', { on: '10/3/2026', lasting: 'fixed' }, 'Enter the last day of the order'],
    [
      'make_full',
      { on: '10/3/2026', lasting: 'until_further_order', expiresOn: '9/3/2028' },
      'Select that the order has this last day, or leave the day empty',
    ],
    [
      'vary',
      { on: '10/3/2026', endChange: 'unchanged', expiresOn: '9/3/2028' },
      'Select that the order has this last day, or leave the day empty',
    ],
    [
      'make_interim',
      { on: 'yesterday', expiresOn: '24/3/2026' },
      'Enter the date the interim order was made, such as 27/3/2026',
    ],
    ['make_interim', { on: '21/3/2026', expiresOn: '24/3/2026' }, '21 March 2026 is in the future'],
    ['refuse', { on: '1/2/2026', reason: 'no_risk' }, 'The order was not applied for until 2 February 2026'],
    ['withdraw', { on: '3/2/2026' }, 'Select why it was withdrawn'],
    ['serve', { on: '3/2/2026', kind: 'full' }, 'cannot be done while it is applied for'],
  ])('%s %j: %s', async (act, fields, words) => {
    const answer = await desk.step(await desk.applied(caseId), act, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
  });

  it('is shown as impossible where its form is opened all the same', async () => {
    const address = await desk.applied(caseId);
    expect(await desk.read(`${address}/steps/new?act=end`)).toContain(
      'This cannot be recorded as the order stands now',
    );
  });

  it('is no act at all where it has no name', async () => {
    const address = await desk.applied(caseId);
    const browser = await desk.house.as(desk.advocate.userId);
    await browser.get(`${address}/steps/new?act=apply`).expect(404);
    await browser.get(`${address}/steps/new`).expect(404);
    await browser.get(`${address.slice(0, -1)}x/steps/new?act=serve`).expect(404);
  });

  it('leaves an application that could not be out of the records', async () => {
    const { status, text } = await desk.post(`/cases/${caseId}/orders`, { appliedOn: '19/1/2020' });
    expect(status).toBe(422);
    expect(text).toContain('came into force on 20 January 2020');
    expect(text).toContain('value="19/1/2020"');
    const held = await desk.row('SELECT count(*)::int AS n FROM protection_order WHERE case_id = $1', caseId);
    expect(held).toEqual({ n: 0 });
  });
});

describe('an order that someone else changed meanwhile', () => {
  it('is not changed by a form that showed it as it was', async () => {
    const address = await desk.applied(caseId);
    await desk.take(address, interimMade);
    const asShown = { version: 1, on: '10/3/2026', lasting: 'until_further_order' };
    const stale = await desk.step(address, 'make_full', asShown);
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Someone changed this while you were reading it');
    expect(stale.text).toContain('value="10/3/2026"');
    expect(stale.text).toContain('name="version" value="2"');
    expect(await desk.order(address)).toMatchObject({ state: 'interim' });
  });

  it('is changed by one of two acts sent at once', async () => {
    const address = await desk.applied(caseId);
    const both = [
      desk.post(`${address}/steps?act=refuse`, { version: 1, on: '10/3/2026', reason: 'no_risk' }),
      desk.post(`${address}/steps?act=withdraw`, { version: 1, on: '10/3/2026', reason: 'not_told' }),
    ];
    const answers = (await Promise.all(both)).map(({ status }) => status).toSorted();
    expect(answers[0]).toBe(303);
    expect(answers[1]).not.toBe(303);
    expect(await desk.order(address)).toMatchObject({ version: 2 });
  });
});

it('nothing is done to an order once its case is closed', async () => {
  const address = await desk.applied(caseId);
  await desk.house.database.owner.query(
    `UPDATE case_file SET closed_on = '2026-03-20', closed_at = '2026-03-20T09:00:00Z', closure_reason = 'disengaged' WHERE id = $1`,
    [caseId],
  );
  const browser = await desk.house.as(desk.advocate.userId);
  await browser.get(`${address}/steps/new?act=make_full`).expect(404);
  expect((await desk.step(address, ...fullMade)).status).toBe(404);
  expect(await desk.read(address)).not.toContain('steps/new');
});
