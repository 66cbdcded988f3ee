import { larkspurScreen1 } from '../../migrations/larkspur-screen-1.js';
import { checkInstrument, definitionFrom } from '../../src/risk/instrument-check.rules.js';
import { itemsOf } from '../../src/risk/instrument.rules.js';
import { anInstrument, anItem } from './facts.js';

describe('a sound instrument', () => {
  it('has no faults', () => {
    expect(checkInstrument(anInstrument())).toEqual([]);
  });

  it('may set no bands at all, as S-DASH sets none', () => {
    expect(checkInstrument(anInstrument({ thresholds: [], overrides: [] }))).toEqual([]);
  });

  it('survives being stored as JSON', () => {
    expect(definitionFrom(JSON.parse(JSON.stringify(anInstrument())))).toEqual(anInstrument());
  });
});

describe('our own instrument', () => {
  it('is sound', () => {
    expect(checkInstrument(larkspurScreen1)).toEqual([]);
  });

  it('has fourteen to sixteen questions, and makes a threat to kill, a weapon or strangulation high by itself', () => {
    expect(itemsOf(definitionFrom(larkspurScreen1)).length).toBeGreaterThanOrEqual(14);
    expect(itemsOf(definitionFrom(larkspurScreen1)).length).toBeLessThanOrEqual(16);
    expect(larkspurScreen1.overrides.map(({ item, answer, atLeast }) => [item, answer, atLeast])).toEqual([
      ['threat_to_kill', 'yes', 'high'],
      ['weapon', 'yes', 'high'],
      ['strangulation', 'yes', 'high'],
    ]);
  });
});

describe('the faults of a loaded instrument', () => {
  it.each([
    ['not an object', null, ['The definition is not an object']],
    [
      'without words about itself',
      { ...anInstrument(), about: ' ' },
      ['It does not say what the instrument is: "about" is missing'],
    ],
    [
      'with a section without a title',
      { ...anInstrument({ overrides: [] }), sections: [{ title: '', items: tenItems() }] },
      ['Section 1 has no title'],
    ],
    [
      'with a code in capitals',
      withItem({ ...anItem('q11'), code: 'Q11' }),
      ['Question 11 has no code of lower-case letters, digits and underscores'],
    ],
    ['with a code used twice', withItem(anItem('q1')), ['The code q1 is used by more than one question']],
    [
      'with a question without words',
      withItem({ ...anItem('q11'), question: '' }),
      ['Question 11 has no words'],
    ],
    [
      'with help that is a number',
      withItem({ ...anItem('q11'), help: 4 }),
      ['Question 11 has help that is neither words nor null'],
    ],
    [
      'counting a don’t know',
      withItem({ ...anItem('q11'), countsWhen: 'dont_know' }),
      ['Question 11 counts neither when yes, nor when no, nor never'],
    ],
    [
      'with no thresholds given',
      { ...anInstrument(), thresholds: undefined },
      ['The thresholds are not a list: give an empty one where there are none'],
    ],
    [
      'with no overrides given',
      { ...anInstrument(), overrides: undefined },
      ['The overrides are not a list: give an empty one where there are none'],
    ],
    [
      'with a threshold nobody can reach',
      { ...anInstrument(), thresholds: [{ band: 'high', from: 11 }] },
      ['Threshold 1 is not a whole number from 1 to the 10 questions that can count'],
    ],
    [
      'with high not above medium',
      {
        ...anInstrument(),
        thresholds: [
          { band: 'medium', from: 4 },
          { band: 'high', from: 4 },
        ],
      },
      ['High must begin above where medium begins'],
    ],
    [
      'with two thresholds for a band',
      {
        ...anInstrument(),
        thresholds: [
          { band: 'high', from: 4 },
          { band: 'high', from: 6 },
        ],
      },
      ['A band has two thresholds'],
    ],
    [
      'with an override on a question it has not',
      { ...anInstrument(), overrides: [{ item: 'q99', answer: 'yes', atLeast: 'high' }] },
      ['Override 1 names no question of this instrument'],
    ],
    [
      'with an override on a don’t know',
      { ...anInstrument(), overrides: [{ item: 'q1', answer: 'dont_know', atLeast: 'high' }] },
      ['Override 1 rests on neither yes nor no'],
    ],
    [
      'with an override to standard',
      { ...anInstrument(), overrides: [{ item: 'q1', answer: 'yes', atLeast: 'standard' }] },
      ['Override 1 sets neither medium nor high'],
    ],
  ])('%s are said', (_, definition, faults) => {
    expect(checkInstrument(definition)).toEqual(faults);
  });

  it('are all said at once', () => {
    expect(checkInstrument({ sections: [{ items: [{}] }], thresholds: [{}] })).toEqual([
      'It does not say what the instrument is: "about" is missing',
      'Section 1 has no title',
      'Question 1 has no code of lower-case letters, digits and underscores',
      'Question 1 has no words',
      'Question 1 has help that is neither words nor null',
      'Question 1 counts neither when yes, nor when no, nor never',
      'Threshold 1 sets neither medium nor high',
      'Threshold 1 is not a whole number from 1 to the 1 questions that can count',
      'The overrides are not a list: give an empty one where there are none',
    ]);
  });

  it('keep a stored instrument from being used', () => {
    expect(() => definitionFrom({ ...anInstrument(), sections: [] })).toThrow(
      'The instrument is faulty. There are no sections',
    );
  });
});

function tenItems() {
  return itemsOf(anInstrument());
}

function withItem(item: object) {
  const { sections } = anInstrument();
  return { ...anInstrument(), sections: [...sections, { title: 'One more', items: [item] }] };
}
