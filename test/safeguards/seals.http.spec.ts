import type { Person } from '../../src/kernel/actor.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());

const statusFor = async (who: Person, path: string) => (await desk.get(who, path)).status;
const seal = (path: string, named: readonly Person[]) =>
  desk.post(desk.supervisor, `${path}/seal`, {
    why: 'threat_to_life',
    named: named.map(({ userId }) => userId),
  });

describe('a sealed case', () => {
  it('exists for those named, and says so to them, and for nobody else', async () => {
    const { caseId, referralId } = await desk.aCase({ name: 'Invented Sealed' });
    const path = `/cases/${caseId}`;
    expect((await seal(path, [desk.advocate, desk.deputy])).status).toBe(303);
    expect((await desk.get(desk.advocate, path)).text).toContain('This is sealed');
    expect(await statusFor(desk.deputy, `/referrals/${referralId}`)).toBe(200);
    for (const other of [desk.colleague, desk.supervisor, desk.outsider]) {
      expect(await statusFor(other, path)).toBe(404);
      expect(await statusFor(other, `/referrals/${referralId}`)).toBe(404);
      expect((await desk.get(other, '/cases?whose=team')).text).not.toContain('Invented Sealed');
    }
  });

  it('is on the board of the supervisor named', async () => {
    const { caseId, reference } = await desk.aCase();
    await seal(`/cases/${caseId}`, [desk.deputy]);
    const home = (await desk.get(desk.deputy, '/home')).text;
    expect(home.split('Sealed cases')[1]?.split('</section>')[0]).toContain(reference);
    // Its own advocate is not named, so it waits for another.
    expect((await desk.get(desk.deputy, '/blind-spots/needs_worker')).text).toContain(reference);
    expect((await desk.get(desk.supervisor, '/home')).text).not.toContain(reference);
  });

  it('has everything of the same client sealed with it, what comes later too', async () => {
    const { caseId, clientId } = await desk.aCase();
    await seal(`/cases/${caseId}`, [desk.deputy]);
    const later = await desk.row(
      `INSERT INTO referral (organisation_id, team_id, reference, client_id, received_at, recorded_by, source, police_area, relationship,
         cyber_element, age_at_referral, reported_to_police)
       SELECT organisation_id, team_id, 'RF-2026-LATER23', client_id, now(), recorded_by, source, police_area, relationship, cyber_element, 34, 'no'
       FROM referral WHERE client_id = $1 LIMIT 1 RETURNING id, sealed`,
      clientId,
    );
    expect(later?.['sealed']).toBe(true);
    expect(await statusFor(desk.colleague, `/referrals/${String(later?.['id'])}`)).toBe(404);
  });

  it('is opened to its team again by a supervisor who is named, with a reason', async () => {
    const { caseId } = await desk.aCase();
    const path = `/cases/${caseId}`;
    await seal(path, [desk.advocate, desk.deputy]);
    const reason = 'Invented: the threat has passed.';
    expect((await desk.post(desk.supervisor, `${path}/seal/lifting`, { reason })).status).toBe(404);
    expect((await desk.post(desk.advocate, `${path}/seal/lifting`, { reason })).status).toBe(404);
    expect((await desk.get(desk.deputy, `${path}/seal`)).text).toContain('Demo Campion, Demo Deputy');
    expect((await desk.post(desk.deputy, `${path}/seal/lifting`, { reason })).status).toBe(303);
    expect(await statusFor(desk.colleague, path)).toBe(200);
  });
});

describe('a seal cannot be saved', () => {
  const refused = async (
    named: readonly Person[],
    before: (clientId: string) => Promise<unknown> = () => Promise.resolve(),
  ) => {
    const { caseId, clientId } = await desk.aCase();
    await before(clientId);
    const { status, text } = await seal(`/cases/${caseId}`, named);
    expect(await statusFor(desk.colleague, `/cases/${caseId}`)).toBe(200);
    return [status, text.includes('supervisor of the team other than yourself')];
  };

  it.each([
    ['without a supervisor', () => [desk.advocate, desk.colleague]],
    ['for its sealer alone', () => [desk.supervisor]],
    ['with a supervisor of another team', () => [desk.outsider]],
    ['with anybody of another team', () => [desk.deputy, desk.stranger]],
  ])('%s', async (_, named) => {
    expect(await refused(named())).toEqual([422, true]);
  });

  it('where its one supervisor is kept from the client, which is not said', async () => {
    const kept = (clientId: string) =>
      desk.row(
        `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'declared')`,
        desk.organisation,
        desk.deputy.userId,
        clientId,
      );
    expect(await refused([desk.deputy], kept)).toEqual([422, true]);
  });

  it('in plain SQL either, nor for nobody, nor with people added later', async () => {
    const { clientId } = await desk.aCase();
    const sealed = `INSERT INTO seal (client_id, why) VALUES ($1, 'other') RETURNING id`;
    await expect(desk.house.db.run(desk.supervisor, (tx) => tx.query(sealed, [clientId]))).rejects.toThrow(
      'supervisor',
    );
    const [{ id }] = await desk.house.db.run(desk.supervisor, async (tx) => {
      const made = await tx.query<[{ id: string }]>(sealed, [clientId]);
      await tx.query('INSERT INTO seal_member VALUES ($1, $2)', [made[0].id, desk.deputy.userId]);
      return made;
    });
    const joined = desk.house.db.run(desk.supervisor, (tx) =>
      tx.query('INSERT INTO seal_member VALUES ($1, $2)', [id, desk.supervisor.userId]),
    );
    await expect(joined).rejects.toThrow('row-level security');
  });
});
