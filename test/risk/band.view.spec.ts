import { resultOf } from '../../src/risk/band.view.js';
import { anInstrument, answered } from './facts.js';

describe('what the answers come to', () => {
  it('is the band and how it came about', () => {
    const { tag, because } = resultOf(anInstrument(), answered('yyynnnnnny'));
    expect(tag.text).toBe('High');
    expect(because).toEqual([
      '4 of 10 questions count towards the band. Medium from 3, high from 6.',
      'Question 10 alone makes it at least high: the answer was yes.',
    ]);
  });

  it('counts yes, no, don’t know and not asked apart, and unanswered questions only where there are some', () => {
    const counts = (pattern: string, without: readonly string[] = []) => {
      const given = Object.entries(answered(pattern)).filter(([code]) => !without.includes(code));
      return resultOf(anInstrument(), Object.fromEntries(given)).counts.map(({ label, count }) => [
        label,
        count,
      ]);
    };
    expect(counts('yy?-')).toEqual([
      ['Yes', 2],
      ['No', 6],
      ['Don’t know', 1],
      ['Not asked', 1],
    ]);
    expect(counts('yy?-', ['q9']).at(-1)).toEqual(['No answer yet', 1]);
  });

  it('says what the unknown might make of it, only where that is more', () => {
    expect(resultOf(anInstrument(), answered('yy?')).unknowns).toBe(
      'If what is not known turned out for the worse, the answers would give medium.',
    );
    expect(resultOf(anInstrument(), answered('yyyyyy?')).unknowns).toBeNull();
    expect(resultOf(anInstrument(), answered('yy')).unknowns).toBeNull();
  });

  it('is no band where the instrument sets none', () => {
    const { tag, because } = resultOf(anInstrument({ thresholds: [], overrides: [] }), answered('yyy'));
    expect([tag.text, because]).toEqual(['No band', ['This instrument sets no bands by counting.']]);
  });
});
