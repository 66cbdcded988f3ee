import { plainDate } from '../../src/kernel/plain-date.js';
import { combinePeriods, readPeriods } from '../../src/foi/question-periods.rules.js';

const receivedOn = plainDate('2024-02-19');

function periodsOf(...passages: string[]) {
  return combinePeriods(passages.map((passage) => readPeriods(passage, receivedOn)));
}

describe('the periods a letter asks about', () => {
  it.each([
    ['in the last three reporting years for which figures are available', 3, 'reporting_year'],
    ['over the past five years', 5, 'year'],
    ['for the previous 2 financial years', 2, 'financial_year'],
    ['for the last three full calendar years', 3, 'calendar_year'],
    ['in the three most recent financial years', 3, 'financial_year'],
    ['in the latest 12-month period', 12, 'month'],
    ['in the last financial year', 1, 'financial_year'],
    ['during the past year', 1, 'year'],
    ['in the last 18 months', 18, 'month'],
    ['in the last three quarters', 9, 'month'],
    ['in the most recent quarter', 3, 'month'],
  ])('“%s” is a span that ends with the figures', (passage, last, unit) => {
    expect(periodsOf(`How many breaches were there ${passage}?`)).toMatchObject({ kind: 'last', last, unit });
  });

  it.each([
    ['in 2019/20 and 2020/21', ['2019/20', '2020/21'], 'financial_year'],
    ['for 2019/2020', ['2019/20'], 'financial_year'],
    ['for FY 2021-22', ['2021/22'], 'financial_year'],
    ['from 2018/19 to 2020/21', ['2018/19', '2019/20', '2020/21'], 'financial_year'],
    [
      'in the financial years 2013-2014, 2014-15 and 2015-16',
      ['2013/14', '2014/15', '2015/16'],
      'financial_year',
    ],
    ['in each financial year from 2018 to 2021', ['2018/19', '2019/20', '2020/21'], 'financial_year'],
    ['since 2022/23', ['2022/23', '2023/24'], 'financial_year'],
    ['for the financial years 2021 to present', ['2021/22', '2022/23', '2023/24'], 'financial_year'],
    ['in each of the years 2018, 2019 and 2020', ['2018', '2019', '2020'], 'calendar_year'],
    ['between 2018 and 2021', ['2018', '2019', '2020', '2021'], 'calendar_year'],
    ['2018-2020', ['2018', '2019', '2020'], 'calendar_year'],
    ['2019-2020', ['2019', '2020'], 'calendar_year'],
    ['in the calendar year 2021', ['2021'], 'calendar_year'],
  ])('“%s” is a list of years', (passage, years, unit) => {
    expect(periodsOf(`How many breaches were there ${passage}?`)).toMatchObject({
      kind: 'years',
      years,
      unit,
    });
  });

  it.each(['April 2023 - present', 'from April 2023 to date', '1 April 2023 to the present'])(
    '“%s” runs on to the figures there are',
    (passage) => {
      expect(periodsOf(`How many breaches were there ${passage}?`)).toMatchObject({
        kind: 'from',
        from: '2023-04-01',
      });
    },
  );

  it.each([
    ['between 1st January 2021 and 31st December 2021', '2021-01-01', '2021-12-31'],
    ['from 1 April 2019 to 31 March 2020', '2019-04-01', '2020-03-31'],
    ['20/01/20-31/08/21', '2020-01-20', '2021-08-31'],
    ['between Jan 2017 and Dec 2021', '2017-01-01', '2021-12-31'],
    ['between 1 April and 30 June 2021', '2021-04-01', '2021-06-30'],
    ['from November to February 2022', '2021-11-01', '2022-02-28'],
    ['in the year to 31 March 2020', '2019-04-01', '2020-03-31'],
    ['in the year ending March 2020', '2019-04-01', '2020-03-31'],
    ['in the 12 months to 29 February 2020', '2019-03-01', '2020-02-29'],
    ['in January 2020', '2020-01-01', '2020-01-31'],
    ['in the first half of 2022', '2022-01-01', '2022-06-30'],
    ['from 2017 to the first half of 2022', '2017-01-01', '2022-06-30'],
    ['in H2 2021', '2021-07-01', '2021-12-31'],
    ['between 2018 and March 2020', '2018-01-01', '2020-03-31'],
    ['in 2021', '2021-01-01', '2021-12-31'],
    ['from January 20th, 2020 to June 20th, 2020', '2020-01-20', '2020-06-20'],
  ])('“%s” is a window, both days included', (passage, from, to) => {
    expect(periodsOf(`How many orders were granted ${passage}?`)).toMatchObject({
      kind: 'windows',
      windows: [{ from, to }],
    });
  });

  it('two windows in one sentence are two windows', () => {
    const passage = 'For each of: 1 January 2020 to 1 January 2021, and 2 January 2021 to 31 January 2022.';
    expect(periodsOf(passage)).toMatchObject({
      windows: [
        { from: '2020-01-01', to: '2021-01-01' },
        { from: '2021-01-02', to: '2022-01-31' },
      ],
    });
  });

  it.each([
    ['starting from 01/01/2019', '2019-01-01'],
    ['since Stalking Protection Orders came in in Jan 2020', '2020-01-01'],
    ['since 20 January 2020', '2020-01-20'],
    ['from 2019 onwards', '2019-01-01'],
    ['from 2015 to present', '2015-01-01'],
  ])('“%s” opens on a day and does not close', (passage, from) => {
    expect(periodsOf(`How many were granted ${passage}?`)).toMatchObject({ kind: 'from', from });
  });

  it.each([
    'under the Freedom of Information Act 2000',
    'of the Stalking Protection Act 2019, how many',
    'further to my letter of 3 March 2021',
    'in recent years',
    'at a cost of £2020',
    'from 31 June 2021 to 31 July 2021',
  ])('“%s” is no period', (passage) => {
    expect(periodsOf(`I ask ${passage} for figures.`).kind).toBe('none');
  });

  it('a fallback is what will do, and not what is asked', () => {
    const passage =
      'How many in the last three reporting years? If providing three years would take too long, please provide the latest 12-month period.';
    expect(periodsOf(passage)).toMatchObject({
      last: 3,
      unit: 'reporting_year',
      fallback: 'latest_12_months',
    });
  });

  it('“I don’t mind which” allows any kind of year and asks for none', () => {
    const passage = "I don't mind whether it's financial years, calendar years, or other 12-month periods.";
    expect(periodsOf(passage)).toMatchObject({ kind: 'none', anyYearType: true });
  });

  it('a question’s own period comes before that of the letter’s opening, and keeps its “by year”', () => {
    const periods = periodsOf('How many between Jan 2017 and Dec 2021?', 'Please answer by year since 2010.');
    expect(periods).toMatchObject({ kind: 'windows', unit: 'calendar_year', perYear: true });
  });

  it('“by year” of a window that begins in April is by financial year', () => {
    expect(periodsOf('By year, from 1 April 2018 to 31 March 2021.')).toMatchObject({
      unit: 'financial_year',
    });
  });

  it('a total is not wanted by year', () => {
    expect(periodsOf('The total over the past five years.').perYear).toBe(false);
    expect(periodsOf('The total over the past five years, for each year.').perYear).toBe(true);
  });
});
