import { familiesFor } from '../../src/disclosure/families.js';
import { linesOf } from '../../src/disclosure/dimension.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { Freezing } from '../../src/returns/freezing.service.js';
import { areas, aYear } from '../returns/a-year.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenAServiceUnderContract, givenReferred } from '../support/given-returns.js';

/** A year counted and frozen as it would be, asked about by letter, beside the return of the same year. */
let house: TestApp;
let officer: Awaited<ReturnType<TestApp['as']>>;
let returned: Record<string, string | number>[];

beforeAll(async () => {
  house = await startApp('2026-05-01T10:00:00Z');
  const { owner } = house.database;
  const service = await givenAServiceUnderContract(owner, {
    areas,
    id: '11111111-1111-4111-8111-111111111111',
  });
  await givenReferred(owner, service, aYear());
  await house.app.get(Freezing).freezeUpTo(service.service, plainDate('2026-05-01'));
  officer = await house.as(service.foiOfficer.userId);
  returned = (await officer.get(`/api/v1/returns/${service.contract}/year/2025`)).body.figures;
});
afterAll(() => house.stop());

interface TableBlock {
  readonly kind: string;
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

/** The table, and what is said beneath it, of the answer to a letter of one question. */
async function answerTo(letter: string): Promise<{ table: TableBlock; said: string }> {
  const given = {
    receivedOn: '2026-05-01',
    letter,
    requesterName: 'Invented Rowan',
    requesterAddress: 'r@requests.invalid',
  };
  const request = `/api/v1/foi/requests/${String((await officer.post('/api/v1/foi/requests').send(given)).body.id)}`;
  const made = await officer.post(`${request}/answers`).send({ version: 1 });
  const { body } = await officer.get(`${request}/answers/${String(made.body.edition)}`);
  const blocks = body.letter.answers[0].blocks as TableBlock[];
  const table = blocks.find(({ kind }) => kind === 'table');
  if (!table) throw new Error(`No table: ${JSON.stringify(blocks)}`);
  return { table, said: blocks.map(({ text }) => text).join(' ') };
}

/** What the return of the year prints of a measure, whole or by one dimension. */
function printed(measure: string, of: Record<string, string> = {}): number | undefined {
  const whole = {
    area: 'total',
    quarter: 'total',
    decision: 'total',
    sex: 'total',
    relationship: 'total',
    cyber: 'total',
    outcome: 'total',
  };
  const wanted = Object.entries({ measure, ...whole, ...of });
  const line = returned.find((each) => wanted.every(([name, value]) => each[name] === value));
  return line === undefined ? undefined : Number(line['figure']);
}

const cellOf = (text: string | undefined) => Number((text ?? '').replaceAll(',', ''));

describe('a figure in an answer is the return’s', () => {
  it.each([
    ['How many people were supported', 'people_supported'],
    ['How many referrals were received', 'referrals'],
    ['How many stalking protection orders were applied for', 'orders_applied'],
    ['How many full stalking protection orders were granted', 'orders_made'],
    ['How many incidents of stalking were recorded', 'cases_opened'],
    ['How many breaches of stalking protection orders were recorded', 'breaches'],
  ])('%s in 2025/26', async (question, measure) => {
    const { table } = await answerTo(`${question} in the financial year 2025/26?`);
    expect(table.columns).toEqual(['2025/26']);
    expect(cellOf(table.rows[0]?.cells[0])).toBe(printed(measure));
    expect(printed(measure)).toBeGreaterThan(0);
  });

  it('by sex, with everyone whose sex is not known by the reason why', async () => {
    const { table, said } = await answerTo(
      'How many people were supported in the financial year 2025/26, by sex?',
    );
    const lines = linesOf(
      familiesFor([]).find(({ name }) => name === 'people_supported')?.dimensions[1] ?? {
        name: '',
        label: '',
        adds: true,
        categories: [],
      },
    );
    expect(table.rows.map(({ label }) => label)).toEqual(lines.map(({ label }) => label));
    for (const [row, { code }] of lines.entries())
      expect([code, cellOf(table.rows[row]?.cells[0])]).toEqual([
        code,
        printed('people_supported', { sex: code }),
      ]);
    expect(said).toContain('What is not known is counted by the reason why');
  });

  it('by area, by quarter, and by both', async () => {
    const letter = 'How many people were supported in the financial year 2025/26, by area and by quarter?';
    const { table } = await answerTo(letter);
    expect(table.columns).toHaveLength(4);
    expect(table.rows.map(({ label }) => label)).toEqual(['Surrey', 'Sussex', 'Total']);
    const quarters = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'];
    for (const [column, quarter] of quarters.entries())
      for (const [row, area] of [...areas, 'total'].entries())
        expect(cellOf(table.rows[row]?.cells[column])).toBe(printed('people_supported', { area, quarter }));
  });

  it('is never one to four, whatever it is broken down by', async () => {
    const tables = await Promise.all([
      answerTo('How many people were supported in 2025/26, by relationship?'),
      answerTo('How many breaches of stalking protection orders were there in 2025/26, by outcome?'),
    ]);
    const cells = tables.flatMap(({ table }) => table.rows.flatMap((row) => row.cells.map(cellOf)));
    expect(cells.length).toBeGreaterThan(12);
    expect(cells.filter((cell) => cell % 5 !== 0)).toEqual([]);
  });
});

describe('what is not published in the way it is asked', () => {
  it('by age is not counted again, and the answer says why', async () => {
    const { table, said } = await answerTo('How many people were supported in 2025/26, by age?');
    expect(table.rows.map(({ label }) => label)).toEqual(['All']);
    expect(said).toContain('We cannot give this by age band');
  });

  it('from before the first quarter there is, is left out, and the answer says from when there are figures', async () => {
    const { table, said } = await answerTo(
      'How many people were supported in each of 2023/24, 2024/25 and 2025/26?',
    );
    expect(table.columns).toEqual(['2025/26']);
    expect(said).toContain('Our figures begin on 1 April 2025: there are none for 2023/24, 2024/25.');
  });
});
