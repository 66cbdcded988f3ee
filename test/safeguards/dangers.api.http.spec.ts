import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** The same by the API: a danger followed, and who is on call. */
let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());

const send = async (who: SafeguardsDesk['advocate'], path: string, body: object) =>
  (await desk.house.as(who.userId)).post(`/api/v1/${path}`).send(body);
const ask = async (who: SafeguardsDesk['advocate'], path: string) =>
  (await desk.house.as(who.userId)).get(`/api/v1/${path}`);

it('a danger is begun, followed and ended, and each answer says what is still to be done', async () => {
  const { caseId } = await desk.aCase();
  const address = `cases/${caseId}/danger`;
  expect((await ask(desk.advocate, address)).body).toMatchObject({ danger: null, total: 0, over: [] });
  const step = async (what: string, body: object) =>
    (await send(desk.advocate, `${address}/${what}`, body)).status;
  expect(await step('police', { police: 'done', incident: 'Invented 17' })).toBe(201);
  expect((await ask(desk.advocate, address)).body).toMatchObject({
    danger: {
      beganBy: 'Demo Campion',
      endedAt: null,
      escalated: false,
      steps: [{ step: 'police', standing: 'done', words: 'Invented 17', takenBy: 'Demo Campion' }],
      unfinished: ['lead', 'agreed', 'whereabouts'],
    },
    leads: [
      { staffId: desk.deputy.userId, who: 'Demo Deputy', onCall: false },
      { staffId: desk.outsider.userId, who: 'Demo Outsider', onCall: false },
      { staffId: desk.supervisor.userId, who: 'Demo Yarrow', onCall: false },
    ],
  });
  expect(await step('lead', { lead: 'not_done' })).toBe(422);
  expect(await step('lead', { lead: 'done', toldId: desk.supervisor.userId })).toBe(201);
  expect(await step('agreed', { agreed: 'Invented.' })).toBe(201);
  expect(await step('whereabouts', { safe: 'unknown', where: '5 Invented Row, ZZ99 1ZZ' })).toBe(201);
  const whole = await ask(desk.supervisor, address);
  expect(whole.body).toMatchObject({ danger: { unfinished: ['whereabouts'] } });
  expect(JSON.stringify(whole.body)).not.toContain('Invented Row');
  const ending = { decision: 'person_safe', why: 'Invented.' };
  expect((await send(desk.supervisor, `${address}/ending`, ending)).body).toMatchObject({
    type: 'danger-not-over',
  });
  desk.house.clock.set(new Date(desk.house.clock.now().getTime() + 60_000).toISOString());
  expect(await step('whereabouts', { safe: 'yes' })).toBe(201);
  expect((await send(desk.advocate, `${address}/ending`, ending)).status).toBe(404);
  expect((await send(desk.supervisor, `${address}/ending`, ending)).status).toBe(204);
  expect((await send(desk.supervisor, `${address}/ending`, ending)).status).toBe(404);
  expect((await ask(desk.advocate, address)).body).toMatchObject({
    danger: null,
    total: 1,
    over: [{ decision: 'person_safe', endedBy: 'Demo Yarrow', why: 'Invented.' }],
  });
});

it('a danger of another team is answered as one of a case that is not', async () => {
  const { caseId } = await desk.aCase();
  const none = '00000000-0000-4000-8000-000000000000';
  const answers = [
    await ask(desk.stranger, `cases/${caseId}/danger`),
    await ask(desk.stranger, `cases/${none}/danger`),
    await send(desk.stranger, `cases/${caseId}/danger/police`, { police: 'done' }),
    await send(desk.stranger, `cases/${none}/danger/police`, { police: 'done' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  const told = answers.map(({ body }) => JSON.stringify(body).replaceAll(caseId, none));
  expect([told[0], told[2]]).toEqual([told[1], told[3]]);
});

describe('who is on call', () => {
  const turn = { fromOn: '2026-03-06', fromTime: '17:00', toOn: '2026-03-09', toTime: '09:00' };
  const put = (changes: object, by = desk.supervisor) =>
    send(by, 'on-call', { staffId: desk.outsider.userId, ...turn, ...changes });

  it('is put down by supervisors, seen by advocates, and taken back', async () => {
    const made = await put({});
    expect(made.status).toBe(201);
    const listed = {
      who: 'Demo Outsider',
      fromAt: '2026-03-06T17:00:00.000Z',
      toAt: '2026-03-09T09:00:00.000Z',
    };
    expect((await ask(desk.advocate, 'on-call')).body).toMatchObject({ total: 1, turns: [listed] });
    expect((await put({}, desk.advocate)).status).toBe(404);
    const cancel = `on-call/${String(made.body.id)}/cancellation`;
    expect((await send(desk.advocate, cancel, {})).status).toBe(404);
    expect((await send(desk.deputy, cancel, {})).status).toBe(204);
    expect((await send(desk.deputy, cancel, {})).status).toBe(404);
    expect((await ask(desk.advocate, 'on-call')).body).toMatchObject({ total: 0, turns: [] });
  });

  it.each([
    ['of no supervisor', { staffId: '' }, 'on-call-is-a-supervisor'],
    ['that ends before it begins', { toOn: '2026-03-06', toTime: '16:59' }, 'turn-ends-too-soon'],
    ['of more than a week', { toOn: '2026-03-14' }, 'turn-is-too-long'],
  ])('is no turn %s', async (_, changes, type) => {
    const of = 'staffId' in changes ? { staffId: desk.advocate.userId } : changes;
    expect((await put(of)).body).toMatchObject({ status: 422, type });
  });

  it('is rung first: the list of a danger begins with them', async () => {
    desk.house.clock.set('2026-03-03T10:00:00Z');
    await put({
      staffId: desk.supervisor.userId,
      fromOn: '2026-03-03',
      fromTime: '09:00',
      toOn: '2026-03-04',
    });
    const { caseId } = await desk.aCase();
    const { body } = await ask(desk.advocate, `cases/${caseId}/danger`);
    expect(body.leads[0]).toEqual({ staffId: desk.supervisor.userId, who: 'Demo Yarrow', onCall: true });
    expect((await desk.get(desk.advocate, `/cases/${caseId}/danger`)).text).toContain(
      'Demo Yarrow (on call now)',
    );
    expect((await desk.get(desk.advocate, '/on-call')).text).toContain('Demo Yarrow</strong>, now');
  });
});
