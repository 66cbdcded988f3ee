import { quarter } from '../../src/kernel/period.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import {
  acknowledgeBy,
  answerBy,
  complaintFigures,
  inTime,
  soundReceived,
  soundStep,
  standingOf,
  type ComplaintFacts,
} from '../../src/people/complaint.rules.js';

const day = plainDate;
const terms = { acknowledgeDays: 5, answerDays: 20 };
const none = { acknowledgeDays: null, answerDays: null };
const complaint: ComplaintFacts = {
  subject: 'waiting',
  receivedOn: day('2026-03-02'),
  ...{ acknowledgedOn: null, answeredOn: null, outcome: null, withdrawnOn: null },
};

describe('the last day for a complaint of 2 March 2026', () => {
  it.each([
    ['the contract sets days', 'waiting', terms, '2026-03-07', '2026-03-22'],
    ['the contract sets none', 'waiting', none, null, null],
    ['it is about personal data, and the contract sets none', 'personal_data', none, '2026-03-31', null],
    [
      'it is about personal data, and the contract is slower',
      'personal_data',
      { acknowledgeDays: 40, answerDays: 60 },
      '2026-03-31',
      '2026-05-01',
    ],
    [
      'it is about personal data, and the contract is quicker',
      'personal_data',
      terms,
      '2026-03-07',
      '2026-03-22',
    ],
  ] as const)('where %s', (_, subject, asked, acknowledge, answer) => {
    const one = { ...complaint, subject };
    expect([acknowledgeBy(one, asked), answerBy(one, asked)]).toEqual([acknowledge, answer]);
  });
});

describe('whether it was in time', () => {
  it.each([
    ['2026-03-22', null, '2026-05-01', 'in_time'],
    ['2026-03-23', null, '2026-05-01', 'late'],
    [null, null, '2026-03-22', 'still_due'],
    [null, null, '2026-03-23', 'overdue'],
    [null, '2026-03-22', '2026-05-01', 'withdrawn'],
    [null, '2026-03-23', '2026-05-01', 'late'],
  ] as const)('done on %s, withdrawn on %s, on %s it is %s', (done, gone, today, standing) => {
    const facts = { doneOn: done && day(done), withdrawnOn: gone && day(gone) };
    expect(inTime(day('2026-03-22'), facts, day(today))).toBe(standing);
    expect(inTime(null, facts, day(today))).toBe('no_time_set');
  });

  it('an answer acknowledges too', () => {
    const answered = { ...complaint, answeredOn: day('2026-03-05'), outcome: 'upheld' } as const;
    const late = { ...answered, acknowledgedOn: day('2026-03-09') };
    expect(standingOf(answered, terms, day('2026-03-30')).acknowledged).toBe('in_time');
    expect(standingOf(late, terms, day('2026-03-30')).acknowledged).toBe('in_time');
  });
});

it('a quarter counts what was received in it, as it stands today', () => {
  const all: ComplaintFacts[] = [
    { ...complaint, receivedOn: day('2025-12-31') },
    { ...complaint, receivedOn: day('2026-01-01'), answeredOn: day('2026-01-05'), outcome: 'not_upheld' },
    { ...complaint, receivedOn: day('2026-02-01'), withdrawnOn: day('2026-02-03') },
    { ...complaint, receivedOn: day('2026-02-02') },
    { ...complaint, receivedOn: day('2026-03-31') },
    { ...complaint, receivedOn: day('2026-04-01') },
  ];
  const counted = complaintFigures(all, { terms, quarter: quarter('2025-Q4'), today: day('2026-04-02') });
  expect(counted).toEqual({
    quarter: '2025-Q4',
    received: 4,
    acknowledgedInTime: 1,
    acknowledgementsAsked: 2,
    answeredInTime: 1,
    answersAsked: 2,
    upheld: 0,
    partlyUpheld: 0,
    notUpheld: 1,
    withdrawn: 1,
    open: 2,
  });
});

describe('what is refused', () => {
  const today = day('2026-03-10');
  const answered = { ...complaint, answeredOn: day('2026-03-04'), outcome: 'upheld' } as const;
  it.each([
    ['2026-03-11', 'received-in-the-future'],
    ['2025-12-31', 'received-before-the-contract'],
  ])('receiving it on %s', (on, rule) => {
    expect(() => soundReceived(day(on), { startsOn: day('2026-01-01'), today })).toThrow(
      expect.objectContaining({ rule }) as Error,
    );
  });

  it.each([
    ['acknowledged', '2026-03-03', null, { acknowledgedOn: day('2026-03-03') }, 'complaint-step-taken'],
    ['withdrawn', '2026-03-05', null, answered, 'complaint-is-over'],
    ['answered', '2026-03-05', 'upheld', { withdrawnOn: day('2026-03-04') }, 'complaint-is-over'],
    ['answered', '2026-03-05', null, {}, 'outcome-missing'],
    ['acknowledged', '2026-03-05', 'upheld', {}, 'outcome-not-asked'],
    ['acknowledged', '2026-03-11', null, {}, 'step-in-the-future'],
    ['acknowledged', '2026-03-01', null, {}, 'step-before-its-complaint'],
    ['acknowledged', '2026-03-05', null, { struck: true }, 'complaint-struck-out'],
  ] as const)('%s on %s with %s', (step, on, outcome, facts, rule) => {
    const stands = { ...complaint, struck: false, ...facts };
    expect(() => soundStep({ step, doneOn: day(on), outcome }, stands, today)).toThrow(
      expect.objectContaining({ rule }) as Error,
    );
  });
});
