import { fullMade, idIn, interimMade, openDesk, type Desk } from './desk.js';

let desk: Desk;
let caseId: string;

beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  desk.house.clock.set('2026-03-20T10:00:00Z');
  caseId = await desk.aCase();
});
afterAll(() => desk.house.stop());

const rows = async (sql: string, ...values: unknown[]) =>
  (await desk.house.database.owner.query(sql, values)).rows as object[];

describe('the life of an order', () => {
  it('says nothing of a consent that nobody needed or was asked about', async () => {
    const address = await desk.applied(caseId, '1/2/2024');
    await desk.take(
      address,
      ['make_full', { on: '10/2/2024', lasting: 'until_further_order' }],
      ['end', { on: '20/3/2026', ending: 'discharged' }],
    );
    const [ending] = await rows(
      `SELECT by_consent FROM order_step WHERE order_id = $1 AND act = 'end'`,
      idIn(address),
    );
    expect(ending).toEqual({ by_consent: null });
    expect(await desk.read(address)).not.toContain('without consent of both');
  });

  it('runs from the application to the end, each act on its own day', async () => {
    const address = await desk.applied(caseId);
    await desk.take(
      address,
      interimMade,
      ['serve', { kind: 'interim', on: '12/2/2026' }],
      ['confirm_notification', { on: '13/2/2026' }],
      fullMade,
      ['serve', { kind: 'full', on: '11/3/2026' }],
      ['vary', { on: '16/3/2026', endChange: 'until_further_order' }],
      ['end', { on: '20/3/2026', ending: 'discharged', bothConsent: 'yes' }],
    );
    expect(await desk.order(address)).toMatchObject({
      state: 'ended',
      interim_expires_on: '2026-03-24',
      interim_served_on: '2026-02-12',
      notification_due_on: '2026-02-14',
      notified_on: '2026-02-13',
      made_on: '2026-03-10',
      expires_on: null,
      until_further_order: true,
      served_on: '2026-03-11',
      ended_on: '2026-03-20',
      ending: 'discharged',
      version: 8,
    });
    const steps = await rows(
      'SELECT act, kind, on_day, reason, by_consent FROM order_step WHERE order_id = $1 ORDER BY on_day',
      idIn(address),
    );
    expect(steps.map(Object.values)).toEqual([
      ['apply', null, '2026-02-02', null, null],
      ['make_interim', 'interim', '2026-02-10', null, null],
      ['serve', 'interim', '2026-02-12', null, null],
      ['confirm_notification', null, '2026-02-13', null, null],
      ['make_full', 'full', '2026-03-10', null, null],
      ['serve', 'full', '2026-03-11', null, null],
      ['vary', 'full', '2026-03-16', null, null],
      ['end', 'full', '2026-03-20', 'discharged', true],
    ]);
  });

  it('is told to the case’s history act by act', async () => {
    const refused = await desk.applied(caseId);
    await desk.take(
      refused,
      interimMade,
      ['serve', { kind: 'interim', on: '12/2/2026' }],
      ['refuse', { on: '10/3/2026', reason: 'no_risk' }],
    );
    const withdrawn = await desk.applied(caseId);
    await desk.take(withdrawn, ['withdraw', { on: '10/3/2026', reason: 'undertaking_given' }]);
    expect(
      await rows(`SELECT did FROM event WHERE case_id = $1 AND did LIKE 'order.%' ORDER BY id`, caseId),
    ).toEqual(
      [
        'order.applied_for',
        'order.interim_made',
        'order.served',
        'order.refused',
        'order.applied_for',
        'order.withdrawn',
      ].map((did) => ({ did })),
    );
    const reason = await desk.row(
      `SELECT reason FROM order_step WHERE order_id = $1 AND act = 'withdraw'`,
      idIn(withdrawn),
    );
    expect(reason).toEqual({ reason: 'undertaking_given' });
  });

  it('counts its steps from when they were recorded by the clock of the service', async () => {
    const address = await desk.applied(caseId);
    expect(await desk.row('SELECT recorded_at FROM order_step WHERE order_id = $1', idIn(address))).toEqual({
      recorded_at: new Date('2026-03-20T10:00:00Z'),
    });
  });

  it('protects the client of the case', async () => {
    const address = await desk.applied(caseId);
    expect(
      await desk.row('SELECT client_id FROM protected_person WHERE order_id = $1', idIn(address)),
    ).toEqual(await desk.row('SELECT client_id FROM case_file WHERE id = $1', caseId));
  });
});

describe('the page of an order', () => {
  it('explains when name and address are due', async () => {
    desk.house.clock.set('2026-03-07T10:00:00Z');
    const address = await desk.applied(caseId);
    await desk.take(
      address,
      ['make_full', { on: '5/3/2026', lasting: 'until_further_order' }],
      ['serve', { kind: 'full', on: '6/3/2026' }],
    );
    expect(await desk.read(address)).toContain(
      'Name and address due by Sunday 8 March 2026: the day of service is day one of three (Stalking Protection Act 2019, s.9)',
    );
    desk.house.clock.set('2026-03-09T00:00:00Z');
    expect(await desk.read(address)).toContain('Name and address were due by Sunday 8 March 2026');
  });

  it('offers what can be done now and nothing else', async () => {
    const address = await desk.applied(caseId);
    const offered = async () =>
      [...(await desk.read(address)).matchAll(/steps\/new\?act=(\w+)/g)].map(([, act]) => act);
    expect(await offered()).toEqual(['make_interim', 'make_full', 'refuse', 'withdraw']);
    await desk.take(address, fullMade);
    expect(await offered()).toEqual(['serve', 'vary', 'end']);
    await desk.take(address, ['end', { on: '20/3/2026', ending: 'quashed_on_appeal' }]);
    expect(await offered()).toEqual(['serve']);
    await desk.take(address, ['serve', { kind: 'full', on: '11/3/2026' }]);
    expect(await offered()).toEqual(['confirm_notification']);
    await desk.take(address, ['confirm_notification', { on: '12/3/2026' }]);
    expect(await offered()).toEqual([]);
  });

  it('says of an interim order past its last day that it is not in force', async () => {
    const address = await desk.applied(caseId);
    await desk.take(address, interimMade);
    expect(await desk.read(address)).toContain('Interim order in force');
    desk.house.clock.set('2026-03-25T10:00:00Z');
    expect(await desk.read(address)).toContain('Interim order run out');
  });

  it('shows the last day an interim order came to, not the one it was made to', async () => {
    const address = await desk.applied(caseId);
    await desk.take(address, interimMade, fullMade);
    expect(await desk.read(address)).toContain(
      'It was made to 24 March 2026, but the application was decided first',
    );
  });
});
