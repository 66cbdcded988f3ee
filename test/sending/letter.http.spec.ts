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

describe('a letter', () => {
  const open = (id: string) => desk.post(`/cases/${kase.caseId}/outgoing/${id}/openings`, {});

  it('is addressed by the record, and says its few words', async () => {
    const methodId = await desk.aMethod(kase, 'post');
    const { text } = await open(await made({ methodId, kind: 'letter', message: 'please_ring' }));
    expect(text).toMatch(/Demo Aster<br>12 Invented Street<br \/>\s*Demoton<br \/>\s*ZZ99 9ZZ/);
    expect(text).toContain('Please ring me when it suits you.');
  });

  it('shows where it goes to nobody who did not open it, and each opening is on record', async () => {
    const methodId = await desk.aMethod(kase, 'post');
    const id = await made({ methodId, kind: 'letter', message: 'please_ring' });
    const openings = async () =>
      Number(
        (
          await desk.row(
            `SELECT count(*) AS n FROM address_opening WHERE contact_method_id = $1 AND why = 'write' AND shown_on = 'paper'`,
            methodId,
          )
        )?.['n'],
      );
    expect(await look(id)).not.toMatch(/Invented Street|Demo Aster/);
    expect(await openings()).toBe(0);
    await open(id).expect(200);
    expect(await openings()).toBe(1);
    expect(await look(id)).not.toMatch(/Invented Street|Demo Aster/);
  });

  it('is not opened once the way to it is unsafe, and nothing else is opened so', async () => {
    const methodId = await desk.aMethod(kase, 'post', { recheck_on: '2026-03-05' });
    const id = await made({ methodId, kind: 'letter', message: 'please_ring' });
    desk.house.clock.set('2026-03-05T10:00:00Z');
    const answer = await open(id).expect(422);
    expect(answer.text).not.toContain('Invented Street');
    const sheet = await made({ methodId: await phone(), kind: 'call_sheet' });
    expect((await open(sheet).expect(422)).text).toContain('There is no letter here to print');
  });

  it('goes by post alone', async () => {
    const wanted = { methodId: await phone(), kind: 'letter', message: 'please_ring' };
    expect(await refused(wanted)).toEqual([422, 'not-safe-to-send', 'It does not go that way']);
  });
});
