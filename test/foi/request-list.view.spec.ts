import { plainDate } from '../../src/kernel/plain-date.js';
import type { RequestState } from '../../src/foi/foi.codes.js';
import { leftOf } from '../../src/foi/request-list.view.js';

const dueOn = plainDate('2026-03-31'); // a Tuesday; Good Friday is 3 April
const said = (today: string, state: RequestState = 'received') => {
  const { text, tag } = leftOf({ state, dueOn }, plainDate(today));
  return [tag?.text ?? '', text].filter((part) => part !== '').join(': ');
};

describe('the time left to answer in', () => {
  it.each([
    ['2026-03-02', '20 working days left'],
    ['2026-03-24', 'Due soon: 5 working days left'],
    ['2026-03-30', 'Due soon: 1 working day left'],
    ['2026-03-31', 'Due today'],
    ['2026-04-01', 'Overdue: 1 working day late'],
    ['2026-04-07', 'Overdue: 3 working days late'],
  ])('on %s is said in words: %s', (today, words) => {
    expect(said(today)).toBe(words);
  });

  it('on the weekend after the last day is over, though no working day has passed', () => {
    const onFriday = { state: 'drafted' as const, dueOn: plainDate('2026-03-27') };
    expect(leftOf(onFriday, plainDate('2026-03-28'))).toEqual({
      text: 'Due on the last working day',
      tag: { text: 'Overdue', colour: 'red' },
    });
  });

  it('is none while the requester is waited for, and none once it is answered or withdrawn', () => {
    expect(said('2026-05-01', 'clarifying')).toBe('Waiting for the requester');
    for (const state of ['released', 'reviewed', 'lapsed', 'withdrawn'] as const)
      expect(said('2026-05-01', state)).toBe('');
  });
});
