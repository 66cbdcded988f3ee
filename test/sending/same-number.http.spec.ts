import type { CaseIds } from '../support/given-cases.js';
import { openSendingDesk, type SendingDesk } from '../support/sending-desk.js';

/** A client whose phone rings and takes texts: what is learnt of the one is learnt of the other. */
let desk: SendingDesk;
let kase: CaseIds;
let phone: string;
let text: string;

beforeAll(async () => {
  desk = await openSendingDesk();
});
beforeEach(async () => {
  desk.world.carried.length = 0;
  kase = await desk.aCase();
  phone = await desk.aMethod(kase, 'phone');
  text = await desk.aMethod(kase, 'text');
});
afterAll(async () => {
  await desk.house.stop();
  await desk.world.close();
});

const api = (path: string, body: object) =>
  desk.browser.post(`/api/v1/cases/${kase.caseId}/${path}`).send(body);
const row = (id: string) => desk.row('SELECT * FROM contact_method WHERE id = $1', id);
const verification = { safe: 'yes', voicemailSafe: 'no', deviceWatched: 'no', withheldNumber: 'no' };
const verified = { ...verification, hours: 'any_time', verifiedOn: '2026-03-03' };

describe('a text that waits is stopped, where of the phone it goes to', () => {
  it.each<[string, string, string, object]>([
    ['somebody says that he has it', 'less_safe', 'warning', { safe: 'no' }],
    ['somebody learns that it is watched', 'less_safe', 'warning', { deviceWatched: 'yes' }],
    ['somebody says that it is not known', 'less_safe', 'warning', { safe: 'unknown' }],
    ['the client says that it is not safe', 'less_safe', 'verification', { ...verified, safe: 'no' }],
    [
      'the client says that it is watched',
      'less_safe',
      'verification',
      { ...verified, deviceWatched: 'yes' },
    ],
    [
      'the client says that the number has changed',
      'ended',
      'replacement',
      { value: '07700 900777', safe: 'yes' },
    ],
    ['the client says that it is theirs no longer', 'ended', 'ending', {}],
  ])('%s', async (_, because, act, said) => {
    const wanted = { methodId: text, kind: 'text', message: 'please_ring', on: '2026-03-06', at: '10:00' };
    const { body } = await desk.prepare(kase, wanted);
    await api(`contact-methods/${phone}/${act}`, { ...said, version: 1 }).expect(({ status }) => {
      expect([201, 204]).toContain(status);
    });
    expect(await desk.outgoing(body.id)).toMatchObject({ state: 'stopped', stopped_because: because });
    await desk.release(body.id);
    expect(desk.world.carried).toEqual([]);
    expect((await desk.prepare(kase, wanted)).status).toBe(422);
  });

  it('the client said so as before, it is not stopped: calls and texts may differ where they were asked of both', async () => {
    await api(`contact-methods/${phone}/verification`, { ...verified, safe: 'no', version: 1 }).expect(204);
    await api(`contact-methods/${text}/verification`, { ...verified, version: 2 }).expect(204);
    await api(`contact-methods/${phone}/verification`, { ...verified, safe: 'no', version: 2 }).expect(204);
    expect(await row(text)).toMatchObject({ safe: 'yes', verified_on: '2026-03-03' });
  });
});

describe('a number added once more under another channel', () => {
  const added = async (said: object) => {
    const method = { ...verified, channel: 'whatsapp', value: '+44 7700 900321', ...said };
    return String((await api('contact-methods', method).expect(201)).body.id);
  };

  it('begins as unsafe as it was said to be', async () => {
    await api(`contact-methods/${phone}/warning`, { safe: 'no', version: 1 }).expect(204);
    expect(await row(await added({}))).toMatchObject({ safe: 'no', verified_on: null });
  });

  it('begins as not known where it was said to be theirs no longer', async () => {
    await api(`contact-methods/${phone}/ending`, { version: 1 }).expect(204);
    expect(await row(await added({}))).toMatchObject({ safe: 'unknown', verified_on: null });
  });

  it('as unsafe makes what goes there unsafe too', async () => {
    await added({ safe: 'no' });
    expect(await row(text)).toMatchObject({ safe: 'no', verified_on: null });
  });

  it('is as safe as was said, where nothing stands against it', async () => {
    expect(await row(await added({}))).toMatchObject({ safe: 'yes', verified_on: '2026-03-03' });
    expect(await row(text)).toMatchObject({ safe: 'yes' });
  });
});

it('another number is left as it is', async () => {
  await api(`contact-methods/${phone}/warning`, { safe: 'no', version: 1 }).expect(204);
  const { rows } = await desk.house.database.owner.query(
    'SELECT safe FROM contact_method WHERE client_id = $1 ORDER BY safe',
    [kase.clientId],
  );
  expect(rows.map(({ safe }: { safe: string }) => safe)).toEqual(['no', 'no', 'yes']);
});
