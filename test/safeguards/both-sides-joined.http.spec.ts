import { openBothSides, sorrel, vetch, type BothSides } from './both-sides.js';

let desk: BothSides;
beforeAll(async () => {
  desk = await openBothSides();
});
beforeEach(() => {
  desk.house.clock.set('2026-03-03T10:00:00Z');
});
afterEach(() =>
  desk.row('TRUNCATE likeness, exclusion, conflict_token, identity_token, counter_allegation CASCADE'),
);
afterAll(() => desk.house.stop());

const reason = 'Invented: the two came to the desk together.';
/** Somebody who is like the first client: reached by the same telephone. */
const sharing = { value: vetch.value, sameAs: 'someone_else' };

/** Two records are of one person from now on, as a supervisor said. */
const joined = (whose: 'client' | 'perpetrator', one: string, other: string) =>
  desk.row(
    `INSERT INTO likeness (organisation_id, ${whose}_id, other_${whose}_id, verdict, judged_on, decided_by)
     VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), 'one_person', '{}', $4)`,
    ...[desk.organisation, one, other, desk.supervisor.userId],
  );
const advocate = (name: string) =>
  desk.given.staff('advocate', desk.organisation, { teams: [desk.team], name });
const perpetratorOf = async (referralId: string) =>
  String((await desk.row('SELECT perpetrator_id AS id FROM referral WHERE id = $1', referralId))?.['id']);
const foundOf = async (clientId: string) =>
  (
    await desk.row(
      'SELECT count(*)::int AS n FROM counter_allegation WHERE $1 IN (earlier_client_id, later_client_id)',
      clientId,
    )
  )?.['n'];

describe('two who both say they are the victim', () => {
  it('are made one person only once they are decided not to be about each other', async () => {
    const { caseId, casePath, b } = await desk.bothSides(vetch, { ...sorrel, ...sharing });
    const likeness = `/cases/${caseId}/likenesses/${b.clientId}`;
    const refused = await desk.post(desk.supervisor, `${likeness}/merge`, { reason });
    expect([refused.status, refused.text.includes('Decide that first')]).toEqual([422, true]);
    await desk.sees(desk.advocate, casePath);
    expect((await desk.judge(desk.supervisor, { outcome: 'not_the_same' })).status).toBe(204);
    expect((await desk.post(desk.supervisor, `${likeness}/merge`, { reason })).status).toBe(303);
    await desk.sees(desk.advocate, b.path);
    // Decided otherwise while they are one, it keeps nobody from either until they are two.
    expect((await desk.judge(desk.supervisor, { outcome: 'unclear' })).status).toBe(204);
    await desk.sees(desk.advocate, casePath);
    expect((await desk.post(desk.supervisor, `${likeness}/unmerging`, { reason })).status).toBe(303);
    await desk.sees(desk.advocate, casePath);
    await desk.seesNothing(desk.advocate, b.path);
  });

  it('are never found in two records of one person', async () => {
    const nobody = { ...sorrel, ...sharing, fullName: 'Invented Other', perpetratorName: 'Demo Kin' };
    const { caseId, casePath, a, b } = await desk.bothSides(vetch, nobody);
    await joined('client', a.clientId, b.clientId);
    const kin = { kind: 'protected_person', relation: 'partner', fullName: 'Demo Kin' };
    const agent = await desk.house.as(desk.advocate.userId);
    await agent.post(`/api/v1/cases/${caseId}/people`).send(kin).expect(201);
    expect(await desk.found()).toBeNull();
    await desk.sees(desk.advocate, casePath);
  });

  it('are not found where a professional has the name of whoever stalks the other', async () => {
    const { caseId } = await desk.bothSides(vetch, {
      ...sorrel,
      fullName: 'Invented Other',
      perpetratorName: 'Demo Kin',
    });
    const known = { kind: 'professional', relation: 'solicitor', fullName: 'Demo Kin' };
    const agent = await desk.house.as(desk.advocate.userId);
    await agent.post(`/api/v1/cases/${caseId}/people`).send(known).expect(201);
    expect(await desk.found()).toBeNull();
  });
});

describe('of a client with two records', () => {
  it('the workers of the other are kept apart as well: those of before, and those of later', async () => {
    const { a, b } = await desk.bothSides();
    const [before, later] = [await advocate('Demo Before'), await advocate('Demo Later')];
    const second = await desk.aCase();
    const given = async (advocateId: string) => {
      const row = await desk.row('SELECT version FROM case_file WHERE id = $1', second.caseId);
      const fields = { advocateId, version: String(row?.['version']) };
      return (await desk.post(desk.supervisor, `/cases/${second.caseId}/allocation`, fields)).status;
    };
    expect(await given(before.userId)).toBe(303);
    await desk.sees(before, b.path);
    await joined('client', a.clientId, second.clientId);
    await desk.seesNothing(before, b.path);
    await desk.sees(later, b.path);
    expect(await given(later.userId)).toBe(303);
    await desk.seesNothing(later, b.path);
  });

  it('neither is accepted before it is decided', async () => {
    const { b } = await desk.bothSides();
    const again = await desk.refer(desk.colleague, {
      ...sorrel,
      fullName: 'Invented Again',
      value: '07700 900664',
      perpetratorName: 'Invented Nobody',
    });
    expect(await foundOf(again.clientId)).toBe(0);
    await joined('client', b.clientId, again.clientId);
    const said = await desk.decide(desk.supervisor, again, desk.colleague.userId);
    expect(said.body.type).toBe('held-for-who-is-the-victim');
  });
});

it.each(['before', 'after'])(
  'of a perpetrator with two records who is a client is found, joined %s they came',
  async (when) => {
    const a = await desk.refer(desk.advocate, { ...vetch, perpetratorName: 'Invented Alias' });
    const other = {
      ...vetch,
      fullName: 'Invented Third',
      value: '07700 900665',
      perpetratorName: 'Demo Sorrel',
    };
    const third = await desk.refer(desk.advocate, other);
    const join = async () => joined('perpetrator', await perpetratorOf(a.id), await perpetratorOf(third.id));
    if (when === 'before') await join();
    await desk.refer(desk.colleague, { ...sorrel, perpetratorName: 'Invented Nobody' });
    if (when === 'after') {
      expect(await foundOf(a.clientId)).toBe(0);
      await join();
    }
    expect(await foundOf(a.clientId)).toBe(1);
  },
);

describe('is as a worker of the one, and kept from the other', () => {
  const covered = async (caseId: string, staffId: string) => {
    const away = await desk.row(
      `INSERT INTO absence (organisation_id, staff_id, from_on, to_on, reason, made_by) VALUES ($1, $2, '2026-03-03', '2026-03-06', 'leave', $3) RETURNING id`,
      ...[desk.organisation, desk.advocate.userId, desk.supervisor.userId],
    );
    await desk.row(
      'INSERT INTO cover (absence_id, case_id, staff_id, made_by) VALUES ($1, $2, $3, $4)',
      ...[away?.['id'], caseId, staffId, desk.supervisor.userId],
    );
  };
  const tried = (on: 'case' | 'referral', id: string, by: string) =>
    desk.row(
      `INSERT INTO contact_attempt (${on}_id, at, channel, outcome, recorded_by) VALUES ($1, '2026-03-03T10:05:00Z', 'phone', 'no_answer', $2)`,
      ...[id, by],
    );
  const ways = ['who covers their case', 'who tried to reach them', 'who tried before there was a case'];
  const does = async (way: string, { a, caseId }: { a: { id: string }; caseId: string }, by: string) =>
    way === ways[0]
      ? covered(caseId, by)
      : way === ways[1]
        ? tried('case', caseId, by)
        : tried('referral', a.id, by);

  it.each(ways)('%s, before both are found to say so', async (way) => {
    const who = await advocate('Demo Teasel');
    const a = await desk.refer(desk.advocate, vetch);
    const { body } = await desk.decide(desk.supervisor, a, desk.advocate.userId);
    await does(way, { a, caseId: String(body.caseId) }, who.userId);
    const b = await desk.refer(desk.colleague, sorrel);
    await desk.seesNothing(who, b.path);
    await desk.sees(who, a.path);
  });

  it.each(ways)('%s, later', async (way) => {
    const who = await advocate('Demo Teasel');
    const two = await desk.bothSides();
    await desk.sees(who, two.b.path);
    await does(way, two, who.userId);
    await desk.seesNothing(who, two.b.path);
  });

  it('but for a supervisor, who decides between them', async () => {
    const { caseId, b } = await desk.bothSides();
    await tried('case', caseId, desk.supervisor.userId);
    await desk.sees(desk.supervisor, b.path);
  });
});
