import { plainDate, type PlainDate } from '../../src/kernel/plain-date.js';
import {
  clockOf,
  dueOn,
  explainDue,
  reviewMayBeAskedUntil,
  workingDaysLeft,
} from '../../src/foi/foi-clock.rules.js';

const day = plainDate;

function aClock(facts: Partial<Record<'receivedOn' | 'clarificationAskedOn' | 'clarifiedOn', PlainDate>>) {
  return { receivedOn: day('2026-06-01'), clarificationAskedOn: null, clarifiedOn: null, ...facts };
}

describe('the clock of a request', () => {
  it.each([
    ['2026-03-09', '2026-04-09'],
    ['2026-05-23', '2026-06-23'],
    ['2026-06-01', '2026-06-30'],
    ['2026-07-06', '2026-08-05'],
    ['2026-11-23', '2026-12-22'],
    ['2022-01-31', '2022-02-28'],
  ])('a request received on %s is due on %s', (received, due) => {
    expect(dueOn(day(received))).toBe(due);
  });

  it('while clarification is awaited nothing is due', () => {
    expect(clockOf(aClock({ clarificationAskedOn: day('2026-06-03') }))).toEqual({
      waitingSince: '2026-06-03',
    });
  });

  it('the day clarification comes, twenty fresh working days begin after it', () => {
    const clock = aClock({ clarificationAskedOn: day('2026-06-03'), clarifiedOn: day('2026-07-06') });
    expect(clockOf(clock)).toEqual({ dueOn: '2026-08-05' });
  });

  it('a second question put after the first was answered stops the clock again', () => {
    const clock = aClock({ clarificationAskedOn: day('2026-07-10'), clarifiedOn: day('2026-07-06') });
    expect(clockOf(clock)).toEqual({ waitingSince: '2026-07-10' });
  });

  it('without clarification the clock runs from receipt', () => {
    expect(clockOf(aClock({}))).toEqual({ dueOn: '2026-06-30' });
  });

  it('clarification cannot come before the request', () => {
    expect(() => clockOf(aClock({ clarifiedOn: day('2026-05-29') }))).toThrow(
      expect.objectContaining({ rule: 'clarified-before-received' }),
    );
  });

  it('a review may be asked for until the fortieth working day after the answer', () => {
    expect(reviewMayBeAskedUntil(day('2026-06-30'))).toBe('2026-08-27');
  });

  it.each([
    ['2026-06-29', 1],
    ['2026-06-30', 0],
    ['2026-07-01', -1],
  ])('on %s there are %i working days left to answer by 30 June', (today, left) => {
    expect(workingDaysLeft(day('2026-06-30'), day(today))).toBe(left);
  });
});

describe('why a request is due when it is', () => {
  it('names each holiday that did not count, with the nation that keeps it', () => {
    expect(explainDue(day('2026-07-06')).skipped).toEqual([
      { day: '2026-07-13', why: 'Battle of the Boyne, Northern Ireland' },
      { day: '2026-08-03', why: 'Summer bank holiday, Scotland' },
    ]);
  });

  it('says in a sentence when it was received and when it is due', () => {
    const { sentence } = explainDue(day('2026-06-01'));
    expect(sentence).toContain('Received on Monday 1 June 2026, due on Tuesday 30 June 2026');
    expect(sentence).toContain('15 June 2026 (World Cup bank holiday, Scotland)');
  });

  it('a day every nation keeps is named once, with no nation', () => {
    expect(explainDue(day('2025-12-19')).skipped).toEqual([
      { day: '2025-12-25', why: 'Christmas Day' },
      { day: '2025-12-26', why: 'Boxing Day' },
      { day: '2026-01-01', why: 'New Year’s Day' },
      { day: '2026-01-02', why: '2 January, Scotland' },
    ]);
  });

  it('counts from clarification where that is what started the clock', () => {
    expect(explainDue(day('2026-07-06'), 'clarification').sentence).toContain(
      'Clarification received on Monday 6 July 2026, due on Wednesday 5 August 2026',
    );
  });

  it('says so where no holiday falls between', () => {
    const { sentence, skipped } = explainDue(day('2026-09-01'));
    expect(skipped).toEqual([]);
    expect(sentence).toContain('No bank holiday falls between');
  });
});
