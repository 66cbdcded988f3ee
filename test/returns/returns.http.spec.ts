import { Given } from '../support/given.js';
import { aFrozenYear, numbersIn, tableOn, type FrozenHouse } from './a-return.js';

let frozen: FrozenHouse;
let reader: FrozenHouse['reader'];
let stranger: FrozenHouse['stranger'];
let path: string;

beforeAll(async () => {
  frozen = await aFrozenYear();
  ({ reader, stranger, path } = frozen);
});
afterAll(() => frozen.house.stop());

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
    const someone = await new Given(frozen.house.database.owner).staff(role, frozen.service.service);
    await (await frozen.house.as(someone.userId)).get('/returns').expect(404);
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
