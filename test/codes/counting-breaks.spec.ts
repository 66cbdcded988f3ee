import { countingBreaksWithin } from '../../src/codes/counting-breaks.js';
import { plainDate } from '../../src/kernel/plain-date.js';

function breaksIn(from: string, to: string) {
  return countingBreaksWithin({ from: plainDate(from), to: plainDate(to) }).map(({ on }) => on);
}

describe('changes in how the police count stalking', () => {
  it.each([
    ['2018-04-01', '2021-03-31', ['2020-04-01']],
    ['2017-01-01', '2018-04-01', ['2017-04-01', '2018-04-01']],
    ['2020-04-01', '2022-03-31', []],
    ['2013-04-01', '2015-03-31', ['2014-04-01']],
    ['2023-04-01', '2023-12-31', ['2023-05-01']],
  ])('figures from %s to %s span those of %j', (from, to, breaks) => {
    expect(breaksIn(from, to)).toEqual(breaks);
  });
});
