import type { Codelist } from '../../src/kernel/codelist.js';
import { financialYear, quarter } from '../../src/kernel/period.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import type { Figures } from '../../src/foi/answer-table.rules.js';
import { readLetter } from '../../src/foi/letter.rules.js';
import { publishedAnswer, type PublishedByQuarter } from '../../src/foi/published-answer.rules.js';
import type { Question } from '../../src/foi/question.rules.js';
import type { CountedMeasure } from '../../src/returns/measure-definition.js';
import type { AnsweringService, PublishedCell } from '../../src/returns/published-figures.queries.js';

/** Whole quarters, the first of them of the year before. */
const quarters = ['2019-Q4', '2020-Q1', '2020-Q2', '2020-Q3', '2020-Q4'].map(quarter);
export const periods = [{ label: '2020/21', period: financialYear(2020) }];
const sussex: Codelist = [{ code: 'E23000033', label: 'Sussex' }];

export const service = (changes: Partial<AnsweringService> = {}): AnsweringService => ({
  serviceId: 'a',
  service: 'Demo Harebell',
  areas: sussex,
  first: quarter('2018-Q1'),
  snapshot: {
    serviceId: 'a',
    quarter: quarter('2020-Q4'),
    countedTo: plainDate('2021-04-10'),
    frozenAt: new Date('2021-04-11T00:00:00Z'),
    policyVersion: 'R-1',
    hash: '',
    attackedCounts: 0,
  },
  heldOver: [],
  missing: [],
  ...changes,
});
export const cell = (
  measure: CountedMeasure,
  period: number,
  figure: number,
  of: Record<string, string> = {},
): PublishedCell => ({
  measure,
  serviceId: 'a',
  area: 'E23000033',
  period,
  of,
  figure,
});
export const published = (cells: PublishedCell[], services = [service()]): PublishedByQuarter => ({
  quarters,
  services,
  cells,
});

export function question(letter: string): Question {
  const [read] = readLetter(letter, plainDate('2021-06-01'));
  if (!read) throw new Error('A letter has a question');
  return read;
}
export function answer(letter: string, from: PublishedByQuarter): Figures {
  const figures = publishedAnswer(question(letter), periods, from);
  if (!figures) throw new Error('Nothing published answers this');
  return figures;
}
export const rows = ({ rows: lines }: Figures) =>
  Object.fromEntries(lines.map(({ label, counts }) => [label, counts[0]]));
