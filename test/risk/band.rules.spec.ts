import {
  appliedOverrides,
  bandToLookAt,
  checkJudgement,
  couldReach,
  finalBand,
  higherBand,
  toolBand,
} from '../../src/risk/band.rules.js';
import { anInstrument, answered } from './facts.js';

describe('the band the answers give', () => {
  it.each([
    ['nn', 'standard'],
    ['yy', 'standard'],
    ['yyy', 'medium'],
    ['yyyyy', 'medium'],
    ['yyyyyy', 'high'],
    ['yy????????', 'standard'],
    ['yy--------', 'standard'],
    ['nnnnnnnnny', 'high'],
    ['nnnnnnnnn?', 'standard'],
  ])('of %s is %s', (pattern, band) => {
    expect(toolBand(anInstrument(), answered(pattern))).toBe(band);
  });

  it('is none where the instrument sets no bands', () => {
    expect(toolBand(anInstrument({ thresholds: [], overrides: [] }), answered('yyyyyyyyyy'))).toBe(
      'none_set',
    );
  });

  it('is the override’s, where an instrument sets no other bands', () => {
    expect(toolBand(anInstrument({ thresholds: [] }), answered('nnnnnnnnny'))).toBe('high');
  });

  it('is no lower for an override below the band the count reaches', () => {
    const instrument = anInstrument({ overrides: [{ item: 'q1', answer: 'yes', atLeast: 'medium' }] });
    expect(toolBand(instrument, answered('yyyyyy'))).toBe('high');
    expect(toolBand(instrument, answered('y'))).toBe('medium');
  });

  it('names the overrides that set it', () => {
    expect(appliedOverrides(anInstrument(), answered('nnnnnnnnny')).map(({ item }) => item)).toEqual(['q10']);
    expect(appliedOverrides(anInstrument(), answered('nnnnnnnnn?'))).toEqual([]);
  });
});

describe('the band the answers could reach', () => {
  it.each([
    ['a no', 'yy', 'standard'],
    ['one don’t know', 'yy?', 'medium'],
    ['one question not asked', 'yy-', 'medium'],
    ['four not known', 'yy????', 'high'],
    ['a don’t know that an override rests on', 'nnnnnnnnn?', 'high'],
  ])('with %s, of %s, is %s', (_, pattern, band) => {
    expect(couldReach(anInstrument(), answered(pattern))).toBe(band);
  });
});

describe('a professional band', () => {
  it.each([
    ['medium', 'medium', null],
    ['medium', 'high', 'Twenty characters ...'],
    ['high', 'standard', 'The threat was withdrawn in front of witnesses'],
    ['none_set', 'standard', 'One message, sent in error, not repeated'],
  ] as const)('beside the tool’s %s may be %s with the reason %j', (tool, professional, rationale) => {
    expect(() => checkJudgement({ tool, professional, rationale })).not.toThrow();
  });

  it.each([
    ['medium', 'high', null],
    ['medium', 'standard', 'Nineteen characters'],
    ['high', 'medium', `  ${' '.repeat(30)}too short  `],
    ['none_set', 'high', ''],
  ] as const)('beside the tool’s %s may not be %s with the reason %j', (tool, professional, rationale) => {
    expect(() => checkJudgement({ tool, professional, rationale })).toThrow(
      expect.objectContaining({ rule: 'band-differs-without-rationale' }),
    );
  });
});

describe('the final band', () => {
  it('is the professional’s, until a reviewer amends it', () => {
    expect(finalBand('medium', null)).toBe('medium');
    expect(finalBand('medium', 'high')).toBe('high');
    expect(finalBand('high', 'standard')).toBe('standard');
  });
});

describe('how soon an assessment is looked at', () => {
  it.each([
    ['high', 'standard', 'high'],
    ['standard', 'high', 'high'],
    ['medium', 'standard', 'medium'],
    ['none_set', 'medium', 'medium'],
  ] as const)('with the tool’s %s and the professional’s %s goes by %s', (tool, professional, band) => {
    expect(bandToLookAt(tool, professional)).toBe(band);
  });

  it('the higher of two bands is the same from either side', () => {
    expect(higherBand('standard', 'medium')).toBe('medium');
    expect(higherBand('medium', 'standard')).toBe('medium');
  });
});
