import { plainDate } from '../../src/kernel/plain-date.js';
import { Freezing } from '../../src/returns/freezing.service.js';
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
type Browser = Awaited<ReturnType<TestApp['as']>>;
let reader: Browser;
let stranger: Browser;
let path: string;

beforeAll(async () => {
  house = await startApp('2026-05-01T10:00:00Z');
  const { owner } = house.database;
  service = await givenAServiceUnderContract(owner, { areas, id: '11111111-1111-4111-8111-111111111111' });
  await givenReferred(owner, service, aYear());
  await house.app.get(Freezing).freezeUpTo(service.service, plainDate('2026-05-01'));
  const given = new Given(owner);
  reader = await house.as(service.reader.userId);
  stranger = await house.as(
    (await given.staff('commissioner', await given.organisation('commissioner', 'Invented other'))).userId,
  );
  path = `/returns/${service.contract}`;
}, 60_000);
afterAll(() => house.stop());

/** The numbers in the cells of a page's tables, in reading order. */
function numbersIn(html: string): number[] {
  return [
    ...html.matchAll(/<td class="govuk-table__cell govuk-table__cell--numeric[^"]*">([\d,]+)<\/td>/g),
  ].map(([, text = '']) => Number(text.replaceAll(',', '')));
}
/** The rows of the table with a caption: label, then figures. */
function tableOn(html: string, caption: string): (readonly [string, ...number[]])[] {
  const [, table = ''] = html.split(`${caption}</caption>`);
  const rows = (table.split('</table>')[0] ?? '').split('<tr').slice(2);
  return rows.flatMap((row) => {
    const [, label] = /<th scope="row"[^>]*>([^<]*)</.exec(row) ?? [];
    return label === undefined ? [] : [[label, ...numbersIn(row)] as const];
  });
}

interface Figure {
  measure: string;
  figure: number;
  [dimension: string]: string | number;
}
const figuresOf = async (address: string): Promise<Figure[]> =>
  (await reader.get(`/api/v1${address}`).expect(200)).body.figures;
const figure = (figures: Figure[], of: Partial<Figure>): number | undefined => {
  const unsplit = {
    area: 'total',
    quarter: 'total',
    decision: 'total',
    sex: 'total',
    relationship: 'total',
    cyber: 'total',
    outcome: 'total',
  };
  return figures.find((each) =>
    Object.entries({ ...unsplit, ...of }).every(([name, value]) => each[name] === value),
  )?.figure;
};

describe('the list of returns', () => {
  it('has every quarter of the contract, newest first, those that are frozen linked', async () => {
    const { text } = await reader.get('/returns').expect(200);
    expect([...text.matchAll(/href="[^"]*\/(\d{4}-Q\d)"/g)].map(([, quarter]) => quarter)).toEqual([
      '2025-Q4',
      '2025-Q3',
      '2025-Q2',
      '2025-Q1',
    ]);
    expect(text).toContain('Frozen after 10 July 2026');
    expect(text).toContain('20 July 2026');
    expect(text).toContain(`href="${path}/year/2025"`);
  });

  it('tells who has no contract that there is nothing yet', async () => {
    expect((await stranger.get('/returns').expect(200)).text).toContain('There are no returns yet');
  });

  it.each(['advocate', 'supervisor', 'admin'] as const)('is no page to a %s', async (role) => {
    const someone = await new Given(house.database.owner).staff(role, service.service);
    await (await house.as(someone.userId)).get('/returns').expect(404);
  });
});

describe('the page of a return', () => {
  let html: string;
  beforeAll(async () => {
    html = (await reader.get(`${path}/2025-Q2`).expect(200)).text;
  });

  it('says what it is of, and as at when', () => {
    for (const words of [
      'Return for July to September 2025',
      'Surrey, Sussex',
      '10 October 2025',
      'Demo Commissioner',
    ])
      expect(html).toContain(words);
  });

  it('has no number of its tables from 1 to 4', () => {
    const numbers = numbersIn(html);
    expect(numbers.length).toBeGreaterThan(300);
    expect(numbers.filter((number) => number % 5 !== 0)).toEqual([]);
    expect(numbers.some((number) => number > 0)).toBe(true);
  });

  it('has margins that add up, by sex, relationship and cyber element', () => {
    const all = tableOn(html, 'All people supported');
    const lines = (caption: string) =>
      new Map(tableOn(html, caption).map(([label, ...figures]) => [label, figures]));
    const [, ...totals] = all.find(([label]) => label === 'Total') ?? [''];
    const [, ...known] = all.find(([label]) => label === 'Known') ?? [''];
    const [, ...unknown] = all.find(([label]) => label === 'Unknown') ?? [''];
    expect(totals).toEqual(known.map((each, i) => each + (unknown[i] ?? NaN)));
    for (const [, ...figures] of all)
      expect(figures.at(-1)).toBe(figures.slice(0, -1).reduce((sum, each) => sum + each, 0));
    const [women, men, other] = ['Women and girls', 'Men and boys', 'People whose sex is not known'].map(
      lines,
    );
    for (const [label, ...figures] of all)
      expect(figures).toEqual(
        figures.map((_, i) =>
          [women, men, other].reduce((sum, each) => sum + (each?.get(label)?.[i] ?? NaN), 0),
        ),
      );
  });

  it('has a stock that reconciles', () => {
    const [opening = 0, opened = 0, closed = 0, ...rest] = tableOn(html, 'Cases open').map(
      ([, number]) => number ?? NaN,
    );
    const closing = rest.pop();
    expect(opening + opened - closed + (rest[0] ?? 0)).toBe(closing);
  });

  it('stands what each line counts beside it, with its version', () => {
    expect(html).toContain('the day of the first two-way contact');
    expect(html).toContain('Definition 1.');
    expect(html).toContain('nobody can rule out');
  });

  it('has none in its chart either, which says what the table beside it says', () => {
    const drawn = [...html.matchAll(/<text x[^>]*>([\d,]+)<\/text>/g)].map(([, text]) => Number(text));
    const [first, ...rest] = tableOn(html, 'Referrals received and people supported').map(
      ([, ...figures]) => figures,
    );
    expect(drawn).toEqual([...(first ?? [NaN]), ...rest.flat()]);
    expect(drawn.filter((number) => number % 5 !== 0)).toEqual([]);
  });

  it('draws its chart by attributes alone, as the page lets no style in', () => {
    expect(html).toContain('<svg');
    expect(html).not.toMatch(/\sstyle=/);
  });

  it('names nobody', () => {
    expect(html).not.toMatch(/Aster|SA-|RF-/);
  });
});

describe('the same figures', () => {
  it('are on the page, in the CSV and in the JSON', async () => {
    const { text: html } = await reader.get(`${path}/2025-Q2`);
    const figures = await figuresOf(`${path}/2025-Q2`);
    const csv = (await reader.get(`${path}/2025-Q2.csv`).expect(200)).text.trim().split('\r\n');
    expect(csv.slice(1).map((line) => Number(line.split(',').at(-1)))).toEqual(
      figures.map((each) => each.figure),
    );

    const people = tableOn(html, 'People supported by sex');
    expect(people.find(([label]) => label === 'Female')?.[1]).toBe(
      figure(figures, { measure: 'people_supported', sex: 'female' }),
    );
    const byArea = tableOn(html, 'The same by police area').map(([label, referrals]) => [label, referrals]);
    const inJson = (area: string) => figure(figures, { measure: 'referrals', area });
    expect(byArea).toEqual([
      ['Surrey', inJson('E23000031')],
      ['Sussex', inJson('E23000033')],
      ['Total', inJson('total')],
    ]);
    expect(tableOn(html, 'Headline figures')[0]).toEqual(['Referrals received', inJson('total')]);
    expect(tableOn(html, 'Cases open').at(-1)?.[1]).toBe(figure(figures, { measure: 'cases_open_at_end' }));
  });

  it('are none of 1 to 4 anywhere', async () => {
    for (const address of [`${path}/2025-Q1`, `${path}/2025-Q4`, `${path}/year/2025`]) {
      const figures = await figuresOf(address);
      expect(figures.length).toBeGreaterThan(600);
      expect(figures.filter((each) => each.figure % 5 !== 0)).toEqual([]);
    }
  });

  it('come as a CSV file that says how it is coded', async () => {
    const { headers, text } = await reader.get(`${path}/2025-Q2.csv`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(headers['content-disposition']).toContain('attachment');
    expect(text.split('\r\n')[0]).toBe(
      'measure,definition_version,service,from,to,counted_to,area_code,area,quarter,decision,sex,relationship,cyber,outcome,figure',
    );
  });

  it('come in JSON with every definition, its version and the words of the guarantee', async () => {
    const { body } = await reader.get(`/api/v1${path}/2025-Q2`).expect(200);
    expect(body).toMatchObject({
      from: '2025-07-01',
      to: '2025-09-30',
      countedTo: '2025-10-10',
      rounded: { policyVersion: 'R-1' },
    });
    expect(body.hash).toMatch(/^[0-9a-f]{64}$/);
    const defined = new Set(body.definitions.map(({ measure }: Figure) => measure));
    expect(body.figures.filter(({ measure }: Figure) => !defined.has(measure))).toEqual([]);
  });
});

describe('a year', () => {
  it('is the sum of its quarters, as at the last one’s cut-off', async () => {
    const figures = await figuresOf(`${path}/year/2025`);
    const quarters = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'].map(
      (quarter) => figure(figures, { measure: 'people_supported', quarter }) ?? NaN,
    );
    expect(quarters.reduce((sum, each) => sum + each, 0)).toBe(
      figure(figures, { measure: 'people_supported' }),
    );
    expect((await reader.get(`${path}/year/2025`).expect(200)).text).toContain('April 2025 to March 2026');
    await reader.get(`${path}/year/2025.csv`).expect(200);
  });

  it.each(['2024', '2026', '1999', 'x'])(
    'that is not frozen or no year of the contract is no page: %s',
    async (year) => {
      await reader.get(`${path}/year/${year}`).expect(404);
    },
  );
});

it.each(['2026-Q1', '2024-Q4', '2025-Q5', 'nonsense'])(
  'a quarter that is not frozen, not of the contract or no quarter is no page: %s',
  async (quarter) => {
    await reader.get(`${path}/${quarter}`).expect(404);
    await reader.get(`/api/v1${path}/${quarter}`).expect(404);
  },
);

it('another commissioner’s contract is no page, file or answer, as if there were none', async () => {
  for (const address of [
    `${path}/2025-Q2`,
    `${path}/2025-Q2.csv`,
    `${path}/year/2025`,
    `${path}/year/2025.csv`,
    `/api/v1${path}/2025-Q2`,
  ])
    await stranger.get(address).expect(404);
  expect((await stranger.get('/api/v1/contracts').expect(200)).body).toEqual([]);
});

it('an FOI officer reads the same return as the commissioner', async () => {
  const officer = await house.as(service.foiOfficer.userId);
  expect((await officer.get(`/api/v1${path}/2025-Q2`).expect(200)).body).toEqual(
    (await reader.get(`/api/v1${path}/2025-Q2`)).body,
  );
});

it('a program is told the contracts it may ask about', async () => {
  const { body } = await reader.get('/api/v1/contracts').expect(200);
  expect(body).toMatchObject([
    { id: service.contract, areas: [{ label: 'Surrey' }, { label: 'Sussex' }], cutOffDays: 10 },
  ]);
});

it('what each measure counts is a file of its own', async () => {
  expect((await reader.get('/returns/definitions.csv').expect(200)).text).toContain(
    '\r\nPeople supported,1,One person.',
  );
});
