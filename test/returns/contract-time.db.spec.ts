import type { Person } from '../../src/kernel/actor.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { quarter } from '../../src/kernel/period.js';
import { Freezing } from '../../src/returns/freezing.service.js';
import { publishedFigures } from '../../src/returns/published-figures.queries.js';
import { Returns } from '../../src/returns/returns.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenAServiceUnderContract, givenReferred } from '../support/given-returns.js';
import { areas, aYear } from './a-year.js';

let house: TestApp;
let service: string;
const [essex, sussex] = areas;

interface Payer {
  readonly reader: Person;
  readonly officer: Person;
  readonly contracts: string[];
}
let first: Payer;
let second: Payer;
let interrupted: Payer;

async function givenAPayer(area: string | undefined, terms: readonly [string, string][]): Promise<Payer> {
  const { owner } = house.database;
  const given = new Given(owner);
  const organisation = await given.organisation('commissioner', 'Invented commissioner');
  const contracts: string[] = [];
  for (const [startsOn, endsOn] of terms) {
    const id = await given.contract(organisation, service, [area ?? '']);
    await owner.query('UPDATE contract SET starts_on = $2, ends_on = $3 WHERE id = $1', [
      id,
      startsOn,
      endsOn,
    ]);
    contracts.push(id);
  }
  const [reader, officer] = [
    await given.staff('commissioner', organisation),
    await given.staff('foi_officer', organisation),
  ];
  return { reader, officer, contracts };
}

beforeAll(async () => {
  house = await startApp('2026-05-01T10:00:00Z');
  const { owner } = house.database;
  const given = await givenAServiceUnderContract(owner, {
    areas,
    id: '11111111-1111-4111-8111-111111111111',
  });
  service = given.service;
  await givenReferred(owner, given, aYear());
  first = await givenAPayer(sussex, [['2025-04-01', '2025-09-30']]);
  second = await givenAPayer(sussex, [['2025-10-01', '2030-03-31']]);
  interrupted = await givenAPayer(essex, [
    ['2025-04-01', '2025-06-30'],
    ['2025-09-15', '2026-03-31'],
  ]);
  await house.app.get(Freezing).freezeUpTo(service, house.clock.today());
});
afterAll(() => house.stop());

/** Which snapshots somebody can read something of, by plain SQL. */
const readable = async (who: Person, where = 'true'): Promise<string[]> =>
  house.db.run(who, async (tx) => {
    const rows = await tx.query<{ quarter: string }[]>(
      `SELECT DISTINCT s.quarter FROM frozen_cell c JOIN snapshot s ON s.id = c.snapshot_id WHERE ${where} ORDER BY 1`,
    );
    return rows.map((row) => row.quarter);
  });
const besideFlows = `NOT (family = 'referrals_and_cases' AND cell[2] IN ('case_opened', 'case_closed'))`;

describe.each(['reader', 'officer'] as const)('the %s of a commissioner', (who) => {
  it('reads no figure of a quarter that begins after its contract is over', async () => {
    expect(await readable(first[who])).toEqual(['2025-Q1', '2025-Q2']);
    const snapshots = await house.db.run(first[who], (tx) =>
      tx.query('SELECT quarter FROM snapshot ORDER BY quarter'),
    );
    expect(snapshots).toEqual([{ quarter: '2025-Q1' }, { quarter: '2025-Q2' }]);
  });

  it('reads figures from before its contract of the cases opened and closed alone', async () => {
    expect(await readable(second[who], besideFlows)).toEqual(['2025-Q3', '2025-Q4']);
    expect(await readable(second[who])).toEqual(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']);
  });

  it('reads only the areas of its own contracts, and nothing between two of them', async () => {
    expect(await readable(interrupted[who], `cell[1] <> '${essex ?? ''}'`)).toEqual([]);
    expect(await readable(interrupted[who], besideFlows)).toEqual(['2025-Q1', '2025-Q3', '2025-Q4']);
  });
});

it('what was held over is told of the quarters of a contract alone', async () => {
  await house.database.owner.query(
    `INSERT INTO held_over SELECT id, 'breaches', $1 FROM snapshot WHERE service_id = $2 ON CONFLICT DO NOTHING`,
    [sussex, service],
  );
  const told = await house.db.run(second.reader, (tx) =>
    tx.query(
      `SELECT s.quarter FROM held_over h JOIN snapshot s ON s.id = h.snapshot_id WHERE family = 'breaches' ORDER BY 1`,
    ),
  );
  expect(told).toEqual([{ quarter: '2025-Q3' }, { quarter: '2025-Q4' }]);
});

it('a contract that is over has the returns of its own quarters, and there is no page of a later one', async () => {
  const { rows } = await house.app.get(Returns).list(first.reader, '1');
  expect(rows.map((row) => [row.quarter, row.frozen !== null])).toEqual([
    ['2025-Q2', true],
    ['2025-Q1', true],
  ]);
  const later = house.app.get(Returns).quarter(first.reader, first.contracts[0] ?? '', quarter('2025-Q3'));
  await expect(later).rejects.toThrow('Not found');
});

it('a contract that takes over begins with the cases that were open', async () => {
  const { figures } = await house.app
    .get(Returns)
    .quarter(second.reader, second.contracts[0] ?? '', quarter('2025-Q3'));
  const { rows } = await house.database.owner.query<{ open: number }>(
    `SELECT sum(CASE cell[2] WHEN 'case_opened' THEN rounded ELSE -rounded END)::int AS open
       FROM frozen_cell c JOIN snapshot s ON s.id = c.snapshot_id
      WHERE service_id = $1 AND cell[1] = $2 AND cell[2] IN ('case_opened', 'case_closed') AND c.quarter < '2025-Q3' AND s.quarter <= '2025-Q3'`,
    [service, sussex],
  );
  expect(figures.stock.opening).toBeGreaterThan(0);
  expect(figures.stock.opening).toBe(rows[0]?.open);
  expect(figures.series.map((point) => point.quarter)).toEqual(['2025-Q3']);
});

it('a quarter between two contracts is missing from an answer, and not 0', async () => {
  const periods = ['2025-Q1', '2025-Q2', '2025-Q3'].map((each) => [quarter(each)]);
  const { services, cells } = await house.db.run(interrupted.officer, (tx) =>
    publishedFigures(tx, { measures: ['cases_opened'], periods, frozenBy: plainDate('2026-05-01') }),
  );
  expect(services).toMatchObject([{ first: '2025-Q1', missing: [1], snapshot: { quarter: '2025-Q4' } }]);
  expect(new Set(cells.map(({ period }) => period))).toEqual(new Set([0, 2]));
});
