import { keptFrom, sealedFor } from '../safeguards/guarded-records.js';
import type { Person } from '../../src/kernel/actor.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';
import { givenABreach } from '../support/given-orders.js';
import { givenSharing } from '../support/given-sharing.js';
import { givenATask } from '../support/given-tasks.js';
import { openSpotDesk, type SpotDesk } from './spot-desk.js';
import { facts } from './spot-facts.js';

let desk: SpotDesk;
beforeAll(async () => {
  desk = await openSpotDesk();
});
beforeEach(() => desk.house.clock.set('2026-03-05T10:00:00Z'));
afterAll(async () => {
  await desk.house.stop();
  await desk.world.close();
});
const owner = () => desk.house.database.owner;

describe('the board of blind spots', () => {
  it.each(facts)('has what is in it, and nothing that is not yet: %s', async (spot, within, without) => {
    const before = await desk.board();
    await without(desk);
    expect(await desk.board()).toEqual(before);
    const href = String(await within(desk));
    expect(await desk.board()).toEqual({ ...before, [spot]: (before[spot] ?? 0) + 1 });
    expect(await desk.hrefs(spot)).toContain(href);
  });

  it('has a message from a quarter of an hour after it should have gone until somebody tried again', async () => {
    desk.house.clock.set('2026-03-03T10:00:00Z');
    const kase = await desk.aQuietCase();
    const methodId = await desk.aMethod(kase, 'text');
    const text = { methodId, kind: 'text', message: 'please_ring', on: '2026-03-05', at: '09:30' };
    const { id } = (await desk.prepare(kase, text)).body;
    const listed = async () => (await desk.hrefs('message')).includes(`/cases/${kase.caseId}/outgoing/${id}`);
    desk.house.clock.set('2026-03-05T09:44:59Z');
    expect(await listed()).toBe(false);
    desk.house.clock.set('2026-03-05T09:45:00Z');
    expect(await listed()).toBe(true);
    desk.house.clock.set('2026-03-05T10:30:01Z');
    await desk.release(id);
    expect((await desk.outgoing(id))['state']).toBe('stopped');
    expect(await listed()).toBe(true);
    desk.house.clock.set('2026-03-06T12:00:00Z');
    await desk.spoken(kase, '2026-03-06');
    expect(await listed()).toBe(false);
  });

  it('counts by the rule of the day, as an administrator sets it', async () => {
    const kase = await givenACase(owner(), { ...desk, riskBand: 'high' });
    await desk.spoken(kase, '2026-03-01');
    const before = (await desk.board())['no_contact'] ?? 0;
    const admin = await desk.given.staff('admin', desk.organisation);
    const set = (days: number, version: number) =>
      desk.house
        .as(admin.userId)
        .then((browser) =>
          browser.put('/api/v1/task-rules/contact_lapsed').send({ days, forWhom: 'advocate', version }),
        );
    expect((await set(3, 0)).status).toBe(204);
    expect(await desk.hrefs('no_contact')).toContain(`/cases/${kase.caseId}#reaching`);
    expect((await desk.get(desk.supervisor, '/home')).text).toContain(
      '1 March 2026 or before (3 days are in time)',
    );
    await set(7, 1);
    expect((await desk.board())['no_contact']).toBe(before);
  });

  it('is cut into pages, the high and not assessed first', async () => {
    for (let made = 0; made < 26; made += 1) await desk.aQuietCase({ reviewDueOn: '2026-02-20' });
    await desk.aQuietCase({ riskBand: 'high', reviewDueOn: '2026-03-03' });
    const [first, second] = [await desk.list('risk_review'), await desk.list('risk_review', '?page=2')];
    expect([first.page, second.page, first.total]).toEqual([1, 2, (await desk.board())['risk_review']]);
    expect(first.rows).toHaveLength(25);
    expect(new Set([...first.rows, ...second.rows].map(({ caseId }) => caseId)).size).toBe(
      first.rows.length + second.rows.length,
    );
    expect((await desk.list('risk_review', '?page=-1')).page).toBe(1);
    const { text } = await desk.get(desk.supervisor, '/blind-spots/risk_review?page=2');
    expect(text).toContain('Showing 26 to');
    expect(text).toContain('Demo Campion');
  });

  it('is no advocate’s, and has no other blind spots', async () => {
    for (const path of ['/blind-spots/breach', '/api/v1/blind-spots', '/api/v1/blind-spots/breach'])
      expect((await desk.get(desk.advocate, path)).status).toBe(404);
    for (const path of ['/blind-spots/invented', '/api/v1/blind-spots/toString', '/blind-spots/%00'])
      expect([path, (await desk.get(desk.supervisor, path)).status]).toEqual([path, 404]);
  });
});

describe('what somebody may not see is in no blind spot of theirs', () => {
  /** A case that falls into nearly all of them at once. */
  async function aBlindCase(): Promise<CaseIds> {
    const gone = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
    const kase = await givenACase(owner(), {
      ...desk,
      advocate: gone,
      riskBand: 'high',
      reviewDueOn: '2026-02-20',
    });
    const { caseId } = kase;
    await owner().query('DELETE FROM team_member WHERE staff_id = $1', [gone.userId]);
    await desk.recheck(kase, '2026-03-01');
    const orderId = await desk.anOrder(kase, '2026-05-01');
    await givenABreach(owner(), { orderId, state: 'possible' });
    await givenSharing(owner(), { caseId, by: desk.advocate });
    await desk.aDanger(kase);
    await givenATask(owner(), { caseId, by: desk.advocate, dueOn: '2026-03-04' });
    await owner().query('SET session_replication_role = replica');
    await owner().query(
      `INSERT INTO outgoing (case_id, contact_method_id, kind, message, use_at, state, made_by, made_at)
       SELECT $1, id, 'text', 'please_ring', '2026-03-05T09:00:00Z', 'waiting', $3, '2026-03-03T10:00:00Z' FROM contact_method WHERE client_id = $2`,
      [caseId, kase.clientId, desk.advocate.userId],
    );
    await owner().query('SET session_replication_role = origin');
    return kase;
  }
  const spots =
    'danger no_contact breach needs_worker risk_review safe_contact message order_expiry panel_action task_overdue'.split(
      ' ',
    );
  const seenBy = async (who: Person, { caseId }: CaseIds) => {
    const found: string[] = [];
    for (const spot of spots) {
      const { pages } = await desk.list(spot, '', who);
      for (let page = 1; page <= pages; page += 1)
        if ((await desk.list(spot, `?page=${String(page)}`, who)).rows.some((row) => row.caseId === caseId))
          found.push(spot);
    }
    return found;
  };
  const guards: readonly (readonly [string, (kase: CaseIds) => Promise<void>])[] = [
    ['sealed', ({ clientId }) => sealedFor(owner(), clientId, [desk.advocate, desk.supervisor])],
    ['about somebody they are kept from', ({ clientId }) => keptFrom(owner(), clientId, [desk.deputy])],
  ];

  it.each(guards)('neither counted nor listed: %s', async (_, guard) => {
    const [kept, free] = [await desk.board(desk.deputy), await desk.board()];
    const kase = await aBlindCase();
    await guard(kase);
    expect(await desk.board(desk.deputy)).toEqual(kept);
    expect(await seenBy(desk.deputy, kase)).toEqual([]);
    const more = Object.fromEntries(spots.map((spot) => [spot, (free[spot] ?? 0) + 1]));
    expect(await desk.board()).toEqual({ ...free, ...more });
    expect(await seenBy(desk.supervisor, kase)).toEqual(spots);
  });

  it('of another team, nothing', async () => {
    const before = await desk.board(desk.outsider);
    await aBlindCase();
    expect(await desk.board(desk.outsider)).toEqual(before);
  });
});
