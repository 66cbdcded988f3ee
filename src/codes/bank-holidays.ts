import { RuleBroken } from '../kernel/errors.js';
import { plainDate, type PlainDate } from '../kernel/plain-date.js';

export type UkPart = 'England and Wales' | 'Scotland' | 'Northern Ireland';

/** A day on which banks are closed in at least one part of the United Kingdom. */
export interface BankHoliday {
  readonly day: PlainDate;
  readonly name: string;
  readonly parts: readonly UkPart[];
}

/**
 * Where the days come from. Every day of every year here was compared with the list the government publishes, as it
 * stood on 21 August 2026, and none differs. 2028 is published and can be loaded.
 */
export const bankHolidaySource = {
  source: 'GOV.UK bank holidays (www.gov.uk/bank-holidays.json): all three divisions',
  lastCheckedOn: plainDate('2026-11-22'),
  firstYear: 2015,
  lastYear: 2027,
} as const;

const everywhere: readonly UkPart[] = ['England and Wales', 'Scotland', 'Northern Ireland'];
const notScotland: readonly UkPart[] = ['England and Wales', 'Northern Ireland'];
const scotland: readonly UkPart[] = ['Scotland'];
const northernIreland: readonly UkPart[] = ['Northern Ireland'];

// The day kept, which is the substitute where the day named falls on a weekend. Two were moved outright: early May in
// 2020, for the anniversary of VE Day, and spring in 2022, for the jubilee.
const table = [
  {
    name: 'New Year’s Day',
    parts: notScotland,
    days: `2015-01-01 2016-01-01 2017-01-02 2018-01-01 2019-01-01 2020-01-01 2021-01-01
      2022-01-03 2023-01-02 2024-01-01 2025-01-01 2026-01-01 2027-01-01`,
  },
  {
    name: 'New Year’s Day',
    parts: scotland,
    days: `2015-01-01 2016-01-01 2017-01-03 2018-01-01 2019-01-01 2020-01-01 2021-01-01
      2022-01-03 2023-01-02 2024-01-01 2025-01-01 2026-01-01 2027-01-01`,
  },
  {
    name: '2 January',
    parts: scotland,
    days: `2015-01-02 2016-01-04 2017-01-02 2018-01-02 2019-01-02 2020-01-02 2021-01-04
      2022-01-04 2023-01-03 2024-01-02 2025-01-02 2026-01-02 2027-01-04`,
  },
  {
    name: 'St Patrick’s Day',
    parts: northernIreland,
    days: `2015-03-17 2016-03-17 2017-03-17 2018-03-19 2019-03-18 2020-03-17 2021-03-17
      2022-03-17 2023-03-17 2024-03-18 2025-03-17 2026-03-17 2027-03-17`,
  },
  {
    name: 'Good Friday',
    parts: everywhere,
    days: `2015-04-03 2016-03-25 2017-04-14 2018-03-30 2019-04-19 2020-04-10 2021-04-02
      2022-04-15 2023-04-07 2024-03-29 2025-04-18 2026-04-03 2027-03-26`,
  },
  {
    name: 'Easter Monday',
    parts: notScotland,
    days: `2015-04-06 2016-03-28 2017-04-17 2018-04-02 2019-04-22 2020-04-13 2021-04-05
      2022-04-18 2023-04-10 2024-04-01 2025-04-21 2026-04-06 2027-03-29`,
  },
  {
    name: 'Early May bank holiday',
    parts: everywhere,
    days: `2015-05-04 2016-05-02 2017-05-01 2018-05-07 2019-05-06 2020-05-08 2021-05-03
      2022-05-02 2023-05-01 2024-05-06 2025-05-05 2026-05-04 2027-05-03`,
  },
  {
    name: 'Spring bank holiday',
    parts: everywhere,
    days: `2015-05-25 2016-05-30 2017-05-29 2018-05-28 2019-05-27 2020-05-25 2021-05-31
      2022-06-02 2023-05-29 2024-05-27 2025-05-26 2026-05-25 2027-05-31`,
  },
  {
    name: 'Battle of the Boyne',
    parts: northernIreland,
    days: `2015-07-13 2016-07-12 2017-07-12 2018-07-12 2019-07-12 2020-07-13 2021-07-12
      2022-07-12 2023-07-12 2024-07-12 2025-07-14 2026-07-13 2027-07-12`,
  },
  {
    name: 'Summer bank holiday',
    parts: scotland,
    days: `2015-08-03 2016-08-01 2017-08-07 2018-08-06 2019-08-05 2020-08-03 2021-08-02
      2022-08-01 2023-08-07 2024-08-05 2025-08-04 2026-08-03 2027-08-02`,
  },
  {
    name: 'Summer bank holiday',
    parts: notScotland,
    days: `2015-08-31 2016-08-29 2017-08-28 2018-08-27 2019-08-26 2020-08-31 2021-08-30
      2022-08-29 2023-08-28 2024-08-26 2025-08-25 2026-08-31 2027-08-30`,
  },
  {
    name: 'St Andrew’s Day',
    parts: scotland,
    days: `2015-11-30 2016-11-30 2017-11-30 2018-11-30 2019-12-02 2020-11-30 2021-11-30
      2022-11-30 2023-11-30 2024-12-02 2025-12-01 2026-11-30 2027-11-30`,
  },
  {
    name: 'Christmas Day',
    parts: everywhere,
    days: `2015-12-25 2016-12-27 2017-12-25 2018-12-25 2019-12-25 2020-12-25 2021-12-27
      2022-12-27 2023-12-25 2024-12-25 2025-12-25 2026-12-25 2027-12-27`,
  },
  {
    name: 'Boxing Day',
    parts: everywhere,
    days: `2015-12-28 2016-12-26 2017-12-26 2018-12-26 2019-12-26 2020-12-28 2021-12-28
      2022-12-26 2023-12-26 2024-12-26 2025-12-26 2026-12-28 2027-12-28`,
  },
  {
    name: 'Platinum Jubilee bank holiday',
    parts: everywhere,
    days: '2022-06-03',
  },
  {
    name: 'State funeral of Queen Elizabeth II',
    parts: everywhere,
    days: '2022-09-19',
  },
  {
    name: 'Coronation of King Charles III',
    parts: everywhere,
    days: '2023-05-08',
  },
  {
    name: 'World Cup bank holiday',
    parts: scotland,
    days: '2026-06-15',
  },
] as const;

const holidays: readonly BankHoliday[] = table.flatMap(({ name, parts, days }) =>
  days.split(/\s+/).map((day) => ({ day: plainDate(day), name, parts })),
);

/**
 * The bank holidays kept on a day in any part of the United Kingdom; none on an ordinary day.
 * @throws RuleBroken `no-holidays-loaded` for a day in a year that has none: guessing would give a wrong date.
 */
export function bankHolidaysOn(day: PlainDate): readonly BankHoliday[] {
  const year = Number(day.slice(0, 4));
  if (year < bankHolidaySource.firstYear || year > bankHolidaySource.lastYear) {
    throw new RuleBroken(
      'no-holidays-loaded',
      `The bank holidays of ${String(year)} have not been loaded. Load them, then work the date out again.`,
    );
  }
  return holidays.filter((holiday) => holiday.day === day);
}

/**
 * Whether a day is Christmas Day, Good Friday or a bank holiday in any part of the United Kingdom: the days that, with
 * Saturdays and Sundays, the Freedom of Information Act does not count. FOIA 2000, s.10(6).
 * @throws RuleBroken `no-holidays-loaded`
 */
export function isUkHoliday(day: PlainDate): boolean {
  // Christmas Day is named in the Act itself, so it counts on a Saturday too, when the bank holiday is the Monday.
  return bankHolidaysOn(day).length > 0 || day.endsWith('-12-25');
}

/**
 * Whether a day is a public holiday in England and Wales: for the service's own working days, not for requests.
 * @throws RuleBroken `no-holidays-loaded`
 */
export function isEnglandAndWalesHoliday(day: PlainDate): boolean {
  return bankHolidaysOn(day).some((holiday) => holiday.parts.includes('England and Wales'));
}
