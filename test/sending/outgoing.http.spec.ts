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

const phone = async () =>
  String((await desk.row('SELECT id FROM contact_method WHERE client_id = $1', kase.clientId))?.['id']);
const look = async (id: string) => (await desk.browser.get(`/cases/${kase.caseId}/outgoing/${id}`)).text;
const made = async (body: object) => {
  const answer = await desk.prepare(kase, body);
  expect([answer.status, answer.body]).toEqual([201, { id: expect.any(String) as string }]);
  return answer.body.id;
};
const refused = async (body: object) => {
  const { status, body: problem } = await desk.prepare(kase, body);
  return [status, problem.type, problem.detail];
};

describe('a call sheet', () => {
  it('holds the number and how to go about it, while the phone may be used', async () => {
    const id = await made({ methodId: await phone(), kind: 'call_sheet' });
    const text = await look(id);
    expect(text).toContain('07700 900123');
    expect(text).toContain('Safe to use now: our number may be seen, and leave no voicemail');
    expect(text).toContain('Nobody: say nothing of who we are');
  });

  it('holds no number at another hour than the client gave, though it was made in one', async () => {
    const methodId = await desk.aMethod(kase, 'workplace', { safe_minutes: '{[2040,2160)}' });
    const id = await made({ methodId, kind: 'call_sheet' });
    desk.house.clock.set('2026-03-03T12:00:00Z');
    const text = await look(id);
    expect(text).not.toContain('07700 900321');
    expect(text).toContain('Do not use now: safe on Tuesdays 10:00–12:00');
  });

  it('is not made for a phone that may not be used, and says why', async () => {
    const methodId = await desk.aMethod(kase, 'phone', { device_watched: 'unknown' });
    expect(await refused({ methodId, kind: 'call_sheet' })).toEqual([
      422,
      'not-safe-to-send',
      'Do not use: nobody has said whether the device is watched',
    ]);
  });

  it('is of another client’s phone for nobody', async () => {
    const other = await desk.aCase();
    const methodId = await desk.aMethod(other, 'phone');
    expect((await desk.prepare(kase, { methodId, kind: 'call_sheet' })).status).toBe(404);
  });
});

describe('a calendar entry', () => {
  it('is a file that says when, and neither who, where nor what', async () => {
    const id = await made({ methodId: await phone(), kind: 'calendar_entry', on: '2026-03-10', at: '14:05' });
    const file = await desk.browser.get(`/cases/${kase.caseId}/outgoing/${id}/calendar`);
    expect(file.headers['content-disposition']).toBe('attachment; filename="appointment.ics"');
    expect(file.text.split('\r\n').slice(4, 10)).toEqual([
      `UID:${id}`,
      'DTSTAMP:20260303T100000Z',
      'DTSTART:20260310T140500Z',
      'DTEND:20260310T143500Z',
      'SUMMARY:Appointment',
      'CLASS:PRIVATE',
    ]);
  });

  it('is not of a time at which the phone may not be used, nor after its recheck day', async () => {
    const methodId = await desk.aMethod(kase, 'phone', {
      safe_minutes: '{[2040,2160)}',
      recheck_on: '2026-03-17',
    });
    const wanted = (on: string, at: string) => ({ methodId, kind: 'calendar_entry', on, at });
    expect((await refused(wanted('2026-03-10', '12:00')))[1]).toBe('not-safe-to-send');
    expect((await refused(wanted('2026-03-17', '10:00')))[1]).toBe('not-safe-to-send');
    await made(wanted('2026-03-10', '11:59'));
  });
});

describe('a text', () => {
  it('goes once, with neutral words and to the number on record', async () => {
    const methodId = await desk.aMethod(kase, 'text');
    const id = await made({ methodId, kind: 'text', message: 'will_ring' });
    expect(await desk.release(id)).toBe(0);
    await desk.release(id);
    expect(desk.world.carried).toEqual([
      {
        by: 'text',
        to: '07700 900321',
        words: 'Hello. I will ring you at the time we agreed.',
        with: 'Bearer invented-token',
      },
    ]);
    expect(await desk.outgoing(id)).toMatchObject({ state: 'sent' });
  });

  it('for later waits until then, and goes if it is safe then', async () => {
    const methodId = await desk.aMethod(kase, 'text', { safe_minutes: '{[2040,2160)}' });
    const id = await made({ methodId, kind: 'text', message: 'will_ring', on: '2026-03-10', at: '11:30' });
    expect(await desk.release(id)).toBe(7 * 86_400_000 + 90 * 60_000);
    desk.house.clock.set('2026-03-10T12:00:00Z'); // the queue was late
    await desk.release(id);
    expect(desk.world.carried).toEqual([]);
    expect(await desk.outgoing(id)).toMatchObject({ state: 'stopped', stopped_because: 'not_safe_then' });
  });

  it('that the gateway does not take has failed, says so on the case, and is not tried again', async () => {
    desk.world.refuses = true;
    const id = await made({
      methodId: await desk.aMethod(kase, 'text'),
      kind: 'text',
      message: 'please_ring',
    });
    await desk.release(id);
    desk.world.refuses = false;
    await desk.release(id);
    expect(desk.world.carried).toEqual([]);
    expect((await desk.browser.get(`/cases/${kase.caseId}`)).text).toContain('Could not be sent');
  });

  it('at night is for those who named the hours', async () => {
    desk.house.clock.set('2026-03-03T22:00:00Z');
    const wanted = { kind: 'text', message: 'please_ring' };
    const anyTime = await desk.aMethod(kase, 'text');
    expect((await refused({ ...wanted, methodId: anyTime }))[2]).toContain('Not between 21:00 and 08:00');
    await made({ ...wanted, methodId: await desk.aMethod(kase, 'text', { safe_minutes: '{[2700,2880)}' }) });
  });

  it('says one of the messages there are, and nothing that anybody wrote', async () => {
    const methodId = await desk.aMethod(kase, 'text');
    expect((await refused({ methodId, kind: 'text' }))[1]).toBe('message-missing');
    expect((await refused({ methodId, kind: 'text', message: 'Ring the stalking service' }))[0]).toBe(422);
  });
});

it('an email comes from nobody in particular, about nothing in particular', async () => {
  const id = await made({
    methodId: await desk.aMethod(kase, 'email'),
    kind: 'email',
    message: 'please_ring',
  });
  await desk.release(id);
  const [mail] = desk.world.carried;
  expect(mail).toMatchObject({
    to: 'demo.aster@mail.invalid',
    words: 'Hello. Please ring me when it suits you.',
  });
  expect(mail?.with).toMatch(/^From: hello@mail\.invalid$/m);
  expect(mail?.with).toMatch(/^Subject: Hello$/m);
  expect(mail?.with).not.toMatch(/larkspur|stalk|x-mailer|nodemailer/i);
});

it('the form offers what goes that way, with the decision beside it', async () => {
  const methodId = await desk.aMethod(kase, 'email');
  const { text } = await desk.browser.get(`/cases/${kase.caseId}/outgoing/new?method=${methodId}`);
  expect(text).toContain('Safe to use now');
  expect(text).toContain('I will ring you at the time we agreed.');
  expect(text).toMatch(/name="kind" value="email"/);
  const answer = await desk.post(`/cases/${kase.caseId}/outgoing`, { methodId, kind: 'email', message: '' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Select what it is to say');
});
