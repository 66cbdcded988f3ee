import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Person } from '../../../src/kernel/actor.js';
import { addHistory } from '../../../src/platform/database/history.js';
import { Queues, type JobData } from '../../../src/platform/jobs/queues.js';
import { Relay } from '../../../src/platform/jobs/relay.js';
import { startApp, type TestApp } from '../../support/app.js';
import { Given } from '../../support/given.js';

let house: TestApp;
let relay: Relay;
let actor: Person;
const worked: JobData[] = [];
const failed = new Set<unknown>();

beforeAll(async () => {
  house = await startApp();
  const given = new Given(house.database.owner);
  actor = await given.staff('admin', await given.organisation());
  relay = house.app.get(Relay);
  const queues = house.app.get(Queues);
  queues.onEvent('team.posted', 'letters');
  queues.onEvent('staff.posted', 'parcels');
  queues.handle('letters', (data) => {
    worked.push(data);
    return Promise.resolve();
  });
  queues.handle('parcels', (data) => {
    if (!failed.has(data['recordId'])) {
      failed.add(data['recordId']);
      return Promise.reject(new Error('Lost in the post'));
    }
    worked.push(data);
    return Promise.resolve();
  });
  await queues.start();
});
afterAll(() => house.stop());

const send = async (did = 'team.posted') => {
  const to = randomUUID();
  await house.db.run(actor, (tx) => addHistory(tx, { did, to }));
  return to;
};
const timesWorked = (id: string) => worked.filter(({ recordId }) => recordId === id).length;

async function untilWorked(id: string, patience = 10_000): Promise<void> {
  for (let waited = 0; timesWorked(id) === 0 && waited < patience; waited += 50) await delay(50);
}

describe('an event that was committed', () => {
  it('reaches whoever handles it, with ids and nothing else', async () => {
    const id = await send();
    expect(await relay.relay()).toBe(1);
    await untilWorked(id);
    expect(worked.filter(({ recordId }) => recordId === id)).toEqual([
      { eventId: expect.any(Number) as number, recordId: id, caseId: null },
    ]);
  });

  it('is relayed once', async () => {
    await send();
    expect(await relay.relay()).toBe(1);
    expect(await relay.relay()).toBe(0);
  });

  it('is worked once, though a crash had it relayed twice', async () => {
    const id = await send();
    await relay.relay();
    await untilWorked(id);
    await house.database.owner.query('UPDATE event SET relayed_at = NULL WHERE record_id = $1', [id]);
    expect(await relay.relay()).toBe(1);
    const later = await send();
    await relay.relay();
    await untilWorked(later);
    expect(timesWorked(id)).toBe(1);
  });

  it('is shared out between two relays at work at once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => send()));
    const relayed = await Promise.all([relay.relay(), relay.relay()]);
    for (const id of ids) await untilWorked(id);
    expect(relayed[0] + relayed[1]).toBe(20);
    expect(ids.map(timesWorked)).toEqual(ids.map(() => 1));
  });

  it('that nobody waits for is marked as relayed all the same', async () => {
    await send('team.added');
    expect(await relay.relay()).toBe(1);
    expect(await relay.relay()).toBe(0);
  });

  it('is worked again where the first try failed', async () => {
    const id = await send('staff.posted');
    await relay.relay();
    await untilWorked(id, 15_000);
    expect(timesWorked(id)).toBe(1);
  });
});

it('an event that was rolled back reaches nobody', async () => {
  const undone = house.db.run(actor, async (tx) => {
    await addHistory(tx, { did: 'team.posted', to: randomUUID() });
    throw new Error('The act failed after all');
  });
  await expect(undone).rejects.toThrow('failed after all');
  expect(await relay.relay()).toBe(0);
});
