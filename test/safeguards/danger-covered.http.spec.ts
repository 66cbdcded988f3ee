import type { Person } from '../../src/kernel/actor.js';
import { wordsIn } from '../support/sealed-tables.js';
import { brokenGlass } from './guarded-records.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** Somebody of another team covers, having opened the case in an emergency; and nobody is held up by what can wait. */
let desk: SafeguardsDesk;
let kase: Awaited<ReturnType<SafeguardsDesk['aCase']>>;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
beforeEach(async () => {
  kase = await desk.aCase();
  await brokenGlass(desk.house.database.owner, kase, [desk.stranger, desk.supervisor]);
});
afterAll(() => desk.house.stop());

const step = async (what: string, fields: object, by = desk.stranger) =>
  (await desk.post(by, `/cases/${kase.caseId}/danger/${what}`, fields)).status;
const sql = (who: Person, statement: string, ...values: unknown[]) =>
  desk.house.db.run(who, (tx) => tx.query<unknown>(statement, values));
const staying = `INSERT INTO address (client_id, kind, refuge, recorded_at) VALUES ($1, $2, 'unknown', now())`;

it('whoever covers takes every step, and opens afterwards where the person is', async () => {
  expect(await step('police', { police: 'done', incident: 'Invented 17' })).toBe(303);
  expect(await step('lead', { lead: 'done', toldId: desk.supervisor.userId })).toBe(303);
  expect(await step('agreed', { agreed: 'Invented: she stays inside.' })).toBe(303);
  expect(await step('whereabouts', { safe: 'yes', where: '8 Invented Mews, ZZ99 8ZZ' })).toBe(303);
  const address = await desk.row(`SELECT id, kind FROM address WHERE client_id = $1`, kase.clientId);
  expect(address?.['kind']).toBe('staying');
  expect(JSON.stringify(await wordsIn(desk.house.database.owner, 'address_identity'))).toContain(
    '8 Invented',
  );
  const opening = { why: 'danger', words: 'Invented.', shownOn: 'screen' };
  const path = `/cases/${kase.caseId}/addresses/${String(address?.['id'])}/openings`;
  const opened = await desk.post(desk.stranger, path, opening);
  expect(
    opened.status < 400 ? opened.text + (await desk.get(desk.stranger, opened.to || path)).text : '',
  ).toContain('8 Invented Mews');
});

describe('the address that whoever covers may write', () => {
  it('is where the client is staying, while the danger is not over, and no other', async () => {
    await expect(sql(desk.stranger, staying, kase.clientId, 'staying')).rejects.toThrow('row-level security');
    expect(await step('police', { police: 'done' })).toBe(303);
    await sql(desk.stranger, staying, kase.clientId, 'staying');
    await expect(sql(desk.stranger, staying, kase.clientId, 'home')).rejects.toThrow('row-level security');
    await expect(
      sql(
        desk.stranger,
        `INSERT INTO address (perpetrator_id, kind, refuge, recorded_at) VALUES ($1, 'staying', 'no', now())`,
        kase.perpetratorId,
      ),
    ).rejects.toThrow('row-level security');
    const ending = { decision: 'no_danger', why: 'Invented.' };
    expect(await step('ending', ending, desk.supervisor)).toBe(303);
    await expect(sql(desk.stranger, staying, kase.clientId, 'staying')).rejects.toThrow('row-level security');
  });

  it('is of the case they opened, though another is in danger too', async () => {
    const other = await desk.aCase();
    await desk.post(desk.advocate, `/cases/${other.caseId}/danger/police`, { police: 'done' });
    await expect(sql(desk.stranger, staying, other.clientId, 'staying')).rejects.toThrow(
      'row-level security',
    );
    await desk.post(desk.advocate, `/cases/${kase.caseId}/danger/police`, { police: 'done' });
    await desk.row(
      `UPDATE broken_glass SET began_at = began_at - interval '5 hours', ends_at = ends_at - interval '5 hours' WHERE case_id = $1`,
      kase.caseId,
    );
    await expect(sql(desk.stranger, staying, kase.clientId, 'staying')).rejects.toThrow('row-level security');
    expect(await step('police', { police: 'done' })).toBe(404);
  });

  it('gives no words to an address that stands already, nor a token that is no postcode', async () => {
    expect(await step('police', { police: 'done' })).toBe(303);
    const words = 'INSERT INTO address_identity (address_id, value) VALUES ($1, $2)';
    const home = await desk.row(
      `INSERT INTO address (client_id, kind, refuge, recorded_at) VALUES ($1, 'home', 'yes', now()) RETURNING id`,
      kase.clientId,
    );
    await expect(sql(desk.stranger, words, home?.['id'], Buffer.from('forged'))).rejects.toThrow(
      'row-level security',
    );
    const token = `INSERT INTO identity_token (token, kind, team_id, client_id) VALUES ($1, $2, $3, $4)`;
    const forged = Buffer.alloc(32, 1);
    await expect(sql(desk.stranger, token, forged, 'name', desk.team, kase.clientId)).rejects.toThrow(
      'row-level security',
    );
    await expect(
      sql(desk.stranger, token, forged, 'postcode', desk.otherTeam, kase.clientId),
    ).rejects.toThrow('row-level security');
  });
});

describe('nobody is held up', () => {
  it('by a second step that was long ago', async () => {
    const agent = await desk.house.as(desk.supervisor.userId);
    await desk.row(
      `UPDATE session SET stepped_up_at = now() - interval '7 hours' WHERE staff_id = $1`,
      desk.supervisor.userId,
    );
    const address = `/cases/${kase.caseId}/danger`;
    expect((await agent.get(address)).status).toBe(200);
    expect((await agent.post(`${address}/police`).type('form').send({ police: 'done' })).status).toBe(303);
    const ending = { decision: 'no_danger', why: 'Invented.' };
    expect((await agent.post(`${address}/ending`).type('form').send(ending)).status).toBe(303);
  });

  it('by what a colleague wrote meanwhile: both are kept, in one danger', async () => {
    const both = await Promise.all([
      step('police', { police: 'done', incident: 'Invented 1' }, desk.advocate),
      step('agreed', { agreed: 'Invented.' }, desk.colleague),
    ]);
    expect(both).toEqual([303, 303]);
    const kept = await desk.row(
      `SELECT count(DISTINCT d.id)::int AS dangers, count(s.id)::int AS steps FROM danger d JOIN danger_step s ON s.danger_id = d.id WHERE case_id = $1`,
      kase.caseId,
    );
    expect(kept).toEqual({ dangers: 1, steps: 2 });
  });
});
