import { randomUUID } from 'node:crypto';
import type { Person } from '../../src/kernel/actor.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';
import { keptFrom, sealedFor } from './guarded-records.js';

/** A change that is sent again is answered as the first time, to whoever may still see the case it was made in. */
let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());

/** Sends a change with one key, as often as asked: each time what it was answered. */
function sender({ userId }: Person, path: string, body: object) {
  const key = randomUUID();
  return async () => {
    const agent = await desk.house.as(userId);
    const answer = await agent.post(path).set('Idempotency-Key', key).send(body);
    return { status: answer.status, body: answer.body as unknown };
  };
}

it('an emergency that was opened is not there once the case is sealed', async () => {
  const { caseId, clientId, reference } = await desk.aCase();
  const emergency = { reference, why: 'cover', words: 'Invented.', hours: 4 };
  const send = sender(desk.stranger, '/api/v1/emergency-access', emergency);
  for (const status of [201, 201]) expect(await send()).toEqual({ status, body: { caseId } });
  await sealedFor(desk.house.database.owner, clientId, [desk.supervisor, desk.deputy]);
  const again = await send();
  expect(again.status).toBe(404);
  expect(JSON.stringify(again.body)).not.toContain(caseId);
});

it('a note that was written is not there once its writer is kept from the client', async () => {
  const { caseId, clientId } = await desk.aCase();
  const note = { kind: 'client', words: 'Invented.' };
  const send = sender(desk.colleague, `/api/v1/cases/${caseId}/notes`, note);
  const first = await send();
  expect(first.status).toBe(201);
  expect(await send()).toEqual(first);
  await keptFrom(desk.house.database.owner, clientId, [desk.colleague]);
  expect((await send()).status).toBe(404);
});
