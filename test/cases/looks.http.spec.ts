import { startApp, type TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let caseId: string;
beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
  const { team, advocate } = service;
  ({ caseId } = await givenACase(house.database.owner, { team, advocate }));
});
afterAll(() => house.stop());

describe('who has looked at a case', () => {
  it('is shown to its advocate, with the colleague who did', async () => {
    await (await house.as(service.colleague.userId)).get(`/cases/${caseId}`);
    const answer = await (await house.as(service.advocate.userId)).get(`/cases/${caseId}/access`);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Demo Teasel');
    expect(answer.text).toContain('Demo Campion');
  });

  it('is shown to its supervisor, and by the API', async () => {
    const answer = await (await house.as(service.supervisor.userId)).get(`/api/v1/cases/${caseId}/access`);
    expect(answer.body).toMatchObject({ page: 1, total: 3 });
    expect(answer.body.looks[0]).toMatchObject({ by: 'Demo Yarrow', role: 'Supervisor' });
  });

  it('is no affair of another advocate, nor of another team', async () => {
    for (const { userId } of [service.colleague, service.outsider])
      expect((await (await house.as(userId)).get(`/cases/${caseId}/access`)).status).toBe(404);
  });

  it('is kept from another advocate by the database too', async () => {
    const seen = (who: GivenService['advocate']) =>
      house.db.run(who, (tx) =>
        tx.query<unknown[]>('SELECT id FROM audit.entry WHERE case_id = $1', [caseId]),
      );
    expect(await seen(service.colleague)).toEqual([]);
    expect(await seen(service.outsider)).toEqual([]);
    expect((await seen(service.advocate)).length).toBeGreaterThan(3);
  });

  it('leaves no trace of those who were refused it', async () => {
    await (await house.as(service.outsider.userId)).get(`/cases/${caseId}`);
    const answer = await (await house.as(service.supervisor.userId)).get(`/cases/${caseId}/access`);
    expect(answer.text).not.toContain('Demo Outsider');
  });

  it('has whoever opened the referral it came from, from another team too', async () => {
    const { team, otherTeam, advocate, outsider, supervisor } = service;
    const other = await givenACase(house.database.owner, { team, advocate });
    for (const [table, id] of [
      ['referral', other.referralId],
      ['client', other.clientId],
      ['perpetrator', other.perpetratorId],
    ] as const)
      await service.row(`UPDATE ${table} SET team_id = $2 WHERE id = $1`, id, otherTeam);
    const opened = await (await house.as(outsider.userId)).get(`/referrals/${other.referralId}`);
    expect(opened.status).toBe(200);
    const answer = await (await house.as(supervisor.userId)).get(`/cases/${other.caseId}/access`);
    expect(answer.text).toContain('Demo Outsider');
  });
});
