import type { RoundedAtom } from '../../src/disclosure/cube.js';
import { quarter, type Quarter } from '../../src/kernel/period.js';
import { rowsOf, type FigureRow } from '../../src/returns/figure-rows.rules.js';
import { figuresFrom, seriesStart, totalOf, type Asked } from '../../src/returns/figures.rules.js';
import { definitions } from '../../src/returns/measure-definition.js';

const areas = [
  { code: 'E23000033', label: 'Sussex' },
  { code: 'E23000031', label: 'Surrey' },
];
const [q1, q2] = [quarter('2026-Q1'), quarter('2026-Q2')];

const atom = (
  family: string,
  cell: string[],
  rounded: number,
  at: { snapshot: Quarter; quarter?: Quarter } = { snapshot: q1 },
): RoundedAtom => ({
  family,
  cell,
  rounded,
  quarter: q1,
  ...at,
});
const people = (area: string, codes: string[], rounded: number) =>
  atom('people_supported', [area, ...codes], rounded);
const stage = (code: string, rounded: number, at?: { snapshot: Quarter; quarter?: Quarter }) =>
  atom('referrals_and_cases', ['E23000033', code], rounded, at);

const printed = [
  people('E23000033', ['female', 'intimate', 'yes'], 20),
  people('E23000033', ['male', 'stranger', 'unknown_not_asked'], 5),
  people('E23000031', ['unknown_not_asked', 'intimate', 'yes'], 10),
  stage('referral_accepted', 40),
  stage('referral_declined', 15),
  stage('case_opened', 35),
  stage('case_closed', 20),
  stage('referral_accepted', 5, { snapshot: q2, quarter: q1 }),
  stage('case_closed', 30, { snapshot: q2, quarter: q2 }),
  atom('breaches', ['E23000033', 'charged'], 5),
];
const ask = (of: Partial<Asked> = {}): Asked => ({
  areas,
  from: q1,
  to: q1,
  seriesFrom: q1,
  snapshotsUpTo: q1,
  ...of,
});
const figures = figuresFrom(printed, ask());
const rows = rowsOf(figures);

const rowAt = (where: Partial<Record<keyof FigureRow, string>>): number | undefined =>
  rows.find((row) =>
    (['measure', 'area', 'quarter', 'decision', 'sex', 'relationship', 'cyber', 'outcome'] as const).every(
      (name) => {
        const value = row[name];
        return (typeof value === 'string' ? value : value.code) === (where[name] ?? 'total');
      },
    ),
  )?.figure;

it('a measure is what was printed of it, over all areas and in each', () => {
  expect(totalOf(figures, 'people_supported')).toBe(35);
  expect(totalOf(figures, 'referrals')).toBe(55);
  expect([
    rowAt({ measure: 'people_supported', area: 'E23000033' }),
    rowAt({ measure: 'people_supported', area: 'E23000031' }),
  ]).toEqual([25, 10]);
});

it('what was entered late is not in the return it came too late for, and is in later ones', () => {
  expect(totalOf(figuresFrom(printed, ask({ snapshotsUpTo: q2 })), 'referrals')).toBe(60);
});

it('what is open at the end is reckoned from what is printed, quarter after quarter', () => {
  expect(figures.stock).toEqual({ opening: 0, opened: 35, closed: 20, rounding: 0, closing: 15 });
  const next = figuresFrom(printed, ask({ from: q2, to: q2, snapshotsUpTo: q2 }));
  expect(next.stock).toEqual({ opening: 15, opened: 0, closed: 30, rounding: 15, closing: 0 });
});

it('over several quarters a stock begins with the first and ends with the last', () => {
  const both = figuresFrom(printed, ask({ to: q2, snapshotsUpTo: q2 }));
  expect(both.stock).toEqual({ opening: 0, opened: 35, closed: 50, rounding: 15, closing: 0 });
});

it('every margin is the sum of what it covers', () => {
  const sexes = ['female', 'male', 'unknown_not_asked', 'unknown_not_answered', 'unknown_not_obtainable'];
  const of = (sex: string) => rowAt({ measure: 'people_supported', sex }) ?? NaN;
  expect(sexes.map(of)).toEqual([20, 5, 10, 0, 0]);
  expect([of('known'), of('unknown'), rowAt({ measure: 'people_supported' })]).toEqual([25, 10, 35]);
});

it('each figure is given once', () => {
  const { length } = rows;
  expect(new Set(rows.map(({ figure: _, ...row }) => JSON.stringify(row))).size).toBe(length);
});

it('every figure has a definition with a version, and every definition a figure', () => {
  expect(new Set(rows.map(({ measure }) => measure))).toEqual(
    new Set(definitions.map(({ measure }) => measure)),
  );
  expect(rows.every(({ definitionVersion }) => definitionVersion >= 1)).toBe(true);
});

it('no figure is 1 to 4', () => {
  expect(rows.filter(({ figure }) => figure % 5 !== 0)).toEqual([]);
});

it('a series is of two years at most, and begins no earlier than the contract', () => {
  expect(seriesStart(q2, quarter('2018-Q1'))).toBe('2024-Q3');
  expect(seriesStart(q2, q1)).toBe(q1);
});
