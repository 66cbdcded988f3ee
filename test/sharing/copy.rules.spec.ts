import { plainDate } from '../../src/kernel/plain-date.js';
import { copiedOf, soundViewEnd } from '../../src/sharing/copy.rules.js';

describe('what a copy says', () => {
  it('is each thing that words were given for, and nothing else', () => {
    expect(copiedOf({ risk: 'High', name: 'Invented Finch' })).toEqual([
      { item: 'name', words: 'Invented Finch' },
      { item: 'risk', words: 'High' },
    ]);
  });

  it('is never nothing', () => {
    expect(() => copiedOf({})).toThrow(expect.objectContaining({ rule: 'nothing-copied' }));
  });
});

describe('the last day of a view shared on 3 March 2026', () => {
  const last = (untilOn: string) => soundViewEnd(plainDate(untilOn), plainDate('2026-03-03'));

  it('is 1 June 2026 at the latest, that day included', () => {
    expect(last('2026-06-01')).toBe('2026-06-01');
  });

  it('is not 2 June 2026', () => {
    expect(() => last('2026-06-02')).toThrow(expect.objectContaining({ rule: 'view-too-long' }));
  });
});
