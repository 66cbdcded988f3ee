import type { Person } from '../../src/kernel/actor.js';
import { givenATask } from '../support/given-tasks.js';
import { openWorkersDesk, type WorkersCase, type WorkersDesk } from './workers-desk.js';

/** Who has a case: given to whoever may see it, and covered while its advocate is away. */
let desk: WorkersDesk;
let kase: WorkersCase;
let leaver: Person;
beforeAll(async () => {
  desk = await openWorkersDesk();
});
beforeEach(async () => {
  leaver = await desk.another('Demo Leaver');
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

const versionOf = async () =>
  (await desk.row('SELECT version FROM case_file WHERE id = $1', kase.caseId))?.['version'];
const give = async (to: Person, more: object = {}) =>
  desk.api(desk.supervisor, `/cases/${kase.caseId}/allocation`, {
    advocateId: to.userId,
    version: await versionOf(),
    ...more,
  });
const proposedFor = async () =>
  (await desk.api(desk.supervisor, `/cases/${kase.caseId}/proposed-workers`)).body['proposed'] as {
    id: string;
    reasons: string[];
  }[]; // as its class says
const carries = (who: Person, fullWeight = 400) =>
  desk.api(desk.supervisor, `/workers/${who.userId}/capacities`, {
    ...{ fromOn: '2026-03-01', ftePercent: 100, fullWeight },
  });
describe('a case given to somebody', () => {
  it('who may not see its client is refused as for anybody who cannot have it, and stays where it was', async () => {
    const outside = await give(desk.stranger);
    await desk.excluded(leaver, kase.clientId);
    const kept = await give(leaver);
    expect(kept).toEqual(outside);
    expect(kept).toMatchObject({ status: 422, body: { type: 'cannot-take-the-case' } });
    expect(await desk.hasNow(kase.caseId)).toBe(desk.advocate.userId);
  });

  it('who is not named for its seal is refused with the same words', async () => {
    const outside = await give(desk.stranger);
    await desk.sealed(kase.clientId, desk.supervisor, desk.advocate);
    expect(await give(leaver)).toEqual(outside);
    expect((await give(desk.advocate)).body['type']).toBe('already-allocated');
  });

  it('is kept from them by the database too, whatever the program forgot to ask', async () => {
    await desk.excluded(leaver, kase.clientId);
    const statement = 'UPDATE case_file SET advocate_id = $2 WHERE id = $1';
    await expect(
      desk.house.db.run(desk.supervisor, (tx) => tx.query(statement, [kase.caseId, leaver.userId])),
    ).rejects.toThrow('somebody of its team');
  });

  it('no advocate, and no supervisor of another team, can ask who may have it', async () => {
    const asked = 'SELECT who_may_take($1, $2) AS able';
    const ask = (who: Person) =>
      desk.house.db.run(who, (tx) => tx.query<unknown>(asked, [kase.clientId, desk.team]));
    await expect(ask(desk.advocate)).rejects.toThrow('permission denied');
    expect(await ask(desk.outsider)).toEqual([{ able: [] }]);
  });

  it('is proposed to whoever has room and speaks with the client, with why; never to whoever is kept away', async () => {
    await carries(leaver);
    await carries(desk.colleague, 2);
    await desk.api(desk.supervisor, `/workers/${leaver.userId}/abilities`, { abilities: ['polish'] });
    await desk.api(desk.advocate, `/cases/${kase.caseId}/needs`, { abilities: ['polish'] });
    const mine = (await proposedFor()).find(({ id }) => id === leaver.userId);
    expect(mine?.reasons).toEqual(['Has room: 0 of 400 is taken, and this case adds 3', 'Speaks Polish']);
    expect((await proposedFor()).map(({ id }) => id)).not.toContain(desk.colleague.userId);
    await desk.excluded(leaver, kase.clientId);
    expect((await proposedFor()).map(({ id }) => id)).not.toContain(leaver.userId);
    const page = await desk.get(desk.supervisor, `/cases/${kase.caseId}/allocation/new`);
    expect(page.text).toContain('Demo Leaver');
  });

  it('other than those proposed goes for a reason, which is kept and counted', async () => {
    await carries(leaver);
    expect((await give(desk.colleague)).body['type']).toBe('override-without-a-reason');
    expect((await give(desk.colleague, { overrideReason: 'client_asked' })).status).toBe(204);
    const made = await desk.row(
      'SELECT override_reason FROM allocation WHERE case_id = $1 AND to_on IS NULL',
      kase.caseId,
    );
    expect(made).toEqual({ override_reason: 'client_asked' });
    const report = await desk.api(desk.supervisor, '/workers?fromOn=2026-03-03&toOn=2026-03-03');
    const theirs = (report.body['workers'] as { id: string }[]).find(
      ({ id }) => id === desk.colleague.userId,
    );
    expect(theirs).toMatchObject({ allocated: 1, overrides: 1 });
  });
});

describe('an absence', () => {
  const days = { fromOn: '2026-03-03', toOn: '2026-03-05', reason: 'leave' };
  const absenceOf = async (who: Person) =>
    String((await desk.api(desk.supervisor, `/workers/${who.userId}/absences`, days)).body['id']);
  const cover = (absence: string, takers: object) =>
    desk.api(desk.supervisor, `/absences/${absence}/cover`, { takers });
  const board = async () => (await desk.get(desk.supervisor, '/blind-spots/needs_worker')).text;
  const dayOf = async (who: Person) => {
    const { text } = await desk.get(who, '/home');
    return text;
  };

  it('is covered on its days, both included, and no longer: the tasks are on the day of whoever covers', async () => {
    const theirs = await desk.aCaseOf(leaver);
    await givenATask(desk.house.database.owner, { caseId: theirs.caseId, by: leaver });
    expect(await dayOf(desk.colleague)).not.toContain(theirs.reference);
    const absence = await absenceOf(leaver);
    expect(await board()).toMatch(new RegExp(`/absences/${absence}"`));
    expect((await cover(absence, { [theirs.caseId]: desk.colleague.userId })).status).toBe(204);
    expect(await board()).not.toMatch(new RegExp(`/absences/${absence}"`));
    const during = await dayOf(desk.colleague);
    expect(during).toContain('Covered for Demo Leaver');
    expect(during).toContain('Invented.');
    expect(await dayOf(leaver)).toContain('by Demo Teasel, until 5 March');
    const file = await desk.get(desk.colleague, `/cases/${theirs.caseId}`);
    expect(file.text).toContain('Demo Teasel covers for Demo Leaver until 5 March 2026');
    const { text: home } = await desk.get(desk.colleague, '/home');
    expect(home.indexOf('You cover these cases')).toBeGreaterThan(
      home.indexOf('High risk and cases nobody has'),
    );
    expect(home).toContain('High risk and cases nobody has');
    desk.house.clock.set('2026-03-05T23:30:00Z');
    expect(await dayOf(desk.colleague)).toContain(theirs.reference);
    desk.house.clock.set('2026-03-06T00:30:00Z');
    expect(await dayOf(desk.colleague)).not.toContain(theirs.reference);
    desk.house.clock.set('2026-03-03T10:00:00Z');
  });

  it('is covered by nobody who may not see the client, who left, or who is away too; all with one answer', async () => {
    const theirs = await desk.aCaseOf(leaver);
    const absence = await absenceOf(leaver);
    const by = (who: Person) => cover(absence, { [theirs.caseId]: who.userId });
    const outside = await by(desk.stranger);
    expect(outside.body).toMatchObject({ type: 'cannot-take-the-case' });
    const other = await desk.another('Demo Other');
    await absenceOf(other);
    expect(await by(other)).toEqual(outside);
    const kept = await desk.another('Demo Kept');
    await desk.excluded(kept, theirs.clientId);
    expect(await by(kept)).toEqual(outside);
  });

  it('is without cover again once whoever covers may no longer see the client, and they see no task of it', async () => {
    const theirs = await desk.aCaseOf(leaver);
    const absence = await absenceOf(leaver);
    const other = await desk.another('Demo Soon kept');
    await cover(absence, { [theirs.caseId]: other.userId });
    expect(await dayOf(other)).toContain(theirs.reference);
    await desk.excluded(other, theirs.clientId);
    expect(await dayOf(other)).not.toContain(theirs.reference);
    expect(await board()).toMatch(new RegExp(`/absences/${absence}"`));
  });

  it('is recorded by a supervisor of the team alone, on days that can be, and says why to nobody else', async () => {
    const path = `/workers/${leaver.userId}/absences`;
    expect((await desk.api(desk.outsider, path, days)).status).toBe(404);
    expect((await desk.api(desk.colleague, path, days)).status).toBe(404);
    expect((await desk.api(desk.supervisor, path, { ...days, toOn: '2026-03-02' })).body['type']).toBe(
      'absence-ends-too-soon',
    );
    expect((await desk.api(desk.supervisor, path, { ...days, reason: 'sickness' })).status).toBe(422);
    const absence = await absenceOf(leaver);
    expect((await desk.api(desk.supervisor, path, days)).body['type']).toBe('away-already');
    await expect(
      desk.house.db.run(desk.colleague, (tx) => tx.query('SELECT reason FROM absence')),
    ).rejects.toThrow('permission denied');
    const gone = await desk.another('Demo Gone');
    const seen = () =>
      desk.house.db.run(gone, (tx) => tx.query<unknown>('SELECT id FROM absence WHERE id = $1', [absence]));
    expect(await seen()).toEqual([{ id: absence }]);
    await desk.house.database.owner.query('DELETE FROM team_member WHERE staff_id = $1', [gone.userId]);
    expect(await seen()).toEqual([]);
    expect((await desk.api(desk.supervisor, `/absences/${absence}/cancellation`, {})).status).toBe(204);
    expect((await desk.api(desk.supervisor, `/absences/${absence}`)).status).toBe(404);
  });

  it.each([
    ['takers', 'nobody'],
    ['takers', { a: 'b' }],
    ['takers', ['x']],
  ])('is not covered by what is no list of ids: %s %j', async (_, takers) => {
    const absence = await absenceOf(leaver);
    const answer = await desk.api(desk.supervisor, `/absences/${absence}/cover`, { takers });
    expect(answer.status).toBe(422);
  });
});
