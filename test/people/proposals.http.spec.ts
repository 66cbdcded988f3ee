import type { Person } from '../../src/kernel/actor.js';
import { codeOn, openAdminDesk, proposalOn, type AdminDesk } from '../support/admin-desk.js';

let desk: AdminDesk;
beforeAll(async () => {
  desk = await openAdminDesk();
});
afterAll(() => desk.house.stop());

const wanted = 'teapot gravel lantern';
const someone = (changes: Record<string, unknown> = {}) => ({
  displayName: 'Demo Honesty',
  email: `honesty.${String(Math.random()).slice(2)}@demo.invalid`,
  role: 'advocate',
  teams: desk.team,
  ...changes,
});
const approve = (by: Person, id: string) => desk.post(by, `/proposals/${id}/approval`);
const decisionOf = async (id: string) => {
  const sql = 'SELECT decision FROM staff_proposal WHERE id = $1';
  const { rows } = await desk.house.database.owner.query<{ decision: string | null }>(sql, [id]);
  return rows[0]?.decision;
};

/** Proposes somebody and has it approved: their address, and each half of their invitation. */
async function invited(changes: Record<string, unknown> = {}) {
  const form = someone(changes);
  const proposed = await desk.post(desk.admin, '/staff', form);
  const approved = await approve(desk.supervisor, proposalOn(proposed));
  expect(approved.status).toBe(200);
  return { email: form.email, fromProposer: codeOn(proposed), fromApprover: codeOn(approved) };
}

const accept = ({ fromProposer, fromApprover }: { fromProposer: string; fromApprover: string }) =>
  desk.post(desk.supervisor, '/invitation', { fromProposer, fromApprover, wanted });
const signIn = (email: string, password: string) =>
  desk.post(desk.supervisor, '/sign-in', { email, password });

describe('an invitation', () => {
  it('of two halves sets a password once, and its holder signs in with it', async () => {
    const { email, ...codes } = await invited();
    const answer = await accept(codes);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/sign-in?after=new-password']);
    expect((await signIn(email, wanted)).status).toBe(303);
    expect((await accept(codes)).text).toContain('These codes do not go together');
  });

  it.each([
    ['the administrator alone', (codes: Codes) => ({ ...codes, fromApprover: codes.fromProposer })],
    ['whoever approved alone', (codes: Codes) => ({ ...codes, fromProposer: codes.fromApprover })],
    [
      'whoever swaps the two',
      (codes: Codes) => ({ fromProposer: codes.fromApprover, fromApprover: codes.fromProposer }),
    ],
  ])('is worth nothing to %s', async (_, held) => {
    const { email, ...codes } = await invited();
    const answer = await accept(held(codes));
    expect(answer.status).toBe(422);
    expect(answer.text).not.toMatch(/value="[a-z2-9]{5}-/);
    expect((await signIn(email, codes.fromProposer)).status).toBe(422);
    await accept(codes);
    expect((await signIn(email, wanted)).status).toBe(303);
  });
  interface Codes {
    fromProposer: string;
    fromApprover: string;
  }

  it('lapses after 72 hours, and with the account', async () => {
    const { owner } = desk.house.database;
    const [late, suspended] = [await invited(), await invited()];
    await owner.query(
      `UPDATE invitation SET expires_at = now() - interval '1 second' FROM staff WHERE staff.id = staff_id AND email = $1`,
      [late.email],
    );
    await owner.query(`UPDATE staff SET state = 'suspended' WHERE email = $1`, [suspended.email]);
    for (const codes of [late, suspended]) expect((await accept(codes)).status).toBe(422);
  });

  it('is typed as people type: capitals and blanks say nothing', async () => {
    const { fromProposer, fromApprover } = await invited();
    const typed = { fromProposer: ` ${fromProposer.toUpperCase()} `, fromApprover };
    expect((await accept(typed)).status).toBe(303);
  });

  it('does not take a password that is easily guessed, and can be used again', async () => {
    const codes = await invited();
    const { fromProposer, fromApprover } = codes;
    const weak = { fromProposer, fromApprover, wanted: 'Larkspur2026!' };
    const answer = await desk.post(desk.supervisor, '/invitation', weak);
    expect(answer.text).toContain('easily guessed');
    expect((await accept(codes)).status).toBe(303);
  });
});

describe('a reset', () => {
  it('takes the old password and every session away as it is approved, and not before', async () => {
    const advocate = await desk.given.staff('advocate', desk.organisation, {
      teams: [desk.team],
      password: true,
    });
    const [email, theirs] = [await desk.given.emailOf(advocate), await desk.house.as(advocate.userId)];
    const proposed = await desk.post(desk.admin, `/staff/${advocate.userId}/sign-in`);
    expect((await signIn(email, 'three invented words')).status).toBe(303);
    const approved = await approve(desk.supervisor, proposalOn(proposed));
    expect((await theirs.get('/home')).headers['location']).toBe('/sign-in');
    expect((await signIn(email, 'three invented words')).status).toBe(422);
    await accept({ fromProposer: codeOn(proposed), fromApprover: codeOn(approved) });
    expect((await signIn(email, wanted)).status).toBe(303);
    expect(await desk.historyOf(advocate.userId)).toEqual(['staff.sign_in_reset']);
  });
});

describe('a proposal', () => {
  it('that was refused or withdrawn changes nothing, and is decided once', async () => {
    for (const [by, act, decision] of [
      [desk.supervisor, 'refusal', 'refused'],
      [desk.admin, 'withdrawal', 'withdrawn'],
    ] as const) {
      const id = proposalOn(await desk.post(desk.admin, '/staff', someone()));
      expect((await desk.post(by, `/proposals/${id}/${act}`)).status).toBe(303);
      expect(await decisionOf(id)).toBe(decision);
      expect((await approve(desk.supervisor, id)).text).toContain('This has been decided already');
      expect((await desk.post(by, `/proposals/${id}/${act}`)).status).toBe(404);
    }
  });

  it('lapses after seven days', async () => {
    const id = proposalOn(await desk.post(desk.admin, '/staff', someone()));
    await desk.house.database.owner.query(
      `UPDATE staff_proposal SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [id],
    );
    expect((await approve(desk.supervisor, id)).status).toBe(422);
    const agent = await desk.asAdmin();
    expect((await agent.get(`/proposals/${id}`)).text).toContain('Lapsed');
    expect((await agent.get('/proposals')).text).not.toContain(id);
  });

  it('is on the supervisor’s home and list, with how many wait, and not on another service’s', async () => {
    await desk.post(desk.admin, '/staff', someone({ displayName: 'Demo Waiting' }));
    const agent = await desk.house.as(desk.supervisor.userId);
    expect((await agent.get('/home')).text).toMatch(/Changes of staff to approve \(\d+\)/);
    expect((await agent.get('/proposals')).text).toContain('Demo Waiting');
    const { body } = await agent.get('/api/v1/proposals').expect(200);
    expect(body.rows.at(-1)).toMatchObject({ act: 'add', displayName: 'Demo Waiting', obstacle: null });
    const elsewhere = await desk.given.staff('supervisor', await desk.given.organisation());
    const stranger = await desk.house.as(elsewhere.userId);
    expect((await stranger.get('/api/v1/proposals')).body.total).toBe(0);
    await stranger.get(`/proposals/${String(body.rows.at(-1).id)}`).expect(404);
    await stranger.post(`/api/v1/proposals/${String(body.rows.at(-1).id)}/approval`).expect(404);
  });

  it('that nobody could approve is not made, and the page says whom to ask', async () => {
    const service = await desk.given.organisation();
    const [team, admin] = [await desk.given.team(service), await desk.given.staff('admin', service)];
    const answer = await desk.post(admin, '/staff', someone({ teams: team }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('ask whoever runs Larkspur for you');
  });

  it('for an account is not made twice', async () => {
    const advocate = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
    await desk.post(desk.admin, `/staff/${advocate.userId}/sign-in`);
    const again = await desk.post(desk.admin, `/staff/${advocate.userId}/sign-in`);
    expect(again.text).toContain('Withdraw that first');
  });

  it('whose address was taken meanwhile says so to whoever approves', async () => {
    const form = someone();
    const ids = [];
    for (let time = 0; time < 2; time += 1) ids.push(proposalOn(await desk.post(desk.admin, '/staff', form)));
    expect((await approve(desk.supervisor, ids[0] ?? '')).status).toBe(200);
    expect((await approve(desk.supervisor, ids[1] ?? '')).text).toContain('An account cannot be made');
  });
});

it('in an authority an FOI officer approves another', async () => {
  const organisation = await desk.given.organisation('commissioner', 'Demo Authority');
  const admin = await desk.given.staff('admin', organisation);
  const officer = await desk.given.staff('foi_officer', organisation);
  const proposed = await desk.post(admin, '/staff', someone({ role: 'foi_officer', teams: undefined }));
  const agent = await desk.house.as(officer.userId);
  expect((await agent.get('/home')).text).toContain('Changes of staff to approve (1)');
  expect((await agent.get('/proposals')).text).toContain('Demo Honesty');
  expect((await approve(officer, proposalOn(proposed))).status).toBe(200);
});
