import { plainDate } from '../../src/kernel/plain-date.js';
import { quarter, quartersFrom } from '../../src/kernel/period.js';
import { Freezing } from '../../src/returns/freezing.service.js';
import type { CountedMeasure } from '../../src/returns/measure-definition.js';
import {
  publishedFigures,
  type FiguresAsked,
  type PublishedFigures,
} from '../../src/returns/published-figures.queries.js';
import { Returns } from '../../src/returns/returns.service.js';
import { totalOf } from '../../src/returns/figures.rules.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import {
  givenAServiceUnderContract,
  givenReferred,
  type ServiceUnderContract,
} from '../support/given-returns.js';
import { areas, aYear } from './a-year.js';

let house: TestApp;
let service: ServiceUnderContract;
const measures: CountedMeasure[] = [
  'referrals',
  'people_supported',
  'cases_opened',
  'cases_closed',
  'orders_applied',
  'orders_made',
  'breaches',
];
const year = quartersFrom(quarter('2025-Q1'), quarter('2025-Q4'));

beforeAll(async () => {
  house = await startApp('2026-01-12T10:00:00Z');
  const { owner } = house.database;
  service = await givenAServiceUnderContract(owner, { areas, id: '11111111-1111-4111-8111-111111111111' });
  await givenReferred(owner, service, aYear());
  const freezing = house.app.get(Freezing);
  await freezing.freezeUpTo(service.service, house.clock.today());
  house.clock.set('2026-04-12T10:00:00Z');
  await freezing.freezeUpTo(service.service, house.clock.today());
});
afterAll(() => house.stop());

const ask = (of: Partial<FiguresAsked> = {}, actor = service.foiOfficer): Promise<PublishedFigures> =>
  house.db.run(actor, (tx) =>
    publishedFigures(tx, { measures, periods: [year], frozenBy: plainDate('2026-04-12'), ...of }),
  );
const sum = ({ cells }: PublishedFigures, measure: CountedMeasure): number =>
  cells.filter((cell) => cell.measure === measure).reduce((total, { figure }) => total + figure, 0);

it('published figures are those of the returns, measure by measure', async () => {
  const published = await ask();
  const { figures } = await house.app.get(Returns).year(service.reader, service.contract, 2025);
  for (const measure of measures)
    expect([measure, sum(published, measure)]).toEqual([measure, totalOf(figures, measure)]);
});

it('every cell is rounded, of one measure, service, area and period, and broken down as finely as is published', async () => {
  const { cells } = await ask();
  expect(cells.length).toBeGreaterThan(30);
  expect(cells.filter(({ figure }) => figure === 0 || figure % 5 !== 0)).toEqual([]);
  const keys = cells.map(({ figure: _, ...cell }) => JSON.stringify(cell));
  expect(new Set(keys).size).toBe(keys.length);
  const [person] = cells.filter(({ measure }) => measure === 'people_supported');
  expect(Object.keys(person?.of ?? {})).toEqual(['sex', 'relationship', 'cyber']);
});

it('figures say what they are as at', async () => {
  const { services } = await ask();
  expect(services).toMatchObject([
    {
      serviceId: service.service,
      first: '2025-Q1',
      missing: [],
      snapshot: { quarter: '2025-Q4', countedTo: '2026-04-10' },
    },
  ]);
});

it('nothing frozen after the day asked about is used, and a period it leaves incomplete is missing', async () => {
  const periods = [year, quartersFrom(quarter('2025-Q1'), quarter('2025-Q2'))];
  const { services, cells } = await ask({ frozenBy: plainDate('2026-04-11'), periods });
  expect(services).toMatchObject([{ missing: [0], snapshot: { quarter: '2025-Q3' } }]);
  expect(new Set(cells.map(({ period }) => period))).toEqual(new Set([1]));
});

it('before anything was frozen there is no service that answers', async () => {
  expect(await ask({ frozenBy: plainDate('2025-12-31') })).toEqual({ services: [], cells: [] });
});

it('a period before the first snapshot is missing, though late records tell of it', async () => {
  const { services, cells } = await ask({ periods: [[quarter('2024-Q4')]] });
  expect([services[0]?.missing, cells]).toEqual([[0], []]);
});

it('whoever has no contract with the service is told nothing', async () => {
  const given = new Given(house.database.owner);
  const stranger = await given.staff(
    'foi_officer',
    await given.organisation('commissioner', 'Invented other'),
  );
  expect(await ask({}, stranger)).toEqual({ services: [], cells: [] });
});
