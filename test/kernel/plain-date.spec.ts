import {
  addDays,
  addMonths,
  daysBetween,
  inWords,
  isPlainDate,
  londonDate,
  plainDate,
} from '../../src/kernel/plain-date.js';

describe('a plain date', () => {
  it('is the day it is in London, also at midnight in summer', () => {
    expect(londonDate(new Date('2026-06-30T23:30:00Z'))).toBe('2026-07-01');
    expect(londonDate(new Date('2026-01-30T23:30:00Z'))).toBe('2026-01-30');
  });

  it('must exist', () => {
    expect(isPlainDate('2028-02-29')).toBe(true);
    expect(isPlainDate('2026-02-29')).toBe(false);
    expect(isPlainDate('26-2-3')).toBe(false);
    expect(() => plainDate('2026-13-01')).toThrow(RangeError);
  });

  it('moves by months to the last day of a shorter month', () => {
    expect(addMonths(plainDate('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(plainDate('2028-02-29'), 24)).toBe('2030-02-28');
    expect(addMonths(plainDate('2026-01-15'), -1)).toBe('2025-12-15');
  });

  it('counts days across the change of the clocks', () => {
    expect(daysBetween(plainDate('2026-03-28'), plainDate('2026-03-30'))).toBe(2);
    expect(addDays(plainDate('2026-10-24'), 2)).toBe('2026-10-26');
  });

  it('is written as a person would', () => {
    expect(inWords(plainDate('2026-03-03'))).toBe('3 March 2026');
    expect(inWords(plainDate('2026-03-03'), 'weekday')).toBe('Tuesday 3 March 2026');
  });
});
