import { plainDate } from '../../src/kernel/plain-date.js';
import { combinePeriods, readPeriods } from '../../src/foi/question-periods.rules.js';
import { earliestDay, whichPeriods } from '../../src/foi/which-periods.rules.js';

/** The periods of a passage in a letter received on a day, where figures are frozen up to another. */
function periodsOf(passage: string, received: string, frozen: string) {
  const receivedOn = plainDate(received);
  const asked = combinePeriods([readPeriods(passage, receivedOn)]);
  const { periods, sentences } = whichPeriods(asked, receivedOn, plainDate(frozen));
  return {
    labels: periods.map(({ label }) => label),
    days: periods.map(({ period }) => `${period.from} ${period.to}`),
    sentences,
  };
}

const threeYears =
  "How many in the last three reporting years? I don't mind whether it's financial years, calendar years, or other 12-month periods.";

describe('the days a letter’s periods come to', () => {
  it('the last three reporting years, asked on 31 January 2022, are 2018/19, 2019/20 and 2020/21', () => {
    const { labels, days, sentences } = periodsOf(threeYears, '2022-01-31', '2021-12-31');
    expect(labels).toEqual(['2018/19', '2019/20', '2020/21']);
    expect(days).toEqual(['2018-04-01 2019-03-31', '2019-04-01 2020-03-31', '2020-04-01 2021-03-31']);
    expect(sentences).toEqual([
      'The request allows any kind of year, so we have used financial years (1 April to 31 March): the last 3 that had ended when it was received on 31 January 2022 and for which figures are available.',
    ]);
  });

  it('a year that has ended and is not yet frozen is not a year for which figures are available', () => {
    expect(periodsOf(threeYears, '2022-01-31', '2020-12-31').labels).toEqual([
      '2017/18',
      '2018/19',
      '2019/20',
    ]);
  });

  it('a year that ends on the day of receipt has ended', () => {
    expect(periodsOf('the last financial year', '2022-03-31', '2022-03-31').labels).toEqual(['2021/22']);
    expect(periodsOf('the last financial year', '2022-03-30', '2022-06-30').labels).toEqual(['2020/21']);
  });

  it('a total over five years is one period, and five years one by one are five', () => {
    const total = periodsOf('The total over the past five years.', '2023-05-22', '2023-03-31');
    expect(total).toMatchObject({ labels: ['2018/19 to 2022/23'], days: ['2018-04-01 2023-03-31'] });
    expect(
      periodsOf('For each year of the past five years.', '2023-05-22', '2023-03-31').labels,
    ).toHaveLength(5);
  });

  it('windows that cut a quarter are answered with the nearest whole quarters, and say so', () => {
    const passage = '1 January 2020 to 1 January 2021, and 2 January 2021 to 31 January 2022.';
    const { days, sentences } = periodsOf(passage, '2022-02-04', '2021-12-31');
    expect(days).toEqual(['2020-01-01 2020-12-31', '2021-01-01 2021-12-31']);
    expect(sentences[0]).toContain(
      'for 1 January 2020 to 1 January 2021 we have used 1 January 2020 to 31 December 2020',
    );
    expect(sentences).toHaveLength(2);
  });

  it('of two windows that meet, no quarter is in both', () => {
    const passage = '1 January 2021 to 15 August 2021, and 16 August 2021 to 31 December 2021.';
    expect(periodsOf(passage, '2022-02-04', '2021-12-31').days).toEqual([
      '2021-01-01 2021-09-30',
      '2021-10-01 2021-12-31',
    ]);
  });

  it('a month is answered with the quarter it is in', () => {
    expect(periodsOf('in February 2021', '2022-02-04', '2021-12-31').days).toEqual(['2021-01-01 2021-03-31']);
  });

  it('an open window by calendar year ends with the last quarter that is frozen', () => {
    const { labels } = periodsOf('Per calendar year, from 01/01/2019.', '2024-05-10', '2024-03-31');
    expect(labels.slice(0, 2)).toEqual(['2019', '2020']);
    expect(labels.at(-1)).toBe('2024 (1 January 2024 to 31 March 2024)');
  });

  it('a window by year is as many years as it has', () => {
    const passage = 'Between Jan 2017 and Dec 2021, by year.';
    expect(periodsOf(passage, '2022-01-06', '2021-12-31').labels).toEqual([
      '2017',
      '2018',
      '2019',
      '2020',
      '2021',
    ]);
  });

  it('a year still running is given as far as it goes, and one to come is not given', () => {
    const passage = 'In 2014/15, 2015/16 and 2016/17.';
    const { labels, sentences } = periodsOf(passage, '2016-02-04', '2015-12-31');
    expect(labels).toEqual(['2014/15', '2015/16 (to 31 December 2015)']);
    expect(sentences).toEqual([
      'Figures for 2015/16 go up to 31 December 2015.',
      'There are no figures yet for 2016/17.',
    ]);
  });

  it('what was frozen after the request was received is not what was held then', () => {
    const { labels } = periodsOf('In 2015/16.', '2016-02-04', '2016-03-31');
    expect(labels).toEqual(['2015/16 (to 31 December 2015)']);
  });

  it('the latest twelve months end with the last frozen quarter', () => {
    expect(periodsOf('the latest 12-month period', '2022-02-04', '2021-12-31').days).toEqual([
      '2021-01-01 2021-12-31',
    ]);
  });

  it('where no period is read in a letter the latest financial year is used, and said to be', () => {
    const { labels, sentences } = periodsOf('How many?', '2022-02-04', '2021-12-31');
    expect(labels).toEqual(['2020/21']);
    expect(sentences[0]).toContain('found no period in the question that we could read');
  });

  it('a window that opens after the figures end has none', () => {
    expect(periodsOf('since 1 February 2022', '2022-03-04', '2021-12-31')).toMatchObject({
      labels: [],
      sentences: ['There are no figures yet from 1 February 2022 on.'],
    });
  });

  it('the earliest day of a letter is that of its earliest window', () => {
    const receivedOn = plainDate('2022-03-04');
    const asked = combinePeriods([readPeriods('In 2020/21 and 2019/20.', receivedOn)]);
    expect(earliestDay(asked, receivedOn)).toBe('2019-04-01');
  });
});
