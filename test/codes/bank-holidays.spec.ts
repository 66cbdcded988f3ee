import {
  bankHolidaySource,
  bankHolidaysOn,
  isEnglandAndWalesHoliday,
  isUkHoliday,
} from '../../src/codes/bank-holidays.js';
import { addDays, plainDate, weekday, type PlainDate } from '../../src/kernel/plain-date.js';
import { addWorkingDays } from '../../src/kernel/working-days.js';

const years = Array.from({ length: 13 }, (_, index) => 2015 + index);

describe('bank holidays', () => {
  it.each([
    ['2026-03-09', '2026-04-09', '2026-04-08'],
    ['2026-05-23', '2026-06-23', '2026-06-22'],
    ['2026-06-01', '2026-06-30', '2026-06-29'],
    ['2026-07-06', '2026-08-05', '2026-08-03'],
    ['2026-11-23', '2026-12-22', '2026-12-21'],
  ])('a request received on %s is due on %s, where England alone would say %s', (received, due, england) => {
    expect(addWorkingDays(plainDate(received), 20, isUkHoliday)).toBe(due);
    expect(addWorkingDays(plainDate(received), 20, isEnglandAndWalesHoliday)).toBe(england);
  });

  it.each(years)('the Fridays and Mondays of Easter %i are where the moon puts them', (year) => {
    const easter = easterSunday(year);
    expect(named('Good Friday', year)).toEqual([addDays(easter, -2)]);
    expect(named('Easter Monday', year)).toEqual([addDays(easter, 1)]);
  });

  it.each(years)('every holiday of %i is kept on a weekday', (year) => {
    expect(daysOf(year).filter((day) => [0, 6].includes(weekday(day)))).toEqual([]);
  });

  it.each(years)('England and Wales keep eight holidays in %i, and those added by proclamation', (year) => {
    const added = { 2022: 2, 2023: 1 }[year] ?? 0;
    expect(daysOf(year).filter(isEnglandAndWalesHoliday)).toHaveLength(8 + added);
  });

  it.each(years)('Scotland keeps nine holidays in %i and Northern Ireland ten, and those added', (year) => {
    const added = { 2022: 2, 2023: 1 }[year] ?? 0;
    expect(keptIn('Scotland', year)).toHaveLength(9 + added + (year === 2026 ? 1 : 0));
    expect(keptIn('Northern Ireland', year)).toHaveLength(10 + added);
  });

  it.each([
    ['2020-05-08', 'Early May bank holiday'],
    ['2022-06-02', 'Spring bank holiday'],
    ['2022-06-03', 'Platinum Jubilee bank holiday'],
    ['2022-09-19', 'State funeral of Queen Elizabeth II'],
    ['2023-05-08', 'Coronation of King Charles III'],
    ['2017-01-03', 'New Year’s Day'],
    ['2022-01-04', '2 January'],
    ['2019-03-18', 'St Patrick’s Day'],
    ['2025-07-14', 'Battle of the Boyne'],
    ['2025-12-01', 'St Andrew’s Day'],
    ['2021-12-28', 'Boxing Day'],
    ['2026-06-15', 'World Cup bank holiday'],
  ])('%s was kept for %s', (day, name) => {
    expect(bankHolidaysOn(plainDate(day)).map((holiday) => holiday.name)).toContain(name);
  });

  it.each(['2020-05-04', '2022-05-30', '2015-07-12', '2015-05-08'])('%s was an ordinary day', (day) => {
    expect(isUkHoliday(plainDate(day))).toBe(false);
  });

  it('Christmas Day is not a working day on a Saturday either, when the bank holiday is the Monday', () => {
    expect(isUkHoliday(plainDate('2021-12-25'))).toBe(true);
    expect(isUkHoliday(plainDate('2021-12-27'))).toBe(true);
  });

  it('a holiday of one nation is named with the nation', () => {
    expect(bankHolidaysOn(plainDate('2026-06-15'))[0]?.parts).toEqual(['Scotland']);
  });

  it.each(['2014-12-31', '2028-01-03'])('a day in a year with no holidays loaded is refused: %s', (day) => {
    expect(() => isUkHoliday(plainDate(day))).toThrow(day.slice(0, 4));
  });

  it('a clock that runs into a year with no holidays loaded is refused, not guessed', () => {
    expect(() => addWorkingDays(plainDate('2027-12-20'), 20, isUkHoliday)).toThrow(
      expect.objectContaining({ rule: 'no-holidays-loaded' }),
    );
  });

  it('the years loaded are those the source says', () => {
    expect([bankHolidaySource.firstYear, bankHolidaySource.lastYear]).toEqual([years[0], years.at(-1)]);
  });
});

function daysOf(year: number): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = plainDate(`${String(year)}-01-01`); day < String(year + 1); day = addDays(day, 1)) {
    if (bankHolidaysOn(day).length > 0) days.push(day);
  }
  return days;
}

function named(name: string, year: number): PlainDate[] {
  return daysOf(year).filter((day) => bankHolidaysOn(day).some((holiday) => holiday.name === name));
}

function keptIn(part: 'Scotland' | 'Northern Ireland', year: number): PlainDate[] {
  return daysOf(year).filter((day) => bankHolidaysOn(day).some((holiday) => holiday.parts.includes(part)));
}

// Gauss's method as corrected for the Gregorian calendar: an independent way to the same Sunday.
function easterSunday(year: number): PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const moon =
    (century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 19 * golden + 15) % 30;
  const full =
    moon - Math.floor(moon / 28) * (1 - Math.floor(29 / (moon + 1)) * Math.floor((21 - golden) / 11));
  const day = (year + Math.floor(year / 4) + full + 2 - century + Math.floor(century / 4)) % 7;
  return addDays(plainDate(`${String(year)}-03-28`), full - day);
}
