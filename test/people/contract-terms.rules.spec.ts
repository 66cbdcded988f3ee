import { plainDate } from '../../src/kernel/plain-date.js';
import {
  advocatesOn,
  casesForEach,
  hundredthsOf,
  soundLastDay,
  soundTarget,
  soundTerms,
} from '../../src/people/contract-terms.rules.js';

const broken = (rule: string): Error => expect.objectContaining({ rule }) as Error; // a matcher, in the place of what it matches
const terms = {
  cutOffDays: 10,
  returnDueDays: 20,
  annualCostPounds: 100_000,
  eligibility: 'any_relationship',
  acknowledgeDays: null,
  answerDays: 20,
} as const;
const target = {
  measure: 'triage',
  risk: null,
  withinHours: 24,
  sharePercent: 90,
  countedIn: 'elapsed',
} as const;

it('terms that change something are sound, and the return is due after the cut-off', () => {
  expect(soundTerms({ ...terms, cutOffDays: 15 }, terms)).toMatchObject({ cutOffDays: 15 });
  expect(() => soundTerms(terms, terms)).toThrow(broken('nothing-changes'));
  expect(() => soundTerms({ ...terms, returnDueDays: 10 }, terms)).toThrow(
    broken('return-due-before-cut-off'),
  );
});

it('a target that is there already changes nothing; of another risk it is another', () => {
  expect(() => soundTarget(target, [target])).toThrow(broken('nothing-changes'));
  expect(soundTarget({ ...target, risk: 'high' }, [target])).toMatchObject({ risk: 'high' });
  expect(soundTarget({ ...target, withinHours: 12 }, [target])).toMatchObject({ withinHours: 12 });
});

it.each([
  ['2.5', 250],
  ['1', 100],
  ['0.05', 5],
  [' 100 ', 10_000],
])('%s full-time equivalents are %i hundredths', (said, hundredths) => {
  expect(hundredthsOf(said)).toBe(hundredths);
});

it.each(['0', '', 'two', '2,5', '-1', '100.01', '1e2', '2.555'])(
  '%j is no number of full-time equivalents',
  (said) => {
    expect(() => hundredthsOf(said)).toThrow(broken('fte-not-a-number'));
  },
);

it('advocates are counted on their first day and on their last, and nobody else is', () => {
  const days = { fromOn: plainDate('2026-03-01'), toOn: plainDate('2026-03-31') };
  const staffing = [
    { post: 'advocate', hundredths: 250, ...days },
    { post: 'advocate', hundredths: 100, fromOn: plainDate('2026-03-31'), toOn: null },
    { post: 'manager', hundredths: 100, ...days },
  ] as const;
  const counted = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) =>
    advocatesOn(staffing, plainDate(day)),
  );
  expect(counted).toEqual([0, 250, 350, 100]);
});

it('a caseload is of a full-time advocate, to one decimal, and of nobody it is not known', () => {
  expect([casesForEach(7, 250), casesForEach(0, 250), casesForEach(7, 0)]).toEqual([2.8, 0, null]);
});

it('a last day is not before the first', () => {
  const day = plainDate('2026-03-03');
  expect(soundLastDay(day, day)).toBe(day);
  expect(() => soundLastDay(plainDate('2026-03-02'), day)).toThrow(broken('staffing-ends-before-it-begins'));
});
