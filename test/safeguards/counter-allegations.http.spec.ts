import { considerations } from '../../src/safeguards/counter-allegation.codes.js';
import type { Person } from '../../src/kernel/actor.js';
import { openBothSides, sorrel, vetch, type BothSides } from './both-sides.js';
import { sealedFor } from './guarded-records.js';

let desk: BothSides;
beforeAll(async () => {
  desk = await openBothSides();
});
beforeEach(() => {
  desk.house.clock.set('2026-03-03T10:00:00Z');
});
afterEach(() => desk.row('TRUNCATE exclusion, conflict_token, identity_token, counter_allegation CASCADE'));
afterAll(() => desk.house.stop());

describe('where both say they are the victim', () => {
  it('the worker of the first never sees the second, whoever typed it sees it, and neither is told anything', async () => {
    const { b, casePath } = await desk.bothSides();
    await desk.seesNothing(desk.advocate, b.path);
    await desk.sees(desk.colleague, b.path);
    await desk.sees(desk.advocate, casePath);
    const list = (await desk.get(desk.advocate, '/referrals?state=all')).text;
    expect(list).not.toContain(b.id);
    expect((await desk.get(desk.colleague, '/referrals?state=all')).text).toContain(b.id);
    for (const worker of [desk.advocate, desk.colleague]) {
      expect((await desk.get(worker, '/home')).text).not.toContain('Both say');
      expect(await desk.statusOf(worker, '/counter-allegations')).toBe(404);
    }
  });

  it('the supervisor finds both, and accepts the second only once it is decided', async () => {
    const { b, caseId, casePath } = await desk.bothSides();
    const home = (await desk.get(desk.supervisor, '/home')).text;
    expect(home).toContain('Both say they are the victim');
    const id = String((await desk.found())?.['id']);
    expect(home).toContain(`/counter-allegations/${id}`);
    const page = (await desk.get(desk.supervisor, `/counter-allegations/${id}`)).text;
    expect(page).toContain(`/cases/${caseId}`);
    expect(page).toContain(`/referrals/${b.id}`);
    expect((await desk.decide(desk.supervisor, b, desk.colleague.userId)).body.type).toBe(
      'held-for-who-is-the-victim',
    );
    expect((await desk.judge(desk.supervisor)).status).toBe(204);
    const accepted = await desk.decide(desk.supervisor, b, desk.colleague.userId);
    expect(accepted.status).toBe(200);
    const otherPath = `/api/v1/cases/${String(accepted.body.caseId)}`;
    await desk.sees(desk.colleague, otherPath);
    await desk.seesNothing(desk.colleague, casePath);
    await desk.sees(desk.advocate, casePath);
    await desk.seesNothing(desk.advocate, otherPath);
    await desk.sees(desk.supervisor, otherPath);
  });

  it('whoever is to judge conflicts is not told of it', async () => {
    await desk.bothSides();
    expect(await desk.row(`SELECT why FROM exclusion WHERE why = 'counter_allegation'`)).toBeDefined();
    for (const who of [desk.supervisor, desk.outsider, desk.deputy])
      expect((await desk.get(who, '/exclusions')).text).not.toContain('Demo Campion');
  });

  it('a referral of one who is found to be the perpetrator is never accepted, and the other’s goes on', async () => {
    const { b, casePath } = await desk.bothSides();
    const pointing = Object.fromEntries(considerations.map(({ code }) => [code, 'earlier']));
    const said = { outcome: 'later_is_perpetrator', considerations: pointing };
    expect((await desk.judge(desk.supervisor, said)).status).toBe(204);
    expect((await desk.decide(desk.supervisor, b, desk.colleague.userId)).status).toBe(422);
    await desk.sees(desk.advocate, casePath);
    await desk.seesNothing(desk.advocate, b.path);
  });

  it('a namesake is let be, and decided otherwise they are kept apart again', async () => {
    const { b } = await desk.bothSides();
    expect((await desk.judge(desk.supervisor, { outcome: 'not_the_same' })).status).toBe(204);
    await desk.sees(desk.advocate, b.path);
    expect((await desk.judge(desk.deputy, { outcome: 'unclear' })).status).toBe(204);
    await desk.seesNothing(desk.advocate, b.path);
    const id = String((await desk.found())?.['id']);
    const { body } = await (await desk.house.as(desk.deputy.userId)).get(`/api/v1/counter-allegations/${id}`);
    expect(body.decisions.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'unclear',
      'not_the_same',
    ]);
  });

  it('a namesake whom a worker says they know stays hidden from that worker', async () => {
    const { b } = await desk.bothSides();
    await desk.post(desk.advocate, '/conflicts', { fullName: 'Demo Sorrel', relation: 'family' });
    expect((await desk.judge(desk.supervisor, { outcome: 'not_the_same' })).status).toBe(204);
    await desk.seesNothing(desk.advocate, b.path);
  });

  it('is refused to whoever saw it before somebody else decided', async () => {
    await desk.bothSides();
    expect((await desk.judge(desk.supervisor)).status).toBe(204);
    expect((await desk.judge(desk.deputy, { version: 1 })).status).toBe(409);
    expect(await desk.row('SELECT count(*)::int AS n FROM counter_allegation_decision')).toEqual({ n: 1 });
  });

  it('whoever is given a case later is kept from the other side from then on', async () => {
    const { b, caseId } = await desk.bothSides();
    const third = await desk.given.staff('advocate', desk.organisation, {
      teams: [desk.team],
      name: 'Demo Rush',
    });
    await desk.sees(third, b.path);
    const version = (await desk.row('SELECT version FROM case_file WHERE id = $1', caseId))?.['version'];
    const given = { advocateId: third.userId, version: String(version) };
    expect((await desk.post(desk.supervisor, `/cases/${caseId}/allocation`, given)).status).toBe(303);
    await desk.seesNothing(third, b.path);
    await desk.seesNothing(desk.advocate, b.path);
  });
});

describe('who decides', () => {
  const answers = async (who: Person) => {
    const path = `/counter-allegations/${String((await desk.found())?.['id'])}`;
    const atHome = (await desk.get(who, '/home')).text.includes(path);
    return [await desk.statusOf(who, path), (await desk.judge(who)).status, atHome];
  };

  it('is nobody who works with cases, nor a supervisor of another team, nor one kept from either', async () => {
    const { a } = await desk.bothSides();
    expect(await answers(desk.supervisor)).toEqual([200, 204, true]);
    await desk.row('UPDATE counter_allegation SET outcome = NULL');
    expect(await answers(desk.deputy)).toEqual([200, 204, true]);
    await desk.row('UPDATE counter_allegation SET outcome = NULL');
    await desk.row(
      `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'supervisor')`,
      ...[desk.organisation, desk.deputy.userId, a.clientId],
    );
    for (const who of [desk.deputy, desk.outsider, desk.advocate, desk.colleague])
      expect(await answers(who)).toEqual([404, 404, false]);
    const unknown = '/api/v1/counter-allegations/00000000-0000-4000-8000-000000000000';
    const known = `/api/v1/counter-allegations/${String((await desk.found())?.['id'])}`;
    const [one, other] = [await desk.get(desk.deputy, known), await desk.get(desk.deputy, unknown)];
    expect(one).toEqual(other);
  });

  it('is, of a sealed record, whom the seal names', async () => {
    const { a } = await desk.bothSides();
    await sealedFor(desk.house.database.owner, a.clientId, [desk.supervisor, desk.deputy, desk.advocate]);
    expect(await answers(desk.supervisor)).toEqual([404, 404, false]);
    expect(await answers(desk.deputy)).toEqual([200, 204, true]);
    await desk.row('UPDATE client SET sealed = false');
  });
});

describe('it is found', () => {
  it.each([
    [
      'by a number, whatever they are called',
      { ...sorrel, fullName: 'Invented Hidden', value: '07700 900771' },
      'contact',
    ],
    ['by the name alone', { ...sorrel, perpetratorName: undefined }, 'name'],
  ])('%s', async (_, second, by) => {
    const a = await desk.refer(desk.advocate, vetch);
    const { body } = await desk.decide(desk.supervisor, a, desk.advocate.userId);
    const known = { whose: 'perpetrator', kind: 'phone', value: '+44 7700 900771' };
    const agent = await desk.house.as(desk.advocate.userId);
    await agent
      .post(`/api/v1/cases/${String(body.caseId)}/identifiers`)
      .send(known)
      .expect(201);
    await desk.refer(desk.colleague, second);
    expect(await desk.found()).toMatchObject({ found_by: by });
  });

  it('in whichever order they come, and of somebody around the client too', async () => {
    const { caseId } = await desk.bothSides(vetch, {
      ...sorrel,
      fullName: 'Invented Other',
      perpetratorName: 'Invented Nobody',
    });
    expect(await desk.found()).toBeNull();
    const other = await desk.refer(desk.colleague, {
      ...vetch,
      fullName: 'Invented Third',
      value: '07700 900663',
      perpetratorName: 'Demo Kin',
    });
    expect(await desk.found()).toBeNull();
    const kin = { kind: 'protected_person', relation: 'partner', fullName: 'Demo Kin' };
    const agent = await desk.house.as(desk.advocate.userId);
    await agent.post(`/api/v1/cases/${caseId}/people`).send(kin).expect(201);
    expect(await desk.found()).toMatchObject({ found_by: 'name' });
    await desk.seesNothing(desk.advocate, other.path);
  });

  it.each([
    ['whose name differs by a slip', { ...sorrel, fullName: 'Demo Sorrol', perpetratorName: undefined }],
    ['who is the first client again', { ...vetch, perpetratorName: 'Demo Vetch', sameAs: 'someone_else' }],
  ])('of nobody %s', async (_, second) => {
    await desk.refer(desk.advocate, vetch);
    await desk.refer(desk.colleague, second);
    expect(await desk.found()).toBeNull();
  });
});
