import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importBreached } from '../../src/people/import-breached.js';
import { hashOfCode, invitationCode } from '../../src/people/invitation-code.js';
import { post } from '../support/signing-in.js';
import { Doorstep } from './doorstep.js';

/** Setting one's first password, where the service keeps a list of breached ones. */
const breached = 'violet harbour tunic eighty';
let door: Doorstep;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'larkspur-invited-'));
  const [from, breachedList] = [join(folder, 'from.txt'), join(folder, 'breached.list')];
  await writeFile(from, createHash('sha1').update(breached).digest('hex').toUpperCase());
  await importBreached(from, breachedList);
  door = await Doorstep.open('2026-03-03T10:00:00Z', { breachedList });
});
afterAll(async () => {
  await door.house.stop();
  await rm(folder, { recursive: true });
});

async function anInvitation(): Promise<string> {
  const { userId } = await door.given.staff('commissioner', door.organisation);
  const code = invitationCode();
  await door.house.database.owner.query('INSERT INTO invitation (staff_id, proposer_half) VALUES ($1, $2)', [
    userId,
    hashOfCode(code),
  ]);
  return code;
}

it('a password known from a breach is refused to whoever is invited too, and their code stays good', async () => {
  const fromProposer = await anInvitation();
  const refused = await post(door.browser(), '/invitation', { fromProposer, wanted: breached });
  expect([refused.status, refused.text.includes('known from a breach')]).toEqual([422, true]);
  const taken = await post(door.browser(), '/invitation', { fromProposer, wanted: `${breached} more` });
  expect(taken.status).toBe(303);
});
