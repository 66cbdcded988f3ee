import { createHmac } from 'node:crypto';
import { drawFor } from '../../src/disclosure/keyed-draw.js';
import { policy } from '../../src/disclosure/policy.codes.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { quarter } from '../../src/kernel/period.js';
import { Secrets } from '../../src/platform/secrets.js';
import { fingerprintOf } from '../../src/returns/fingerprint.js';
import { AttackSucceeded } from '../../src/returns/freezing.errors.js';
import { Freezing } from '../../src/returns/freezing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenAServiceUnderContract, givenReferred } from '../support/given-returns.js';
import { areas, aYear, cutOffs, recount } from './a-year.js';
import { cellsOf, countsIn, heldOverBy, inKeyOrder, rowsOf } from './frozen-rows.js';

const people = aYear();
const endOfYear = plainDate('2026-05-01');
let house: TestApp;
const freezing = () => house.app.get(Freezing);

beforeAll(async () => {
  house = await startApp('2026-05-01T10:00:00Z');
});
afterAll(() => house.stop());

it('a family held over in an area is counted with the next snapshot', async () => {
  const { owner } = house.database;
  const id = serviceHolding('people_supported', 'E23000033', '2025-Q1');
  const service = await givenAServiceUnderContract(owner, { areas, id });
  await givenReferred(owner, service, people);
  await freezing().freezeUpTo(id, endOfYear);

  const heldOver = await heldOverBy(house, id);
  expect(heldOver).toContain('2025-Q1|people_supported|E23000033');
  const cells = await cellsOf(house, id);
  const held = cells.filter(({ family, cell }) => family === 'people_supported' && cell[0] === 'E23000033');
  expect(held.filter(({ snapshot }) => snapshot === '2025-Q1')).toEqual([]);
  expect(held.some(({ snapshot, quarter: of }) => snapshot === '2025-Q2' && of === '2025-Q1')).toBe(true);
  expect(countsIn(cells)).toEqual(inKeyOrder(recount(people, heldOver)));
});

it('what was frozen and no longer matches its hash stops all freezing', async () => {
  const { owner } = house.database;
  const { service } = await givenAServiceUnderContract(owner, { areas });
  await freezing().freezeUpTo(service, plainDate('2025-07-11'));
  await owner.query(`SET session_replication_role = replica`);
  await owner.query(`UPDATE snapshot SET cut_off_at = cut_off_at + interval '1 day' WHERE service_id = $1`, [
    service,
  ]);
  await owner.query(`SET session_replication_role = origin`);
  await expect(freezing().freezeUpTo(service, endOfYear)).rejects.toThrow('do not match their hash');
});

it('published figures that no rounding could be added to stop the freezing, and leave nothing behind', async () => {
  const { owner } = house.database;
  const { service } = await givenAServiceUnderContract(owner, { areas });
  // Five cases closed and none opened.
  await plant(service, '2025-Q1', { case_closed: 5 });
  await expect(freezing().freezeUpTo(service, endOfYear)).rejects.toThrow('already published contradicts');
  expect(await frozen(service)).toEqual(['2025-Q1']);
});

it('published figures from which the attacker narrows down a count stop the freezing, and leave nothing behind', async () => {
  const { owner } = house.database;
  const { service } = await givenAServiceUnderContract(owner, { areas });
  // Five closed and none opened, until the next snapshot told of ten opened late: all that is out by then agrees, so it can be
  // rounded onto. But whoever kept the first print knows that some of its closed, and no more than four, were opened by then.
  await plant(service, '2025-Q1', { case_closed: 5 });
  await plant(service, '2025-Q2', { case_opened: 10, referral_accepted: 10 });
  await expect(freezing().freezeUpTo(service, endOfYear)).rejects.toThrow(AttackSucceeded);
  expect(await frozen(service)).toEqual(['2025-Q1', '2025-Q2']);
});

/** Seals a snapshot behind the program's back, with a hash that fits: each stage, in the first quarter, with its print. */
async function plant(
  serviceId: string,
  snapshot: '2025-Q1' | '2025-Q2',
  stages: Readonly<Record<string, number>>,
): Promise<void> {
  const atoms = Object.entries(stages).map(([stage, rounded]) => ({
    snapshot: quarter(snapshot),
    family: 'referrals_and_cases',
    quarter: quarter('2025-Q1'),
    cell: ['E23000033', stage],
    rounded,
  }));
  const cutOffAt = new Date(new Map(cutOffs).get(quarter(snapshot)) ?? '');
  const about = { serviceId, quarter: quarter(snapshot), cutOffAt, policyVersion: policy.version };
  const [planted] = await rowsOf<{ id: string }>(
    house,
    `INSERT INTO snapshot (service_id, quarter, cut_off_at, frozen_at, policy_version, hash, attacked_counts)
     VALUES ($1, $2, $3, now(), $4, $5, 1) RETURNING id`,
    [serviceId, snapshot, cutOffAt, policy.version, fingerprintOf({ ...about, atoms, carried: [] })],
  );
  for (const { family, quarter: of, cell, rounded } of atoms)
    await house.database.owner.query('INSERT INTO frozen_cell VALUES ($1, $2, $3, $4, $5, $5)', [
      planted?.id,
      family,
      of,
      cell,
      rounded,
    ]);
}

async function frozen(service: string): Promise<string[]> {
  const rows = await rowsOf<{ quarter: string }>(
    house,
    'SELECT quarter FROM snapshot WHERE service_id = $1 ORDER BY 1',
    [service],
  );
  return rows.map((row) => row.quarter);
}

/** An id whose rounding key holds a family over by lot: one in a thousand does. */
function serviceHolding(family: string, area: string, snapshot: string): string {
  const root = new Secrets(Buffer.alloc(32, 7)).keyFor('rounding');
  for (let i = 0; ; i += 1) {
    const id = `22222222-2222-4222-8222-${String(i).padStart(12, '0')}`;
    const key = createHmac('sha256', root).update(id).digest();
    if (drawFor(key, `lot|${snapshot}|${family}|${area}`).keep < policy.heldByLot) return id;
  }
}
