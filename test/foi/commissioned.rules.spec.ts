import { financialYear } from '../../src/kernel/period.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { commissioned, type Commissioned } from '../../src/foi/commissioned.rules.js';
import { readLetter } from '../../src/foi/letter.rules.js';

const asAt = plainDate('2022-01-31');
const contract = (changes: Partial<Commissioned>): Commissioned => ({
  serviceId: 'a',
  service: 'Demo Harebell',
  startsOn: plainDate('2018-04-01'),
  endsOn: plainDate('2020-09-30'),
  annualCostPounds: 100_000,
  eligibility: 'any_relationship',
  areas: ['E23000033'],
  ...changes,
});
const contracts = [
  contract({}),
  contract({
    serviceId: 'b',
    service: 'Demo Foxglove',
    endsOn: plainDate('2030-03-31'),
    eligibility: 'ex_partner_only',
    areas: ['E23000031', 'E23000033'],
  }),
];
const periods = [2019, 2020].map((year) => ({ label: String(year), period: financialYear(year) }));

function answer(letter: string) {
  const [question] = readLetter(letter, asAt);
  if (!question) throw new Error('A letter has a question');
  return commissioned(question, periods, { contracts, asAt });
}
const rows = (letter: string) => answer(letter).rows.map(({ label, counts }) => [label, ...counts]);

describe('services commissioned', () => {
  it('are the contracts in force on any day of the period, and are not rounded', () => {
    const figures = answer('How many stalking services did you commission in 2019/20 and 2020/21?');
    expect(figures.rows).toEqual([{ label: 'All', counts: [2, 2] }]);
    expect(figures.rounded).toBe(false);
  });

  it('are told apart by area, each contract in all of its own', () => {
    expect(rows('How many stalking services did you commission in 2019/20 and 2020/21, by area?')).toEqual([
      ['Surrey', 1, 1],
      ['Sussex', 2, 2],
      ['All', 2, 2],
    ]);
  });

  it('are confined to those open to more than victims of a former partner, where that is asked', () => {
    const [question] = readLetter(
      'How many stalking services did you commission in 2019/20 and 2020/21?',
      asAt,
    );
    if (!question) throw new Error('A letter has a question');
    const figures = commissioned({ ...question, eligibility: 'not_only_ex_partner' }, periods, {
      contracts,
      asAt,
    });
    expect(figures.rows).toEqual([{ label: 'All', counts: [1, 1] }]);
    expect(figures.confinedTo).toEqual(['eligibility']);
  });

  it('cost a quarter of a year’s pounds for each quarter in force, by who received them', () => {
    const [question] = readLetter(
      'How many stalking services did you commission in 2019/20 and 2020/21?',
      asAt,
    );
    if (!question) throw new Error('A letter has a question');
    const figures = commissioned({ ...question, value: true, by: ['recipient'] }, periods, {
      contracts,
      asAt,
    });
    expect(figures.rows).toEqual([
      { label: 'Demo Foxglove', counts: [100_000, 100_000] },
      { label: 'Demo Harebell', counts: [100_000, 50_000] },
      { label: 'All', counts: [200_000, 150_000] },
    ]);
  });
});
