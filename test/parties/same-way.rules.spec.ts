import fc from 'fast-check';
import { codesOf } from '../../src/kernel/codelist.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { safeties } from '../../src/parties/contact.codes.js';
import { worstLast } from '../../src/parties/safe-contact.rules.js';
import { everythingThatGoesThere, noSaferThan, warningIn } from '../../src/parties/same-way.rules.js';

const written = ['07700 900123', '+44 (0)7700 900123', '0044 7700 900123', '07700900123'];
const safety = fc.constantFrom(...codesOf(safeties));
const way = fc.record({
  value: fc.constantFrom(...written, '07700 900999'),
  endedAt: fc.constantFrom(null, new Date('2026-03-03T10:00:00Z')),
  safe: safety,
  deviceWatched: safety,
  voicemailSafe: safety,
  withheldNumber: safety,
  hours: fc.constantFrom([], [{ from: 0, to: 10_080 }]),
  verifiedOn: fc.constantFrom(null, plainDate('2026-03-03')),
  recheckOn: fc.constant(null),
});

it.each([
  ['a number, however it is written', '+44 7700 900123', '07700 900123', true],
  ['an email address in other capitals', 'Demo@mail.invalid', 'demo@mail.invalid', true],
  ['a street address with another comma', '12 Invented Street, Demoton', '12 invented street Demoton', true],
  ['another number', '07700 900124', '07700 900123', false],
  ['another street address', '13 Invented Street', '12 Invented Street', false],
])('what goes to the same place is found by %s', (_, value, asked, found) => {
  expect(everythingThatGoesThere([{ value, endedAt: null }], asked)).toHaveLength(found ? 1 : 0);
});

it('a way begins no safer than any other that goes there, and verified only where none stood against it', () => {
  fc.assert(
    fc.property(way, fc.array(way, { maxLength: 4 }), (said, ways) => {
      const begun = noSaferThan(said, ways);
      const there = ways.filter(
        ({ value }) => (value === '07700 900999') === (said.value === '07700 900999'),
      );
      const rank = (answer: 'safe' | 'deviceWatched', one: typeof said) =>
        worstLast[answer].indexOf(one[answer]);
      for (const other of there) {
        expect(rank('safe', begun)).toBeGreaterThanOrEqual(rank('safe', other));
        expect(rank('deviceWatched', begun)).toBeGreaterThanOrEqual(rank('deviceWatched', other));
        if (other.endedAt !== null) expect(begun.safe).not.toBe('yes');
      }
      expect(begun.verifiedOn === null || begun === said).toBe(true);
    }),
  );
});

it('only what is said to be unsafe warns of another way', () => {
  const hardly = { safe: 'unknown', deviceWatched: 'unknown' } as const;
  expect(warningIn(hardly as never)).toEqual({ safe: undefined, deviceWatched: undefined });
  expect(warningIn({ safe: 'no', deviceWatched: 'yes' } as never)).toEqual({
    safe: 'no',
    deviceWatched: 'yes',
  });
});
