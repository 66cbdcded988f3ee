import { openSendingDesk, type SendingDesk } from '../support/sending-desk.js';
import type { CaseIds } from '../support/given-cases.js';

let desk: SendingDesk;
let kase: CaseIds;

beforeAll(async () => {
  desk = await openSendingDesk();
});
beforeEach(async () => {
  desk.house.clock.set('2026-03-03T10:00:00Z');
  desk.world.carried.length = 0;
  desk.world.refuses = false;
  kase = await desk.aCase();
});
afterAll(async () => {
  await desk.house.stop();
  await desk.world.close();
});

const look = async (id: string) => (await desk.browser.get(`/cases/${kase.caseId}/outgoing/${id}`)).text;
const made = async (body: object) => {
  const answer = await desk.prepare(kase, body);
  expect([answer.status, answer.body]).toEqual([201, { id: expect.any(String) as string }]);
  return answer.body.id;
};
describe('what waits is stopped, and the case shows it, when', () => {
  const verification = { voicemailSafe: 'no', deviceWatched: 'no', verifiedOn: '2026-03-03' };
  const api = (path: string, body: object) =>
    desk.browser.post(`/api/v1/cases/${kase.caseId}/${path}`).send(body);
  const version = async (id: string) =>
    (await desk.row('SELECT version FROM contact_method WHERE id = $1', id))?.['version'];

  it.each<[string, string, (methodId: string) => Promise<unknown>]>([
    [
      'the number has changed',
      'ended',
      async (id) =>
        api(`contact-methods/${id}/replacement`, {
          value: '07700 900777',
          safe: 'yes',
          version: await version(id),
        }),
    ],
    [
      'it is theirs no longer',
      'ended',
      async (id) => api(`contact-methods/${id}/ending`, { version: await version(id) }),
    ],
    [
      'somebody has learnt that it is watched',
      'less_safe',
      async (id) =>
        api(`contact-methods/${id}/warning`, { deviceWatched: 'yes', version: await version(id) }),
    ],
    [
      'the client says that it is not safe',
      'less_safe',
      async (id) =>
        api(`contact-methods/${id}/verification`, {
          ...verification,
          safe: 'no',
          version: await version(id),
        }),
    ],
    [
      'the client gives other hours',
      'less_safe',
      async (id) =>
        api(`contact-methods/${id}/verification`, {
          ...{ ...verification, safe: 'yes', withheldNumber: 'no' },
          ...{ hours: 'certain_times', times: { monday: '09:00 to 10:00' }, version: await version(id) },
        }),
    ],
    [
      'consent to contact is withdrawn',
      'consent_ended',
      () =>
        api('consents', { purpose: 'contact', value: 'withdrawn', how: 'by_phone', givenOn: '2026-03-03' }),
    ],
    [
      'consent to contact ends before it',
      'consent_ended',
      () =>
        api('consents', {
          ...{ purpose: 'contact', value: 'given', how: 'by_phone' },
          ...{ givenOn: '2026-03-03', untilOn: '2026-03-09' },
        }),
    ],
    [
      'the case is closed',
      'case_closed',
      async () =>
        api('closure', {
          closedOn: '2026-03-03',
          reason: 'other',
          version: await desk.versionOf(kase.caseId),
        }),
    ],
  ])('%s', async (_, because, act) => {
    const methodId = await desk.aMethod(kase, 'text');
    const id = await made({ methodId, kind: 'text', message: 'please_ring', on: '2026-03-10', at: '10:00' });
    await act(methodId);
    expect(await desk.outgoing(id)).toMatchObject({ state: 'stopped', stopped_because: because });
    const text = (await desk.browser.get(`/cases/${kase.caseId}`)).text;
    expect(text).toContain('Something that was to go out was stopped');
    desk.house.clock.set('2026-03-10T10:00:00Z');
    await desk.release(id);
    expect(desk.world.carried).toEqual([]);
  });

  it('nothing is, where nothing got worse', async () => {
    const methodId = await desk.aMethod(kase, 'text');
    const id = await made({ methodId, kind: 'text', message: 'please_ring', on: '2026-03-10', at: '10:00' });
    const same = { ...verification, safe: 'yes', withheldNumber: 'no', hours: 'any_time', version: 1 };
    await api(`contact-methods/${methodId}/verification`, same).expect(204);
    expect(await desk.outgoing(id)).toMatchObject({ state: 'waiting' });
  });

  it('somebody cancels it, and only until it has gone', async () => {
    const id = await made({
      methodId: await desk.aMethod(kase, 'text'),
      kind: 'text',
      message: 'please_ring',
    });
    await desk.post(`/cases/${kase.caseId}/outgoing/${id}/cancellation`, {}).expect(303);
    expect(await look(id)).toContain('Because somebody cancelled it');
    const again = await api(`outgoing/${id}/cancellation`, {});
    expect([again.status, again.body.type]).toEqual([422, 'gone-already']);
  });
});

it('a client who is erased is sent nothing that waits', async () => {
  const methodId = await desk.aMethod(kase, 'text');
  const id = await made({ methodId, kind: 'text', message: 'please_ring', on: '2026-03-10', at: '10:00' });
  await desk.house.database.owner.query(
    'UPDATE data_key SET wrapped = NULL, destroyed_at = now() WHERE id = $1',
    [kase.clientId],
  );
  expect(await desk.outgoing(id)).toMatchObject({ state: 'stopped', stopped_because: 'erased' });
});
