import { quarter } from '../../src/kernel/period.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { readLetter } from '../../src/foi/letter.rules.js';
import {
  coverOf,
  periodsAnswered,
  servicesCounted,
  type ServiceCover,
} from '../../src/foi/published-periods.rules.js';

const harebell: ServiceCover = {
  service: 'Demo Harebell',
  first: quarter('2018-Q1'),
  last: quarter('2021-Q3'),
  endsOn: plainDate('2025-03-31'),
};
const over: ServiceCover = {
  service: 'Demo Sundew',
  first: quarter('2016-Q1'),
  last: quarter('2018-Q4'),
  endsOn: plainDate('2019-03-31'),
};
const late: ServiceCover = {
  ...harebell,
  service: 'Demo Foxglove',
  first: quarter('2020-Q2'),
  last: quarter('2021-Q2'),
};

describe('what published figures reach over', () => {
  it('is nothing where nothing is out', () => {
    expect(coverOf([])).toBeNull();
  });

  it('ends with the last quarter that every service still going has had frozen', () => {
    expect(coverOf([harebell, late])).toEqual({ from: '2018-04-01', to: '2021-09-30' });
  });

  it('is not held up by a service whose contract is over', () => {
    expect(coverOf([harebell, over])).toEqual({ from: '2016-04-01', to: '2021-12-31' });
  });

  it('ends where the last service’s contract did, once all are over', () => {
    expect(coverOf([over])).toEqual({ from: '2016-04-01', to: '2019-03-31' });
  });
});

const cover = { from: plainDate('2018-04-01'), to: plainDate('2021-12-31') };
function answered(letter: string, receivedOn = '2022-01-31') {
  const [question] = readLetter(letter, plainDate(receivedOn));
  if (!question) throw new Error('A letter has a question');
  return periodsAnswered(question, plainDate(receivedOn), cover);
}
const labels = (letter: string) => answered(letter).periods.map(({ label }) => label);

describe('the periods a question is answered for', () => {
  it('leave out what was before the first published quarter, and say so', () => {
    const { periods, sentences } = answered(
      'How many people were supported in 2016/17, 2017/18 and 2018/19?',
    );
    expect(periods.map(({ label }) => label)).toEqual(['2018/19']);
    expect(sentences).toContain('Our figures begin on 1 April 2018: there are none for 2016/17, 2017/18.');
  });

  it('begin with the first published quarter where a period had begun before it', () => {
    expect(labels('How many people were supported in the calendar year 2018?')).toEqual([
      '2018 (from 1 April 2018)',
    ]);
  });

  it('are every quarter of them where it is asked by quarter', () => {
    expect(labels('How many people were supported in 2020/21, by quarter?')).toEqual([
      'April to June 2020',
      'July to September 2020',
      'October to December 2020',
      'January to March 2021',
    ]);
  });

  it('of what a commissioner records itself do not wait for a service’s figures', () => {
    expect(labels('How many stalking services did you commission in 2016/17?')).toEqual(['2016/17']);
  });
});

describe('services that are not counted in all of a period', () => {
  const [year] = answered('How many people were supported in 2019/20 to 2020/21?').periods;
  it('are named, with from or up to when', () => {
    expect(servicesCounted([harebell, late, over], year ? [year] : [])).toEqual([
      'Demo Foxglove is counted from 1 July 2020.',
      'Demo Sundew is counted up to 31 March 2019, and not from 1 April 2019.',
    ]);
  });

  it('are none where there is no period', () => {
    expect(servicesCounted([late], [])).toEqual([]);
  });
});
