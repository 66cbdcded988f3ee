import type { Person } from '../../src/kernel/actor.js';
import { clientsToCompare } from '../../src/parties/find-alike.queries.js';
import { considerations } from '../../src/safeguards/counter-allegation.codes.js';
import { givenACounterAllegation } from '../support/given-around.js';
import { canary, openErasureDesk, type ErasureDesk } from './erasure-desk.js';

let desk: ErasureDesk;
beforeAll(async () => {
  desk = await openErasureDesk();
});
afterAll(() => desk.house.stop());

const statusFor = async (who: Person, path: string) => (await desk.get(who, path)).status;

describe('a client whose erasure a second supervisor approves', () => {
  it('can be read by nobody again, from no copy of the database either', async () => {
    const kase = await desk.aClosedCase();
    const erasure = await desk.proposed(kase);
    expect(await desk.opened()).toContain(canary);
    expect((await desk.get(desk.deputy, '/home')).text).toContain(erasure);
    expect((await desk.get(desk.deputy, erasure)).text).toContain(kase.reference);
    expect((await desk.approve(desk.deputy, erasure)).status).toBe(303);
    expect(await desk.opened()).not.toContain(canary);
    const { text } = await desk.get(desk.advocate, `/cases/${kase.caseId}`);
    expect(text).toContain('Erased');
    expect(text).not.toContain(canary);
    expect((await desk.get(desk.deputy, erasure)).text).toContain('Erased, by Demo Deputy');
  });

  it('is found by nothing, and whoever stalked them alone neither', async () => {
    const kase = await desk.aClosedCase();
    await desk.approve(desk.deputy, await desk.proposed(kase));
    const name = { fullName: `Invented ${canary}`, knownAs: null, bornOn: null, reachedBy: [], knownBy: [] };
    const alike = await desk.house.db.run(desk.advocate, (tx) => clientsToCompare(tx, name));
    expect(alike).toEqual([]);
    const left = await desk.row(
      `SELECT (SELECT count(*)::int FROM identity_token WHERE client_id = $1 OR perpetrator_id = $2) AS found,
        (SELECT count(*)::int FROM conflict_token WHERE client_id = $1 OR perpetrator_id = $2) AS compared,
        (SELECT count(*)::int FROM data_key WHERE id IN ($1, $2, $3) AND wrapped IS NOT NULL) AS keys`,
      ...[kase.clientId, kase.perpetratorId, kase.caseId],
    );
    expect(left).toEqual({ found: 0, compared: 0, keys: 0 });
  });

  it('is erased in every record of theirs, and not while any is open', async () => {
    const [kase, other] = [await desk.aClosedCase(), await desk.aCase({ name: `Invented ${canary} Second` })];
    const merge = `/cases/${kase.caseId}/likenesses/${other.clientId}/merge`;
    expect((await desk.post(desk.supervisor, merge, { reason: `Of ${canary}` })).status).toBe(303);
    const early = await desk.post(desk.supervisor, `/cases/${kase.caseId}/erasure`, { why: 'client_asked' });
    expect(early.status).toBe(422);
    await desk.row(
      `UPDATE case_file SET closed_on = '2026-03-02', closed_at = '2026-03-02T17:00:00Z', closure_reason = 'support_completed' WHERE id = $1`,
      other.caseId,
    );
    // What was said of who is the victim is of the person too.
    const about = { clientId: other.clientId, by: desk.supervisor };
    const counter = await givenACounterAllegation(desk.house.database.owner, about);
    const answers = Object.fromEntries(considerations.map(({ code }) => [code, 'both']));
    const said = { considerations: answers, outcome: 'both_stand', account: `Of ${canary}`, version: 1 };
    const agent = await desk.house.as(desk.supervisor.userId);
    const decided = { ...said, reason: `Of ${canary}` };
    await agent.post(`/api/v1/counter-allegations/${counter}/decisions`).send(decided).expect(204);
    expect((await desk.approve(desk.deputy, await desk.proposed(kase))).status).toBe(303);
    expect(await desk.opened()).not.toContain(canary);
    expect((await desk.get(desk.advocate, `/cases/${other.caseId}`)).text).toContain('Erased');
  });

  it('keeps the name of whoever stalks another client too', async () => {
    const [kase, other] = [await desk.aClosedCase(), await desk.aCase()];
    await desk.row(
      'UPDATE case_file SET perpetrator_id = $2 WHERE id = $1',
      other.caseId,
      kase.perpetratorId,
    );
    await desk.approve(desk.deputy, await desk.proposed(kase));
    expect((await desk.get(desk.advocate, `/cases/${other.caseId}`)).text).toContain('Invented Bramble');
  });

  it('is counted as before, and the log still says who did what', async () => {
    const kase = await desk.aClosedCase();
    const facts = () =>
      desk.row(
        `SELECT (SELECT count(*)::int FROM case_file WHERE closed_on IS NOT NULL) AS closed, (SELECT count(*)::int FROM referral) AS referrals,
           (SELECT count(*)::int FROM event WHERE case_id = $1) AS events,
           (SELECT count(*)::int FROM audit.entry WHERE case_id = $1 AND act LIKE 'row.%') AS entries,
           (SELECT row_to_json(c)::text FROM case_file c WHERE id = $1) AS "caseItself"`,
        kase.caseId,
      );
    const erasure = await desk.proposed(kase);
    const before = await facts();
    await desk.approve(desk.deputy, erasure);
    expect(await facts()).toEqual(before);
    const told = await desk.house.database.owner.query<{ did: string; by: string }>(
      `SELECT did, actor_id AS by FROM event WHERE record_id = $1 AND did LIKE 'client.era%' ORDER BY id`,
      [kase.clientId],
    );
    expect(told.rows).toEqual([
      { did: 'client.erasure_proposed', by: desk.supervisor.userId },
      { did: 'client.erased', by: desk.deputy.userId },
    ]);
  });

  it('takes no more words', async () => {
    const kase = await desk.aClosedCase();
    await desk.approve(desk.deputy, await desk.proposed(kase));
    const reached = { channel: 'phone', value: '07700 900333', safe: 'no' };
    const answer = await desk.post(desk.advocate, `/cases/${kase.caseId}/contact-methods`, reached);
    expect(answer.status).toBe(422);
  });
});

describe('an erasure', () => {
  it('waits until every case is closed', async () => {
    const { caseId } = await desk.aCase();
    const answer = await desk.post(desk.supervisor, `/cases/${caseId}/erasure`, { why: 'client_asked' });
    expect([answer.status, answer.text.includes('is open')]).toEqual([422, true]);
  });

  it('is not approved once a case was opened again', async () => {
    const kase = await desk.aClosedCase();
    const erasure = await desk.proposed(kase);
    await desk.row(
      'UPDATE case_file SET closed_on = NULL, closed_at = NULL, closure_reason = NULL WHERE id = $1',
      kase.caseId,
    );
    expect((await desk.approve(desk.deputy, erasure)).text).toContain('is open');
  });

  it('is refused by another, or taken back by whoever proposed it, and then waits no more', async () => {
    for (const who of [desk.deputy, desk.supervisor]) {
      const erasure = await desk.proposed(await desk.aClosedCase());
      expect((await desk.post(who, `${erasure}/refusal`, {})).status).toBe(303);
      expect((await desk.approve(desk.deputy, erasure)).text).toContain('has been decided already');
    }
  });

  it('says every record that would be forgotten, and lapses where another record joins them since', async () => {
    const [kase, other] = [await desk.aClosedCase(), await desk.aClosedCase()];
    const merging = `/cases/${kase.caseId}/likenesses/${other.clientId}`;
    const reason = 'Invented: for the test.';
    const before = await desk.proposed(kase);
    expect((await desk.post(desk.supervisor, `${merging}/merge`, { reason })).status).toBe(303);
    expect((await desk.approve(desk.deputy, before)).status).toBe(422);
    const since = (await desk.get(desk.deputy, await desk.proposed(kase))).text;
    expect([since.includes(kase.reference), since.includes(other.reference)]).toEqual([true, true]);
    expect((await desk.post(desk.supervisor, `${merging}/unmerging`, { reason })).status).toBe(303);
  });

  it('of a sealed client is for those named alone', async () => {
    const kase = await desk.aClosedCase();
    const third = await desk.given.staff('supervisor', desk.organisation, { teams: [desk.team] });
    const named = [desk.supervisor.userId, desk.deputy.userId];
    await desk.post(desk.supervisor, `/cases/${kase.caseId}/seal`, { why: 'threat_to_life', named });
    const erasure = await desk.proposed(kase);
    expect(await statusFor(third, erasure)).toBe(404);
    expect((await desk.approve(desk.deputy, erasure)).status).toBe(303);
  });

  it('is proposed and approved by a program of theirs too', async () => {
    const kase = await desk.aClosedCase();
    const api = async (who: Person) => desk.house.as(who.userId);
    const made = await (
      await api(desk.supervisor)
    )
      .post(`/api/v1/cases/${kase.caseId}/erasure`)
      .send({ why: 'kept_long_enough' })
      .expect(201);
    const path = `/api/v1/erasures/${String(made.body.id)}`;
    const shown = await (await api(desk.deputy)).get(path).expect(200);
    expect(shown.body).toMatchObject({ clientId: kase.clientId, waiting: true, obstacle: null });
    const alone = await (await api(desk.supervisor)).post(`${path}/approval`).expect(422);
    expect(alone.body.type).toBe('own-proposal');
    await (await api(desk.deputy)).post(`${path}/approval`).expect(204);
  });
});
