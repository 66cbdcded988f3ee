import { setTimeout as delay } from 'node:timers/promises';
import { Queues } from '../../src/platform/jobs/queues.js';
import { Relay } from '../../src/platform/jobs/relay.js';
import { openSendingDesk, type SendingDesk } from '../support/sending-desk.js';

let desk: SendingDesk;
beforeAll(async () => {
  desk = await openSendingDesk();
  await desk.house.app.get(Queues).start();
}, 60_000);
afterAll(async () => {
  await desk.house.stop();
  await desk.world.close();
});

async function carried(many: number): Promise<void> {
  await desk.house.app.get(Relay).relay();
  for (let waited = 0; desk.world.carried.length < many && waited < 15_000; waited += 50) await delay(50);
}

it('what waits is sent by the queue, and whoever made what another stopped is told that there is a message', async () => {
  const kase = await desk.aCase();
  const methodId = await desk.aMethod(kase, 'text');
  const wanted = { methodId, kind: 'text', message: 'please_ring' };
  await desk.prepare(kase, wanted);
  await carried(1);
  expect(desk.world.carried).toMatchObject([
    { by: 'text', words: 'Hello. Please ring me when it suits you.' },
  ]);

  const later = (await desk.prepare(kase, { ...wanted, on: '2026-03-10', at: '10:00' })).body.id;
  const colleague = await desk.house.as(desk.colleague.userId);
  const warning = { deviceWatched: 'yes', version: 1 };
  await colleague
    .post(`/api/v1/cases/${kase.caseId}/contact-methods/${methodId}/warning`)
    .send(warning)
    .expect(204);
  expect(await desk.outgoing(later)).toMatchObject({ state: 'stopped' });
  await carried(2);
  const told = desk.world.carried.slice(1);
  const maker = await desk.row('SELECT email FROM staff WHERE id = $1', desk.advocate.userId);
  expect(told).toMatchObject([
    { by: 'mail', to: maker?.['email'], words: 'You have a message in Larkspur.' },
  ]);
  expect(told[0]?.with).toMatch(/^Subject: You have a message in Larkspur$/m);
}, 60_000);
