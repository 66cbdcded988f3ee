import { openLikenessDesk, reason, type LikenessDesk } from '../cases/likeness-desk.js';
import type { Person } from '../../src/kernel/actor.js';
import { openBothSides, sorrel, vetch, type BothSides } from './both-sides.js';

describe('two records of one person', () => {
  let desk: LikenessDesk;
  beforeAll(async () => {
    desk = await openLikenessDesk();
  });
  afterAll(() => desk.house.stop());

  it('are made by nobody where no supervisor may see both, who is told what is told of no record', async () => {
    const two = await desk.twoAlike();
    const kept = (by: typeof desk.deputy, caseId: string, { userId }: typeof desk.deputy) =>
      desk.post(by, `/cases/${caseId}/exclusions`, { staffId: userId });
    await kept(desk.supervisor, two.kase.caseId, desk.deputy);
    await kept(desk.deputy, two.other.caseId, desk.supervisor);
    const merge = (by: typeof desk.deputy, caseId: string, clientId: string) =>
      desk.post(by, `/cases/${caseId}/likenesses/${clientId}/merge`, { reason });
    const [mine, theirs] = [two.kase, two.other];
    expect([
      await desk.opened(desk.deputy, mine.caseId),
      await desk.opened(desk.supervisor, theirs.caseId),
    ]).toEqual([404, 404]);
    const unknown = '00000000-0000-4000-8000-000000000000';
    for (const [by, { caseId }, { clientId }] of [
      [desk.supervisor, mine, theirs],
      [desk.deputy, theirs, mine],
    ] as const) {
      expect(await desk.opened(by, caseId)).toBe(200);
      expect((await desk.get(by, `/cases/${caseId}/likenesses`)).text).not.toContain(clientId);
      const answer = await merge(by, caseId, clientId);
      expect(answer).toEqual(await merge(by, caseId, unknown));
      expect(answer.status).toBe(404);
    }
    expect(
      await desk.row('SELECT $2 = ANY (same_person($1)) AS one', mine.clientId, theirs.clientId),
    ).toEqual({
      one: false,
    });
  });

  it('have one seal: whoever would seal the second later finds it sealed, for those of the first', async () => {
    const two = await desk.twoAlike();
    const seal = (by: typeof desk.deputy, caseId: string, named: readonly string[]) =>
      desk.post(by, `/cases/${caseId}/seal`, { why: 'threat_to_life', named });
    await desk.merged(two);
    await seal(desk.supervisor, two.kase.caseId, [desk.deputy.userId, desk.advocate.userId]);
    const later = [desk.deputy.userId, desk.colleague.userId];
    expect((await seal(desk.supervisor, two.other.caseId, later)).status).toBe(404);
    expect((await seal(desk.deputy, two.other.caseId, later)).status).toBeGreaterThanOrEqual(400);
    for (const { caseId } of [two.kase, two.other]) {
      expect(await desk.opened(desk.colleague, caseId)).toBe(404);
      expect(await desk.opened(desk.advocate, caseId)).toBe(200);
    }
    const inSql = `INSERT INTO seal (organisation_id, client_id, why) VALUES ($1, $2, 'threat_to_life')`;
    await expect(
      desk.house.db.run(desk.deputy, (tx) => tx.query(inSql, [desk.organisation, two.other.clientId])),
    ).rejects.toThrow();
  });
});

describe('who decides between two who both say they are the victim', () => {
  let desk: BothSides;
  beforeAll(async () => {
    desk = await openBothSides();
  });
  afterAll(() => desk.house.stop());
  const answers = async (who: Person) => {
    const path = `/counter-allegations/${String((await desk.found())?.['id'])}`;
    const atHome = (await desk.get(who, '/home')).text.includes(path);
    return [await desk.statusOf(who, path), (await desk.judge(who)).status, atHome];
  };

  it('is whoever may see one of the two and is kept from neither, where nobody may see both', async () => {
    const a = await desk.refer(desk.advocate, vetch);
    const b = await desk.refer(desk.stranger, sorrel);
    expect((await desk.found())?.['outcome']).toBeNull();
    const keep = (who: Person, { clientId }: { clientId: string }) =>
      desk.row(
        `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'supervisor')`,
        ...[desk.organisation, who.userId, clientId],
      );
    await keep(desk.deputy, b);
    expect(await answers(desk.deputy)).toEqual([404, 404, false]);
    for (const [who, theirs, others] of [
      [desk.supervisor, a, b],
      [desk.outsider, b, a],
    ] as const) {
      expect(await answers(who)).toEqual([200, 204, true]);
      const page = await desk.get(who, `/counter-allegations/${String((await desk.found())?.['id'])}`);
      expect([page.text.includes(theirs.id), page.text.includes(others.id)]).toEqual([true, false]);
      await desk.row('UPDATE counter_allegation SET outcome = NULL');
    }
    // And nobody at all where everybody is kept from one of them: neither is accepted.
    await keep(desk.supervisor, b);
    await keep(desk.outsider, a);
    expect([await answers(desk.supervisor), await answers(desk.outsider)]).toEqual([
      [404, 404, false],
      [404, 404, false],
    ]);
  });
});
