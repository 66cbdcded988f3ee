import { csv } from '../../../src/platform/http/csv.js';

describe('rows as CSV', () => {
  it('end with a carriage return and a line feed, the last one too', () => {
    expect(
      csv([
        ['Line', 'Figure'],
        ['Female', 25],
      ]),
    ).toBe('Line,Figure\r\nFemale,25\r\n');
  });

  it.each([
    ['a comma', 'Referred, declined', '"Referred, declined"'],
    ['a quote', 'called “it” "so"', '"called “it” ""so"""'],
    ['a line break', 'one\r\ntwo', '"one\r\ntwo"'],
  ])('keep %s inside quotes', (_, text, written) => {
    expect(csv([[text]])).toBe(`${written}\r\n`);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '\r=1'])(
    'hold no text that a spreadsheet would run: %j',
    (text) => {
      expect(
        csv([[text]])
          .replace(/^"/, '')
          .startsWith("'"),
      ).toBe(true);
    },
  );

  it('leave a negative number a number', () => {
    expect(csv([[-5]])).toBe('-5\r\n');
  });
});
