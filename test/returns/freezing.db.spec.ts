import { plainDate } from '../../src/kernel/plain-date.js';
import { Freezing } from '../../src/returns/freezing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenAServiceUnderContract, givenReferred } from '../support/given-returns.js';
import { areas, aYear, cutOffs, recount } from './a-year.js';
import { cellsOf, countsIn, heldOverBy, inKeyOrder, rowsOf } from './frozen-rows.js';

const people = aYear();
const harebell = '11111111-1111-4111-8111-111111111111';
const endOfYear = plainDate('2026-05-01');
let house: TestApp;
const freezing = (at = house) => at.app.get(Freezing);

beforeAll(async () => {
  house = await startApp('2026-05-01T10:00:00Z');
  const { owner } = house.database;
  await givenReferred(owner, await givenAServiceUnderContract(owner, { areas, id: harebell }), people);
});
afterAll(() => house.stop());

describe('a year of a service', () => {
  it('is frozen once, however many ask at the same time', async () => {
    const frozen = await Promise.all([1, 2, 3].map(() => freezing().freezeUpTo(harebell, endOfYear)));
    expect(frozen.map((each) => each.length).sort()).toEqual([0, 0, 4]);
    expect(await rowsOf(house, `SELECT FROM snapshot WHERE service_id = $1`, [harebell])).toHaveLength(4);
  });

  it('holds every true count that another reckoning of the same people finds, and no other', async () => {
    const expected = recount(people, await heldOverBy(house, harebell));
    expect(countsIn(await cellsOf(house, harebell))).toEqual(inKeyOrder(expected));
    expect(expected.size).toBeGreaterThan(150);
  });

  it('has late records in their own quarter, in the snapshot they came in time for', async () => {
    const late = (await cellsOf(house, harebell)).filter(({ snapshot, quarter: of }) => of < snapshot);
    expect(late.length).toBeGreaterThan(10);
    expect(
      late.every(({ snapshot, quarter: of }) => Number(snapshot.slice(0, 4)) - Number(of.slice(0, 4)) <= 1),
    ).toBe(true);
  });

  it('prints nothing from 1 to 4, and every count within 4 of its print', async () => {
    const cells = await cellsOf(house, harebell);
    expect(cells.filter(({ rounded }) => rounded % 5 !== 0)).toEqual([]);
    expect(cells.filter(({ exact, rounded }) => Math.abs(exact - rounded) > 4)).toEqual([]);
    expect(cells.some(({ exact }) => exact % 5 !== 0)).toBe(true);
  });

  it('is not frozen again', async () => {
    const before = await cellsOf(house, harebell);
    expect(await freezing().freezeUpTo(harebell, endOfYear)).toEqual([]);
    expect(await cellsOf(house, harebell)).toEqual(before);
  });

  it('is told in history, each quarter once', async () => {
    const told = await rowsOf(
      house,
      `SELECT record_id FROM event WHERE did = 'return.frozen' AND organisation_id = $1`,
      [harebell],
    );
    const snapshots = await rowsOf<{ id: string }>(house, 'SELECT id FROM snapshot WHERE service_id = $1', [
      harebell,
    ]);
    expect(told).toHaveLength(4);
    expect(new Set(told.map((each) => (each as { record_id: string }).record_id))).toEqual(
      new Set(snapshots.map(({ id }) => id)),
    );
  });

  it('is cut off at midnight in London, in summer and in winter', async () => {
    const stored = await rowsOf<{ quarter: string; at: Date }>(
      house,
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
        rowsOf(at, 'SELECT quarter, hash FROM snapshot WHERE service_id = $1 ORDER BY 1', [harebell]);
      expect(await hashes(elsewhere)).toEqual(await hashes(house));
    } finally {
      await elsewhere.stop();
    }
  });
});
