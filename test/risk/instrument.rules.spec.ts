import { atWorst, counted, totals, unanswered } from '../../src/risk/instrument.rules.js';
import { anInstrument, anItem, answered } from './facts.js';

describe('the totals of an assessment', () => {
  it('tell yes, no, don’t know, not asked and unanswered apart, and add up to the questions', () => {
    const { q9: _, ...answers } = answered('yyn??---nn');
    const counts = totals(anInstrument(), answers);
    expect(counts).toEqual({ yes: 2, no: 2, dontKnow: 2, notAsked: 3, unanswered: 1, items: 10 });
    const { items, ...kinds } = counts;
    expect(Object.values(kinds).reduce((sum, each) => sum + each)).toBe(items);
  });

  it('a question not asked is answered; one left blank is not', () => {
    const { q2: _, ...answers } = answered('-');
    expect(unanswered(anInstrument(), answers).map(({ code }) => code)).toEqual(['q2']);
  });
});

describe('what counts towards a band', () => {
  it.each([
    ['yyy', 3],
    ['yy?', 2],
    ['yy-', 2],
    ['??????????', 0],
    ['----------', 0],
  ])('of %s, %d', (pattern, count) => {
    expect(counted(anInstrument(), answered(pattern))).toBe(count);
  });

  it('is a no, for a question whose no is the worrying answer', () => {
    const instrument = anInstrument({
      sections: [{ title: 'One', items: [anItem('q1', 'no'), anItem('q2', 'never')] }],
    });
    expect(counted(instrument, { q1: 'no', q2: 'yes' })).toBe(1);
    expect(counted(instrument, { q1: 'dont_know', q2: 'no' })).toBe(0);
  });
});

describe('the answers at worst', () => {
  it('keep what is known and take each unknown the way that counts', () => {
    const instrument = anInstrument({
      sections: [{ title: 'One', items: [anItem('q1'), anItem('q2', 'no'), anItem('q3'), anItem('q4')] }],
      overrides: [],
    });
    expect(atWorst(instrument, { q1: 'dont_know', q2: 'not_asked', q3: 'no' })).toEqual({
      q1: 'yes',
      q2: 'no',
      q3: 'no',
      q4: 'yes',
    });
  });

  it('take an unknown the way an override rests on, though the question itself never counts', () => {
    const instrument = anInstrument({
      sections: [{ title: 'One', items: [anItem('q1', 'never')] }],
      overrides: [{ item: 'q1', answer: 'no', atLeast: 'high' }],
    });
    expect(atWorst(instrument, { q1: 'dont_know' })).toEqual({ q1: 'no' });
  });
});
