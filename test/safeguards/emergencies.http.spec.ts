import { EmergenciesService } from '../../src/safeguards/emergencies.service.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());
beforeEach(async () => {
  await desk.house.database.owner.query('TRUNCATE broken_glass, broken_glass_narrative, broken_glass_notice');
});

const emergency = (reference: string, changes: object = {}) => ({
  reference,
  why: 'client_in_contact',
  words: 'Invented: she rang us, and nobody of her team answers.',
  hours: '4',
  ...changes,
});
const open = (reference: string, who = desk.stranger) =>
  desk.post(who, '/emergency-access', emergency(reference));
const idOf = async (caseId: string) =>
  String((await desk.row('SELECT id FROM broken_glass WHERE case_id = $1', caseId))?.['id']);
const judgement = { decision: 'justified', reason: 'Invented: she was in danger.' };

describe('a case of another team, opened in an emergency', () => {
  it('can be read, and is told in its history', async () => {
    const { caseId, reference } = await desk.aCase({ name: 'Invented Opened' });
    expect((await desk.get(desk.stranger, `/cases/${caseId}`)).status).toBe(404);
    expect(await open(reference.toLowerCase())).toMatchObject({ status: 303, to: `/cases/${caseId}` });
    expect((await desk.get(desk.stranger, `/cases/${caseId}`)).text).toContain('Invented Opened');
    expect((await desk.get(desk.advocate, `/cases/${caseId}`)).text).toContain('Opened in an emergency');
  });

  it('takes notes and contacts, and nothing else', async () => {
    const { caseId, reference } = await desk.aCase();
    await open(reference);
    const act = async (path: string, fields: object) =>
      (await desk.post(desk.stranger, `/cases/${caseId}/${path}`, fields)).status;
    expect(await act('notes', { kind: 'client', words: 'Invented.' })).toBe(303);
    const contact = { on: '2026-03-02', at: '14:05', channel: 'phone', outcome: 'no_answer' };
    expect(await act('contacts', contact)).toBe(303);
    expect(await act('contact-methods', { channel: 'phone', value: '07700 900999', safe: 'yes' })).toBe(404);
    expect(await act('client', { fullName: 'Invented Changed', version: 1 })).toBe(404);
    expect(await act('closure', { closedOn: '2026-03-02', reason: 'other', version: 1 })).toBe(404);
    expect(
      await act('consents', { purpose: 'contact', value: 'refused', how: 'by_phone', givenOn: '2026-03-02' }),
    ).toBe(404);
    expect((await desk.get(desk.stranger, `/cases/${caseId}/orders/new`)).status).toBe(404);
    expect((await desk.get(desk.stranger, `/cases/${caseId}/assessments/new`)).status).toBe(404);
    expect((await desk.get(desk.stranger, `/cases/${caseId}`)).text).not.toContain('Close the case');
  });

  it('is gone when its hours are over', async () => {
    const { caseId, reference } = await desk.aCase();
    await open(reference);
    await desk.row(
      `UPDATE broken_glass SET began_at = began_at - interval '5 hours', ends_at = ends_at - interval '5 hours'`,
    );
    expect((await desk.get(desk.stranger, `/cases/${caseId}`)).status).toBe(404);
  });

  it('is told at once to the supervisors of its team, one of them of another line', async () => {
    const { caseId, reference } = await desk.aCase();
    await open(reference);
    const { rows } = await desk.house.database.owner.query<{ id: string }>(
      'SELECT staff_id AS id FROM broken_glass_notice ORDER BY 1',
    );
    expect(rows.map(({ id }) => id)).toEqual([desk.supervisor.userId, desk.deputy.userId].sort());
    expect((await desk.get(desk.supervisor, '/blind-spots/emergency_review')).text).toContain(
      `/emergency-access/${await idOf(caseId)}`,
    );
    expect((await desk.get(desk.outsider, '/emergency-access')).text).toContain('Nothing waits');
  });

  it('cannot be where fewer than two can be told', async () => {
    const { reference } = await desk.aCase();
    await desk.row(`UPDATE staff SET state = 'suspended' WHERE id = $1`, desk.deputy.userId);
    expect((await open(reference)).status).toBe(422);
    await desk.row(`UPDATE staff SET state = 'active' WHERE id = $1`, desk.deputy.userId);
    expect((await open(reference)).status).toBe(303);
  });
});

describe('a reference that opens nothing', () => {
  it('is answered alike, whether unknown, sealed, excluded, of another service or one’s own', async () => {
    const [sealed, excluded, own] = [await desk.aCase(), await desk.aCase(), await desk.aCase()];
    const { owner } = desk.house.database;
    await owner.query('UPDATE case_file SET sealed = true WHERE id = $1', [sealed.caseId]);
    await owner.query(
      `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'declared')`,
      [desk.organisation, desk.stranger.userId, excluded.clientId],
    );
    await owner.query('UPDATE case_file SET team_id = $2 WHERE id = $1', [own.caseId, desk.otherTeam]);
    const answers = new Set<string>();
    for (const reference of ['SA-2026-ZZZZZZZ', sealed.reference, excluded.reference, own.reference]) {
      const { status, text } = await open(reference);
      answers.add(`${String(status)} ${text.replaceAll(reference, 'REFERENCE')}`);
    }
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toContain('422');
  });
});

it('three cases at a time are the most', async () => {
  for (let made = 0; made < 3; made += 1)
    expect((await open((await desk.aCase()).reference)).status).toBe(303);
  const { status, text } = await open((await desk.aCase()).reference);
  expect([status, text.includes('three cases open in an emergency')]).toEqual([422, true]);
});

it('six in a day are the most, however short each is', async () => {
  const over = `UPDATE broken_glass SET began_at = began_at - interval '5 hours', ends_at = ends_at - interval '5 hours'
    WHERE ends_at > now()`;
  for (let made = 0; made < 6; made += 1) {
    expect((await open((await desk.aCase()).reference)).status).toBe(303);
    await desk.row(over);
  }
  const { status, text } = await open((await desk.aCase()).reference);
  expect([status, text.includes('six cases in an emergency within a day')]).toEqual([422, true]);
  await desk.row(
    `UPDATE broken_glass SET began_at = began_at - interval '24 hours', ends_at = ends_at - interval '24 hours'`,
  );
  expect((await open((await desk.aCase()).reference)).status).toBe(303);
});

it('there is none while two of one’s own were not reviewed in time', async () => {
  const escalate = (many: number) =>
    desk.row(
      'UPDATE broken_glass SET escalated_at = now() WHERE id IN (SELECT id FROM broken_glass ORDER BY id LIMIT $1)',
      many,
    );
  for (let made = 0; made < 2; made += 1) await open((await desk.aCase()).reference);
  await escalate(2);
  const { reference } = await desk.aCase();
  expect((await open(reference)).text).toContain('not reviewed in time');
  await desk.row('UPDATE broken_glass SET escalated_at = NULL');
  await escalate(1);
  expect((await open(reference)).status).toBe(303);
});

it('nobody writes a grant for themself in plain SQL', async () => {
  const { caseId, clientId } = await desk.aCase();
  const granted = desk.house.db.run(desk.stranger, (tx) =>
    tx.query(
      `INSERT INTO broken_glass (organisation_id, case_id, client_id, staff_id, why, ends_at, review_due_on)
       VALUES ($1, $2, $3, $4, 'other', now() + interval '1 hour', '2026-03-05')`,
      [desk.organisation, caseId, clientId, desk.stranger.userId],
    ),
  );
  await expect(granted).rejects.toThrow('permission denied');
  const silent = desk.house.db.run(desk.stranger, async (tx) => {
    const { reference } = await desk.aCase();
    await tx.query(`SELECT break_glass($1, 'other', 1, '2026-03-05')`, [reference]);
  });
  await expect(silent).rejects.toThrow('broken_glass_has_a_reason');
});

describe('its review', () => {
  it('closes with a decision, by somebody told who is of another line', async () => {
    const { caseId, reference } = await desk.aCase();
    await open(reference);
    const path = `/emergency-access/${await idOf(caseId)}`;
    expect((await desk.get(desk.outsider, path)).status).toBe(404);
    expect((await desk.post(desk.outsider, `${path}/decision`, judgement)).status).toBe(404);
    expect((await desk.get(desk.supervisor, path)).text).toContain('nobody of her team answers');
    expect((await desk.post(desk.supervisor, `${path}/decision`, judgement)).status).toBe(303);
    expect((await desk.get(desk.deputy, '/emergency-access')).text).toContain('Nothing waits');
    expect((await desk.post(desk.deputy, `${path}/decision`, judgement)).status).toBe(404);
  });

  it('is due on the second working day, and then goes to every supervisor and the administrator', async () => {
    const { caseId, reference } = await desk.aCase();
    const admin = await desk.given.staff('admin', desk.organisation);
    await open(reference);
    const id = await idOf(caseId);
    const escalated = (day: string) => {
      desk.house.clock.set(`${day}T06:00:00Z`);
      return desk.house.app.get(EmergenciesService).escalate();
    };
    expect(await escalated('2026-03-05')).toBe(0);
    expect((await desk.get(admin, '/home')).text).not.toContain(id.slice(0, 8));
    expect(await escalated('2026-03-06')).toBe(1);
    expect(await escalated('2026-03-07')).toBe(0);
    expect((await desk.get(desk.outsider, '/emergency-access')).text).toContain('overdue');
    expect((await desk.get(admin, '/home')).text).toContain(id.slice(0, 8));
    expect((await desk.get(admin, '/home')).text).not.toContain(reference);
    // Of the line of whoever opened it: told, and not the one who decides.
    expect((await desk.post(desk.outsider, `/emergency-access/${id}/decision`, judgement)).status).toBe(404);
    desk.house.clock.set('2026-03-03T10:00:00Z');
  });
});
