import request from 'supertest';
import type { Person } from '../../src/kernel/actor.js';
import { codeOn, openAdminDesk, type AdminDesk } from '../support/admin-desk.js';
import { givenAKey } from '../support/given-key.js';

let desk: AdminDesk;
beforeAll(async () => {
  desk = await openAdminDesk();
});
afterAll(() => desk.house.stop());

const form = (changes: Record<string, unknown> = {}) => ({
  name: 'Demo Constabulary',
  scope: 'send_referrals',
  teamId: desk.team,
  days: '30',
  ...changes,
});
const idOn = ({ text }: { text: string }) => /href="\/keys\/([0-9a-f-]{36})"/.exec(text)?.[1] ?? '';
const approve = (by: Person, id: string) => desk.post(by, `/keys/${id}/approval`);

/** 422 for a body that says nothing, where the key is one; 401 where it is not. */
const worth = async (key: string) =>
  (
    await request(desk.house.app.getHttpServer())
      .post('/api/v1/sent-referrals')
      .set('Authorization', `Bearer ${key}`)
      .send({})
  ).status;

/** A key that the administrator made and the supervisor approved. */
async function aKey(changes: Record<string, unknown> = {}) {
  const made = await desk.post(desk.admin, '/keys', form(changes));
  const [id, key] = [idOn(made), codeOn(made)];
  expect((await approve(desk.supervisor, id)).status).toBe(303);
  return { id, key };
}

describe('making a key', () => {
  it('shows it once, and it is worth nothing until somebody else approves it', async () => {
    const made = await desk.post(desk.admin, '/keys', form());
    const [id, key] = [idOn(made), codeOn(made)];
    expect(key).toMatch(new RegExp(`^lk_${id}_[A-Za-z0-9_-]{43}$`));
    expect(made.headers['cache-control']).toBe('no-store');
    expect(await worth(key)).toBe(401);
    expect((await approve(desk.admin, id)).status).toBe(404);
    await approve(desk.supervisor, id);
    expect(await worth(key)).toBe(422);
    const { text } = await (await desk.asAdmin()).get(`/keys/${id}`);
    expect(text).toContain('In use');
    expect(text).not.toContain(key);
    expect(await desk.historyOf(id)).toEqual(['key.made', 'key.approved']);
  });

  it('leaves no hash of its secret in the log, which is exported', async () => {
    const { id } = await aKey();
    const entry = await desk.house.database.owner.query<{ names: string[]; values: unknown[] }>(
      `SELECT fields AS names, ARRAY(SELECT value FROM jsonb_each_text(new_values) WHERE value IS NOT NULL) AS values FROM audit.entry
       WHERE table_name = 'service_key' AND row_key ->> 'id' = $1 AND act = 'row.inserted'`,
      [id],
    );
    expect(entry.rows[0]?.names).toContain('secret_hash');
    expect(entry.rows[0]?.values).toEqual([]);
  });

  it.each([
    ['for more than 90 days', { days: '91' }, 'from 1 to 90'],
    ['without a team', { teamId: '' }, 'Select the team that receives'],
    ['of a commissioner’s kind', { scope: 'aggregates', teamId: '' }, 'gives out no key for that'],
    ['that says nothing of its holder', { name: '' }, 'Enter who will hold the key'],
  ])('is refused %s', async (_, wrong, says) => {
    const answer = await desk.post(desk.admin, '/keys', form(wrong));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(says);
  });

  it('for a team is approved by a supervisor of that team', async () => {
    const other = await desk.given.team(desk.organisation, 'Demo other team');
    const outsider = await desk.given.staff('supervisor', desk.organisation, { teams: [other] });
    const id = idOn(await desk.post(desk.admin, '/keys', form()));
    expect((await approve(outsider, id)).text).toContain('A supervisor of each team');
    expect((await approve(desk.supervisor, id)).status).toBe(303);
    expect((await approve(desk.supervisor, id)).text).toContain('decided already');
  });

  it('by a program answers with the key, and the list without it', async () => {
    const agent = await desk.asAdmin();
    const { body } = await agent
      .post('/api/v1/keys')
      .send(form({ days: 10 }))
      .expect(201);
    const supervisor = await desk.house.as(desk.supervisor.userId);
    await supervisor.post(`/api/v1/keys/${String(body.id)}/approval`).expect(204);
    expect(await worth(body.key)).toBe(422);
    const { text } = await agent.get('/api/v1/keys').expect(200);
    expect(text).toContain(body.id);
    expect(text).not.toContain(String(body.key).slice(-43));
    await supervisor.post(`/api/v1/keys/${String(body.id)}/revocation`).expect(204);
    expect(await worth(body.key)).toBe(401);
  });
});

describe('a commissioner’s key', () => {
  it('is made by its administrator and approved by whoever reads the returns', async () => {
    const organisation = await desk.given.organisation('commissioner', 'Demo Commissioner');
    const admin = await desk.given.staff('admin', organisation);
    const reader = await desk.given.staff('commissioner', organisation);
    const made = await desk.post(admin, '/keys', form({ scope: 'aggregates', teamId: '' }));
    const id = idOn(made);
    expect((await (await desk.house.as(reader.userId)).get('/keys')).text).toContain('Demo Constabulary');
    expect((await approve(desk.supervisor, id)).status).toBe(404);
    expect((await approve(reader, id)).status).toBe(303);
    const answer = await request(desk.house.app.getHttpServer())
      .get('/api/v1/returns')
      .set('Authorization', `Bearer ${codeOn(made)}`);
    expect(answer.status).toBe(200);
  });
});

describe('replacing a key', () => {
  const ends = async (id: string) => {
    const sql = `SELECT round(extract(epoch FROM expires_at - now()) / 86400) AS days FROM service_key WHERE id = $1`;
    return Number((await desk.house.database.owner.query<{ days: string }>(sql, [id])).rows[0]?.days);
  };

  it('leaves the old one seven days once the new one is approved, and not before', async () => {
    const { id, key } = await aKey();
    const made = await desk.post(desk.admin, `/keys/${id}/replacement`, { days: '90' });
    expect(await ends(id)).toBe(30);
    await approve(desk.supervisor, idOn(made));
    expect([await ends(id), await ends(idOn(made))]).toEqual([7, 90]);
    expect([await worth(key), await worth(codeOn(made))]).toEqual([422, 422]);
  });

  it('by plain SQL with one of another act shortens nothing', async () => {
    const { id } = await aKey();
    const other = await desk.given.team(desk.organisation, 'Demo team of another key');
    await desk.house.database.owner.query('INSERT INTO team_member VALUES ($1, $2)', [
      other,
      desk.supervisor.userId,
    ]);
    const made = await givenAKey(desk.house.database.owner, {
      ...{ scope: 'send_referrals', by: desk.admin, approvedBy: null, team: other },
    });
    await desk.house.database.owner.query('UPDATE service_key SET replaces = $2 WHERE id = $1', [
      made.id,
      id,
    ]);
    expect((await approve(desk.supervisor, made.id)).status).toBe(303);
    expect(await ends(id)).toBe(30);
  });
});

describe('an administrator alone never widens a key', () => {
  it.each([
    ['to another act', `UPDATE service_key SET scope = 'aggregates', team_id = NULL WHERE id = $1`],
    ['to another team', `UPDATE service_key SET team_id = team_id WHERE id = $1`],
    ['to a later day', `UPDATE service_key SET expires_at = now() + interval '80 days' WHERE id = $1`],
    ['by approving it', `UPDATE service_key SET approved_by = made_by, approved_at = now() WHERE id = $1`],
    ['by the approvers’ function', 'SELECT approve_service_key($1)'],
    ['by putting another secret in it', `UPDATE service_key SET secret_hash = '\\x00' WHERE id = $1`],
  ])('%s', async (_, statement) => {
    const { id } = await aKey();
    const tried = desk.house.db.run(desk.admin, (tx) => tx.query(statement, [id]));
    await expect(tried).rejects.toThrow('permission denied');
  });

  it('by taking back that it was revoked', async () => {
    const { id, key } = await aKey();
    expect((await desk.post(desk.admin, `/keys/${id}/revocation`)).status).toBe(303);
    expect(await worth(key)).toBe(401);
    const back = desk.house.db.run(desk.admin, (tx) =>
      tx.query<[unknown, number]>('UPDATE service_key SET revoked_at = NULL WHERE id = $1', [id]),
    );
    expect((await back)[1]).toBe(0);
    expect(await desk.historyOf(id)).toEqual(['key.made', 'key.approved', 'key.revoked']);
  });

  it('from a supervisor’s account that they lately added', async () => {
    const second = await desk.given.staff('supervisor', desk.organisation, { teams: [desk.team] });
    await desk.house.database.owner.query('UPDATE staff SET added_by = $2 WHERE id = $1', [
      second.userId,
      desk.admin.userId,
    ]);
    const id = idOn(await desk.post(desk.admin, '/keys', form()));
    expect((await approve(second, id)).text).toContain('the same administrator added your account');
  });
});

it.each(['advocate'] as const)('keys are not there for %s', async (role) => {
  const agent = await desk.house.as((await desk.given.staff(role, desk.organisation)).userId);
  for (const path of ['/keys', '/keys/new', '/api/v1/keys']) expect((await agent.get(path)).status).toBe(404);
});
