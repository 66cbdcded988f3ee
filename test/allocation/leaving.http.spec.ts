import type { Person } from '../../src/kernel/actor.js';
import { givenATask } from '../support/given-tasks.js';
import { openWorkersDesk, type WorkersDesk } from './workers-desk.js';

/** Whoever leaves sees nothing from that moment, and what they had is with others. */
let desk: WorkersDesk;
let leaver: Person;
beforeAll(async () => {
  desk = await openWorkersDesk();
});
beforeEach(async () => {
  leaver = await desk.another('Demo Leaver');
});
afterAll(() => desk.house.stop());

const owner = () => desk.house.database.owner;
describe('somebody who leaves', () => {
  const leave = (body: object, by = desk.supervisor) =>
    desk.api(by, `/workers/${leaver.userId}/leaving`, body);

  it('sees nothing at their very next request, and their cases are with others, with history on each', async () => {
    const [one, other] = [await desk.aCaseOf(leaver), await desk.aCaseOf(leaver)];
    const task = await givenATask(owner(), { caseId: one.caseId, by: leaver });
    const live = await desk.house.as(leaver.userId);
    await live.get(`/cases/${one.caseId}`).expect(200);
    const takers = { [one.caseId]: desk.colleague.userId, [other.caseId]: desk.advocate.userId };
    expect((await leave({ takers })).body).toEqual({ name: 'Demo Leaver', given: 2, withNobody: [] });
    const after = await live.get(`/cases/${one.caseId}`);
    expect([after.status, after.text.includes(one.reference)]).toEqual([303, false]);
    expect((await live.get('/api/v1/cases')).status).toBe(401);
    expect(await desk.hasNow(one.caseId)).toBe(desk.colleague.userId);
    const { rows } = await owner().query(
      'SELECT staff_id, to_on FROM allocation WHERE case_id = $1 ORDER BY to_on NULLS LAST',
      [one.caseId],
    );
    expect(rows).toEqual([
      { staff_id: leaver.userId, to_on: '2026-03-03' },
      { staff_id: desk.colleague.userId, to_on: null },
    ]);
    const told = await desk.get(desk.supervisor, `/cases/${other.caseId}/history`);
    expect(told.text).toContain('Given to an advocate');
    expect(await desk.row('SELECT for_staff FROM task WHERE id = $1', task)).toEqual({
      for_staff: desk.colleague.userId,
    });
    expect(await desk.row('SELECT 1 FROM team_member WHERE staff_id = $1', leaver.userId)).toBeUndefined();
    expect(await desk.row('SELECT 1 FROM session WHERE staff_id = $1', leaver.userId)).toBeUndefined();
    expect(await desk.row('SELECT state FROM staff WHERE id = $1', leaver.userId)).toEqual({
      state: 'suspended',
    });
  });

  it('is let go too where something asked of them was taken back, which stays theirs', async () => {
    const theirs = await desk.aCaseOf(leaver);
    const task = await givenATask(owner(), { caseId: theirs.caseId, by: leaver });
    await owner().query('UPDATE task SET taken_back_at = now(), taken_back_by = for_staff WHERE id = $1', [
      task,
    ]);
    expect((await leave({ takers: { [theirs.caseId]: desk.colleague.userId } })).body).toMatchObject({
      given: 1,
    });
    expect(await desk.row('SELECT for_staff FROM task WHERE id = $1', task)).toEqual({
      for_staff: leaver.userId,
    });
  });

  it('keeps all they had where one case cannot go as was said, and the answer names that case and not why', async () => {
    const [kept, free] = [await desk.aCaseOf(leaver), await desk.aCaseOf(leaver)];
    const taker = await desk.another('Demo Taker');
    await desk.excluded(taker, kept.clientId);
    const takers = { [kept.caseId]: taker.userId, [free.caseId]: taker.userId };
    const answer = await leave({ takers, rest: 'with_nobody' });
    expect(answer).toMatchObject({ status: 422, body: { type: 'cannot-take-the-case' } });
    expect(JSON.stringify(answer.body)).toContain(kept.reference);
    expect(JSON.stringify(answer.body)).not.toContain(free.reference);
    expect(await desk.hasNow(free.caseId)).toBe(leaver.userId);
    const fields = { [`takers.${kept.caseId}`]: taker.userId, [`takers.${free.caseId}`]: taker.userId };
    const page = await desk.post(desk.supervisor, `/workers/${leaver.userId}/leaving`, fields);
    expect([page.status, page.text.includes(`Choose somebody else for ${kept.reference}`)]).toEqual([
      422,
      true,
    ]);
    expect(page.text.split(`value="${taker.userId}" selected`)).toHaveLength(3);
  });

  it('leaves a case with nobody only where that is said, and then it is on the board', async () => {
    const theirs = await desk.aCaseOf(leaver);
    const task = await givenATask(owner(), { caseId: theirs.caseId, by: leaver });
    const refused = await leave({ takers: {} });
    expect(refused.body).toMatchObject({ type: 'cases-need-somebody' });
    expect(JSON.stringify(refused.body)).toContain(theirs.reference);
    expect((await leave({ takers: {}, rest: 'with_nobody' })).body).toMatchObject({
      given: 0,
      withNobody: [theirs.reference],
    });
    const board = (await desk.get(desk.supervisor, '/blind-spots/needs_worker')).text;
    expect(board).toContain(theirs.reference);
    const told = await desk.get(desk.supervisor, `/cases/${theirs.caseId}/history`);
    expect(told.text).toContain('Left with nobody');
    const version = (await desk.row('SELECT version FROM case_file WHERE id = $1', theirs.caseId))?.[
      'version'
    ];
    const next = { advocateId: desk.colleague.userId, version };
    await desk.api(desk.supervisor, `/cases/${theirs.caseId}/allocation`, next);
    expect(await desk.row('SELECT for_staff FROM task WHERE id = $1', task)).toEqual({
      for_staff: desk.colleague.userId,
    });
  });

  it('loses the cases that whoever lets them go cannot see too, and the answer tells of none of them', async () => {
    const hidden = await desk.aCaseOf(leaver);
    await desk.sealed(hidden.clientId, desk.supervisor, leaver);
    expect((await leave({ takers: {} }, desk.deputy)).body).toMatchObject({ given: 0, withNobody: [] });
    const board = (await desk.get(desk.supervisor, '/blind-spots/needs_worker')).text;
    expect(board).toContain(hidden.reference);
    expect(
      await desk.row('SELECT 1 FROM allocation WHERE case_id = $1 AND to_on IS NULL', hidden.caseId),
    ).toBeUndefined();
  });

  it('covers nothing any more, and is rung by nobody, whichever way they were shut out', async () => {
    const theirs = await desk.aCaseOf(desk.colleague);
    const path = `/workers/${desk.colleague.userId}/absences`;
    const days = { fromOn: '2026-03-03', toOn: '2026-03-04', reason: 'unplanned' };
    const absence = String((await desk.api(desk.supervisor, path, days)).body['id']);
    await desk.api(desk.supervisor, `/absences/${absence}/cover`, {
      takers: { [theirs.caseId]: leaver.userId },
    });
    expect((await leave({ takers: {} })).status).toBe(200);
    const ended = await desk.row('SELECT ended_at FROM cover WHERE absence_id = $1', absence);
    expect(ended?.['ended_at']).not.toBeNull();
    await owner().query(
      `INSERT INTO on_call_turn (organisation_id, staff_id, from_at, to_at, made_by) VALUES ($1, $2, '2099-01-01', '2099-01-02', $2)`,
      [desk.organisation, desk.deputy.userId],
    );
    await owner().query(`UPDATE staff SET state = 'suspended' WHERE id = $1`, [desk.deputy.userId]);
    const turn = await desk.row(
      'SELECT cancelled_at FROM on_call_turn WHERE staff_id = $1',
      desk.deputy.userId,
    );
    expect(turn?.['cancelled_at']).not.toBeNull();
  });

  it('is let go by a supervisor of their team who stepped up, and by nobody else', async () => {
    expect((await leave({ takers: {} }, desk.outsider)).status).toBe(404);
    expect((await leave({ takers: {} }, desk.colleague)).status).toBe(404);
    await owner().query(`UPDATE session SET stepped_up_at = now() - interval '6 minutes'`);
    const late = 'SELECT let_go($1, $2)';
    await expect(
      desk.house.db.run(desk.supervisor, (tx) => tx.query(late, [leaver.userId, '2026-03-03'])),
    ).rejects.toThrow('nobody to let go');
  });
});
