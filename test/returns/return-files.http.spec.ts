import { aFrozenYear, figure, tableOn, type Figure, type FrozenHouse } from './a-return.js';

let frozen: FrozenHouse;
let reader: FrozenHouse['reader'];
let stranger: FrozenHouse['stranger'];
let path: string;

beforeAll(async () => {
  frozen = await aFrozenYear();
  ({ reader, stranger, path } = frozen);
});
afterAll(() => frozen.house.stop());

const figuresOf = async (address: string): Promise<Figure[]> => {
  const { body } = await reader.get(`/api/v1${address}`).expect(200);
  return body.figures as Figure[];
};

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
  const officer = await frozen.house.as(frozen.service.foiOfficer.userId);
  expect((await officer.get(`/api/v1${path}/2025-Q2`).expect(200)).body).toEqual(
    (await reader.get(`/api/v1${path}/2025-Q2`)).body,
  );
});

it('a program is told the contracts it may ask about', async () => {
  const { body } = await reader.get('/api/v1/contracts').expect(200);
  expect(body).toMatchObject([
    { id: frozen.service.contract, areas: [{ label: 'Surrey' }, { label: 'Sussex' }], cutOffDays: 10 },
  ]);
});

it('a program is told which returns there are, a page at a time', async () => {
  const { body } = await reader.get('/api/v1/returns?page=1').expect(200);
  expect(body).toMatchObject({ page: 1, pages: 1, total: 5 });
  expect(body.returns.slice(0, 2)).toMatchObject([
    { quarter: '2026-Q1', frozen: false, cutOffOn: '2026-07-10' },
    { quarter: '2025-Q4', frozen: true, dueOn: '2026-04-20', contractId: frozen.service.contract },
  ]);
  expect((await stranger.get('/api/v1/returns?page[]=x').expect(200)).body).toMatchObject({ returns: [] });
});

it('what each measure counts is a file of its own', async () => {
  expect((await reader.get('/returns/definitions.csv').expect(200)).text).toContain(
    '\r\nPeople supported,1,One person.',
  );
});
