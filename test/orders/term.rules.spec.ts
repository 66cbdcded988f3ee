import {
  addTerm,
  daysOfCourt,
  removeTerm,
  termsInForceOn,
  termsLeftBehind,
  varyTerm,
  type OrderWithTerms,
} from '../../src/orders/term.rules.js';
import { after, aFullOrder, anInterimOrder, aTerm, day, fullMade } from './facts.js';

const made = day('2026-03-10');
const change = day('2026-06-03');
const whole: OrderWithTerms = {
  order: aFullOrder(),
  terms: [aTerm(1, made), aTerm(2, made, { toOn: day('2026-05-31') })],
  variedOn: [change],
};

describe('the conditions in force on a day', () => {
  const terms = [aTerm(1, made, { toOn: day('2026-06-02') }), aTerm(1, change, { edition: 2 })];

  it.each([
    ['2026-03-09', []],
    ['2026-03-10', ['term-1-1']],
    ['2026-06-02', ['term-1-1']],
    ['2026-06-03', ['term-1-2']],
    ['2028-03-09', ['term-1-2']],
    ['2028-03-10', []],
  ])('%s: %j', (on, ids) => {
    expect(termsInForceOn(whole.order, terms, day(on)).map(({ id }) => id)).toEqual(ids);
  });
});

describe('a condition', () => {
  it('begins on a day the court made or varied the order', () => {
    const order = after(anInterimOrder(), fullMade());
    expect(daysOfCourt({ order, variedOn: [change, change] })).toEqual([
      '2026-02-10',
      '2026-03-10',
      '2026-06-03',
    ]);
    expect(addTerm(whole, { kind: 'requirement', fromOn: change, toOn: null })).toEqual({
      number: 3,
      edition: 1,
      kind: 'requirement',
      fromOn: '2026-06-03',
      toOn: null,
    });
    expect(() => addTerm(whole, { kind: 'requirement', fromOn: day('2026-06-04'), toOn: null })).toThrow(
      expect.objectContaining({ rule: 'term-begins-with-the-court' }),
    );
  });

  it('does not end before it begins', () => {
    expect(() => addTerm(whole, { kind: 'prohibition', fromOn: change, toOn: day('2026-06-02') })).toThrow(
      expect.objectContaining({ rule: 'ends-before-it-begins' }),
    );
  });

  it('reworded has a new edition from that day; the old one ends the day before', () => {
    expect(varyTerm(whole, 1, change)).toEqual({
      closes: { id: 'term-1-1', toOn: '2026-06-02' },
      adds: { number: 1, edition: 2, kind: 'prohibition', fromOn: '2026-06-03', toOn: null },
    });
  });

  it('reworded keeps the last day it had of its own, so that nobody breaches it afterwards', () => {
    const terms = [aTerm(1, made, { toOn: day('2026-12-31') })];
    expect(varyTerm({ ...whole, terms }, 1, change).adds).toMatchObject({ edition: 2, toOn: '2026-12-31' });
  });

  it('taken out has no new edition', () => {
    expect(removeTerm(whole, 1, change)).toEqual({
      closes: { id: 'term-1-1', toOn: '2026-06-02' },
      adds: null,
    });
  });

  it.each([
    ['on a day without a variation', 1, '2026-06-04', 'term-begins-with-the-court'],
    ['from its own first day', 1, '2026-03-10', 'term-not-running'],
    ['after its last day', 2, '2026-06-03', 'term-not-running'],
    ['that there is none of', 3, '2026-06-03', 'no-such-term'],
  ])('cannot be changed %s', (_, number, on, rule) => {
    expect(() => varyTerm(whole, number, day(on))).toThrow(expect.objectContaining({ rule }));
    expect(() => removeTerm(whole, number, day(on))).toThrow(expect.objectContaining({ rule }));
  });

  it('of an interim order that is not carried on ends with it, the day the full order is made', () => {
    expect(termsLeftBehind(whole.terms, day('2026-05-01'))).toEqual([
      { id: 'term-1-1', toOn: '2026-05-01' },
      { id: 'term-2-1', toOn: '2026-05-01' },
    ]);
    expect(termsLeftBehind(whole.terms, day('2026-05-31')).map(({ id }) => id)).toEqual(['term-1-1']);
  });
});
