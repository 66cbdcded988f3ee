import { estimateCost } from '../../src/foi/cost-limit.rules.js';

describe('the cost limit', () => {
  it('35,726 records read for five minutes each are 2,977 hours: over the limit', () => {
    const estimate = estimateCost('other', [{ act: 'extracting', records: 35_726, minutesEach: 5 }]);
    expect(estimate).toMatchObject({ hours: 2977, pounds: 74_429, overLimit: true });
    expect(estimate.sentence).toContain('about 2,977 hours, which at £25 an hour is £74,429');
  });

  it.each([
    ['other', 18 * 60, false],
    ['other', 18 * 60 + 1, true],
    ['central_government', 24 * 60, false],
    ['central_government', 24 * 60 + 1, true],
  ] as const)(
    'for %s authorities %i minutes of work: over the limit is %s',
    (kind, minutesEach, overLimit) => {
      expect(estimateCost(kind, [{ act: 'locating', records: 1, minutesEach }]).overLimit).toBe(overLimit);
    },
  );

  it('redacting takes time and may not be counted', () => {
    const work = [
      { act: 'retrieving', records: 10, minutesEach: 6 },
      { act: 'redacting', records: 10, minutesEach: 600 },
      { act: 'considering_exemptions', records: 1, minutesEach: 6000 },
    ] as const;
    expect(estimateCost('other', work)).toMatchObject({ hours: 1, pounds: 25, overLimit: false });
  });

  it('a negative number of records is a mistake, not a saving', () => {
    expect(() => estimateCost('other', [{ act: 'locating', records: -1, minutesEach: 5 }])).toThrow(
      RangeError,
    );
  });
});
