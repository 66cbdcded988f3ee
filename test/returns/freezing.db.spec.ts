import { createHmac } from 'node:crypto';
import { policeAreas } from '../../src/codes/police-area.codes.js';
import { drawFor } from '../../src/disclosure/keyed-draw.js';
import { policy } from '../../src/disclosure/policy.codes.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { quarter } from '../../src/kernel/period.js';
import { Secrets } from '../../src/platform/secrets.js';
import { fingerprintOf } from '../../src/returns/fingerprint.js';
import { Freezing } from '../../src/returns/freezing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenAServiceUnderContract, givenReferred } from '../support/given-returns.js';
import { areas, aYear, cutOffs, recount } from './a-year.js';

const people = aYear();
const harebell = '11111111-1111-4111-8111-111111111111';
const endOfYear = plainDate('2026-05-01');
let house: TestApp;
const freezing = (at = house) => at.app.get(Freezing);

beforeAll(async () => {
  house = await startApp('2026-05-01T10:00:00Z');
  await givenReferred(
    house.database.owner,
    await givenAServiceUnderContract(house.database.owner, { areas, id: harebell }),
    people,
  );
}, 60_000);
afterAll(() => house.stop());

interface FrozenRow {
  snapshot: string;
  family: string;
  quarter: string;
  cell: string[];
  exact: number;
  rounded: number;
}

async function rows<Row>(sql: string, values: unknown[] = [], at = house): Promise<Row[]> {
  return (await at.database.owner.query(sql, values)).rows as Row[];
}
const cellsOf = (service: string) =>
  rows<FrozenRow>(
    `SELECT s.quarter AS snapshot, c.family, c.quarter, c.cell, c.exact, c.rounded
     FROM frozen_cell c JOIN snapshot s ON s.id = c.snapshot_id WHERE s.service_id = $1`,
    [service],
  );
const heldOverBy = async (service: string): Promise<string[]> => {
  const held = await rows<{ key: string }>(
    `SELECT s.quarter || '|' || family || '|' || area AS key FROM held_over h JOIN snapshot s ON s.id = h.snapshot_id WHERE s.service_id = $1`,
    [service],
  );
  return held.map(({ key }) => key);
};
const asCounts = (cells: readonly FrozenRow[]) =>
  new Map(
    cells.map(({ snapshot, family, quarter: of, cell, exact }) => [
      [snapshot, family, of, ...cell].join('|'),
      exact,
    ]),
  );
const inKeyOrder = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

describe('a year of a service', () => {
  it('is frozen once, however many ask at the same time', async () => {
    const frozen = await Promise.all([1, 2, 3].map(() => freezing().freezeUpTo(harebell, endOfYear)));
    expect(frozen.map((each) => each.length).sort()).toEqual([0, 0, 4]);
    expect(await rows(`SELECT FROM snapshot WHERE service_id = $1`, [harebell])).toHaveLength(4);
  });

  it('holds every true count that another reckoning of the same people finds, and no other', async () => {
    const expected = recount(people, await heldOverBy(harebell));
    expect(inKeyOrder(asCounts(await cellsOf(harebell)))).toEqual(inKeyOrder(expected));
    expect(expected.size).toBeGreaterThan(150);
  });

  it('has late records in their own quarter, in the snapshot they came in time for', async () => {
    const late = (await cellsOf(harebell)).filter(({ snapshot, quarter: of }) => of < snapshot);
    expect(late.length).toBeGreaterThan(10);
    expect(
      late.every(({ snapshot, quarter: of }) => Number(snapshot.slice(0, 4)) - Number(of.slice(0, 4)) <= 1),
    ).toBe(true);
  });

  it('prints nothing from 1 to 4, and every count within 4 of its print', async () => {
    const cells = await cellsOf(harebell);
    expect(cells.filter(({ rounded }) => rounded % 5 !== 0)).toEqual([]);
    expect(cells.filter(({ exact, rounded }) => Math.abs(exact - rounded) > 4)).toEqual([]);
    expect(cells.some(({ exact }) => exact % 5 !== 0)).toBe(true);
  });

  it('is not frozen again', async () => {
    const before = await cellsOf(harebell);
    expect(await freezing().freezeUpTo(harebell, endOfYear)).toEqual([]);
    expect(await cellsOf(harebell)).toEqual(before);
  });

  it('is told in history, each quarter once', async () => {
    const told = await rows(
      `SELECT record_id FROM event WHERE did = 'return.frozen' AND organisation_id = $1`,
      [harebell],
    );
    const snapshots = await rows<{ id: string }>('SELECT id FROM snapshot WHERE service_id = $1', [harebell]);
    expect(told).toHaveLength(4);
    expect(new Set(told.map((each) => (each as { record_id: string }).record_id))).toEqual(
      new Set(snapshots.map(({ id }) => id)),
    );
  });

  it('is cut off at midnight in London, in summer and in winter', async () => {
    const stored = await rows<{ quarter: string; at: Date }>(
      'SELECT quarter, cut_off_at AS at FROM snapshot WHERE service_id = $1 ORDER BY 1',
      [harebell],
    );
    expect(stored.map(({ quarter: of, at }) => [of, at])).toEqual(
      cutOffs.map(([of, at]) => [of, new Date(at)]),
    );
  });

  it('has the same hash from the same records and key, frozen quarter by quarter elsewhere', async () => {
    const elsewhere = await startApp('2026-05-01T10:00:00Z');
    try {
      const { owner } = elsewhere.database;
      await givenReferred(owner, await givenAServiceUnderContract(owner, { areas, id: harebell }), people);
      for (const today of ['2025-07-11', '2025-10-11', '2026-01-11', '2026-04-11'])
        expect(await freezing(elsewhere).freezeUpTo(harebell, plainDate(today))).toHaveLength(1);
      const hashes = (at: TestApp) =>
        rows('SELECT quarter, hash FROM snapshot WHERE service_id = $1 ORDER BY 1', [harebell], at);
      expect(await hashes(elsewhere)).toEqual(await hashes(house));
    } finally {
      await elsewhere.stop();
    }
  }, 60_000);
});

it('a family held over in an area is counted with the next snapshot', async () => {
  const { owner } = house.database;
  const id = serviceHolding('people_supported', 'E23000033', '2025-Q1');
  const service = await givenAServiceUnderContract(owner, { areas, id });
  await givenReferred(owner, service, people);
  await freezing().freezeUpTo(id, endOfYear);

  const heldOver = await heldOverBy(id);
  expect(heldOver).toContain('2025-Q1|people_supported|E23000033');
  const cells = await cellsOf(id);
  const held = cells.filter(({ family, cell }) => family === 'people_supported' && cell[0] === 'E23000033');
  expect(held.filter(({ snapshot }) => snapshot === '2025-Q1')).toEqual([]);
  expect(held.some(({ snapshot, quarter: of }) => snapshot === '2025-Q2' && of === '2025-Q1')).toBe(true);
  expect(inKeyOrder(asCounts(cells))).toEqual(inKeyOrder(recount(people, heldOver)));
}, 60_000);

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

it('what an attacker could narrow down stops the freezing, and leaves nothing behind', async () => {
  const { owner } = house.database;
  const { service } = await givenAServiceUnderContract(owner, { areas });
  // Five cases closed and none opened: the print contradicts what everyone knows, so some count could be worked out.
  const atom = {
    snapshot: quarter('2025-Q1'),
    family: 'referrals_and_cases',
    quarter: quarter('2025-Q1'),
    cell: ['E23000033', 'case_closed'],
    rounded: 5,
  };
  const cutOffAt = new Date(cutOffs[0]?.[1] ?? '');
  const hash = fingerprintOf({
    serviceId: service,
    quarter: atom.snapshot,
    cutOffAt,
    policyVersion: policy.version,
    atoms: [atom],
    carried: [],
  });
  const [planted] = await rows<{ id: string }>(
    `INSERT INTO snapshot (service_id, quarter, cut_off_at, frozen_at, policy_version, hash, attacked_counts)
     VALUES ($1, '2025-Q1', $2, now(), $3, $4, 1) RETURNING id`,
    [service, cutOffAt, policy.version, hash],
  );
  await owner.query(`INSERT INTO frozen_cell VALUES ($1, $2, '2025-Q1', $3, 4, 5)`, [
    planted?.id,
    atom.family,
    atom.cell,
  ]);
  await expect(freezing().freezeUpTo(service, endOfYear)).rejects.toThrow('can narrow down');
  expect(await rows('SELECT FROM snapshot WHERE service_id = $1', [service])).toHaveLength(1);
});

/** An id whose rounding key holds a family over by lot: one in a thousand does. */
function serviceHolding(family: string, area: string, snapshot: string): string {
  const root = new Secrets(Buffer.alloc(32, 7)).keyFor('rounding');
  expect(policeAreas.some(({ code }) => code === area)).toBe(true);
  for (let i = 0; ; i += 1) {
    const id = `22222222-2222-4222-8222-${String(i).padStart(12, '0')}`;
    const key = createHmac('sha256', root).update(id).digest();
    if (drawFor(key, `lot|${snapshot}|${family}|${area}`).keep < policy.heldByLot) return id;
  }
}
