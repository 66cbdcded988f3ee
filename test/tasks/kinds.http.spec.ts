import { brokenGlass } from '../safeguards/guarded-records.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenACase, givenAReferral, type CaseGiven } from '../support/given-cases.js';
import { givenOnePerson } from '../support/given-likeness.js';
import { givenAService, type GivenService } from '../support/given-service.js';

/** The facts that tasks of each kind follow from, and by which they go: those that day.http.spec.ts does not tell. */
let house: TestApp;
let service: GivenService;

beforeEach(async () => {
  house = await startApp('2026-03-05T10:00:00Z');
  service = await givenAService(house);
});
afterEach(() => house.stop());

type Who = { userId: string };

const aCase = (given: Partial<CaseGiven> = {}) =>
  givenACase(house.database.owner, { ...service, riskBand: 'standard', ...given });

/** What of a kind is on somebody's day: where each is done, and by when. */
async function due(kind: string, who: Who = service.advocate): Promise<string[]> {
  const { body } = await (await house.as(who.userId)).get('/api/v1/day').expect(200);
  const { tasks } = body as { tasks: { kind: string; href: string; dueOn: string }[] };
  return tasks.filter((task) => task.kind === kind).map(({ href, dueOn }) => `${dueOn} ${href}`);
}

async function send(who: Who, path: string, body: object): Promise<void> {
  const answer = await (await house.as(who.userId)).post(`/api/v1/${path}`).send(body);
  expect([answer.status < 300, answer.body]).toEqual([true, answer.body]);
}

describe('emergency access to review', () => {
  it('is the day’s of the supervisor who was told, until somebody decided', async () => {
    const given = new Given(house.database.owner);
    const teams = [service.otherTeam];
    const stranger = await given.staff('advocate', service.organisation, { teams });
    const id = await brokenGlass(house.database.owner, await aCase(), [stranger, service.supervisor]);
    expect(await due('emergency_review', service.supervisor)).toEqual([`2026-03-05 /emergency-access/${id}`]);
    for (const who of [service.advocate, service.outsider])
      expect(await due('emergency_review', who)).toEqual([]);
    const decision = { decision: 'justified', reason: 'Invented.' };
    await send(service.supervisor, `emergency-access/${id}/decision`, decision);
    expect(await due('emergency_review', service.supervisor)).toEqual([]);
  });
});

describe('how to reach a client safely', () => {
  const method = (clientId: string) =>
    service.row('SELECT id, version FROM contact_method WHERE client_id = $1', clientId);
  const verified = { safe: 'yes', voicemailSafe: 'no', deviceWatched: 'no', verifiedOn: '2026-03-05' };

  it('is to be verified again from a week before it goes stale, until it was', async () => {
    const [{ caseId, clientId }] = [await aCase(), await aCase()];
    const recheck = (on: string) =>
      service.row('UPDATE contact_method SET recheck_on = $2 WHERE client_id = $1', clientId, on);
    await recheck('2026-03-13');
    expect(await due('safe_contact')).toEqual([]);
    await recheck('2026-03-12');
    expect(await due('safe_contact')).toEqual([`2026-03-12 /cases/${caseId}#reaching`]);
    const { id, version } = (await method(clientId)) ?? {};
    const path = `cases/${caseId}/contact-methods/${String(id)}/verification`;
    await send(service.advocate, path, { ...verified, version });
    expect(await due('safe_contact')).toEqual([]);
  });

  it.each(['safe', 'verified_on'])(
    'is overdue since the case was opened where no way counts: %s is not known',
    async (column) => {
      const { caseId, clientId } = await aCase({ on: '2026-03-02' });
      const unknown = column === 'safe' ? `'unknown'` : 'NULL';
      await service.row(`UPDATE contact_method SET ${column} = ${unknown} WHERE client_id = $1`, clientId);
      expect(await due('safe_contact')).toEqual([`2026-03-02 /cases/${caseId}#reaching`]);
    },
  );
});

describe('a consent about to end', () => {
  it('is to be asked for again from 28 days before its last day, until the client answered', async () => {
    const { caseId } = await aCase();
    const answer = (given: object) =>
      send(service.advocate, `cases/${caseId}/consents`, { purpose: 'support', how: 'by_phone', ...given });
    await answer({ value: 'given', givenOn: '2026-03-03', untilOn: '2026-04-03' });
    expect(await due('consent_expiry')).toEqual([]);
    await answer({ value: 'given', givenOn: '2026-03-04', untilOn: '2026-04-02' });
    expect(await due('consent_expiry')).toEqual([`2026-04-02 /cases/${caseId}/consents/new`]);
    await answer({ value: 'withdrawn', givenOn: '2026-03-05' });
    expect(await due('consent_expiry')).toEqual([]);
  });

  it('is the person’s, in whichever of two records they answered', async () => {
    const [one, other] = [await aCase(), await aCase()];
    const answer = (caseId: string, given: object) =>
      send(service.advocate, `cases/${caseId}/consents`, { purpose: 'support', how: 'by_phone', ...given });
    await answer(one.caseId, { value: 'given', givenOn: '2026-03-03', untilOn: '2026-04-01' });
    await givenOnePerson(house.database.owner, service.supervisor, [one.clientId, other.clientId]);
    const both = [one, other].map(({ caseId }) => `2026-04-01 /cases/${caseId}/consents/new`);
    expect((await due('consent_expiry')).toSorted()).toEqual(both.toSorted());
    await answer(other.caseId, { value: 'withdrawn', givenOn: '2026-03-04' });
    expect(await due('consent_expiry')).toEqual([]);
  });
});

describe('a referral', () => {
  const aReferral = (on: string, state: 'received' | 'waiting') =>
    givenAReferral(house.database.owner, { team: service.team, by: service.advocate, on, state });

  it('that waits is a supervisor’s of its team the day after it came, until it was decided', async () => {
    const { referralId } = await aReferral('2026-03-03', 'received');
    expect(await due('referral_waiting', service.supervisor)).toEqual([
      `2026-03-04 /referrals/${referralId}`,
    ]);
    for (const who of [service.advocate, service.outsider])
      expect(await due('referral_waiting', who)).toEqual([]);
    const decision = { decision: 'decline', reason: 'out_of_area', version: 1 };
    await send(service.supervisor, `referrals/${referralId}/decision`, decision);
    expect(await due('referral_waiting', service.supervisor)).toEqual([]);
  });

  it('whose client waits for a place is looked at again 14 days after that was decided, until there is one', async () => {
    const { referralId } = await aReferral('2026-02-24', 'waiting');
    expect(await due('place_waited_for', service.supervisor)).toEqual([
      `2026-03-10 /referrals/${referralId}`,
    ]);
    const decision = { decision: 'accept', advocateId: service.advocate.userId, version: 1 };
    await send(service.supervisor, `referrals/${referralId}/decision`, decision);
    expect(await due('place_waited_for', service.supervisor)).toEqual([]);
  });
});

it('a day has nothing of a case that is sealed from whoever asks, nor of one they are excluded from', async () => {
  const { caseId, clientId } = await aCase();
  expect(await due('first_contact')).toEqual([`2026-02-04 /cases/${caseId}#reaching`]);
  await service.row(
    `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'declared')`,
    ...[service.organisation, service.advocate.userId, clientId],
  );
  expect(await due('first_contact')).toEqual([]);
});
