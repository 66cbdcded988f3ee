import { plainDate } from '../../src/kernel/plain-date.js';
import { cluesOf } from '../../src/parties/clues.js';

const likeness = (
  fullName: string,
  rest: { knownAs?: string; bornOn?: string; reachedBy?: readonly string[] } = {},
) => ({
  fullName,
  knownAs: rest.knownAs ?? null,
  bornOn: rest.bornOn === undefined ? null : plainDate(rest.bornOn),
  reachedBy: rest.reachedBy ?? [],
  knownBy: [],
});

/** The kinds of clue that two people share. */
function shared(...[one, other]: [ReturnType<typeof likeness>, ReturnType<typeof likeness>]): string[] {
  const theirs = cluesOf(other).map(({ kind, value }) => `${kind}|${value}`);
  const both = cluesOf(one).filter(({ kind, value }) => theirs.includes(`${kind}|${value}`));
  return [...new Set(both.map(({ kind }) => kind))];
}

describe('two records of one person share a clue', () => {
  it.each([
    ['Fern Smith', 'Fern Smyth', 'sound_and_initial'],
    ['Fern Philips', 'Fern Fillips', 'sound_and_initial'],
    ['Áine O’Demo–Brontë', 'aine o demo bronte', 'surname_and_initial'],
    ['Fern Wright', 'Jill Wright', 'surname'],
    ['Fern Stephens', 'Fern Stevens', 'sound_and_initial'],
  ])('%s and %s', (one, other, kind) => {
    expect(shared(likeness(one), likeness(other))).toContain(kind);
  });

  it.each([
    ['Fern Stephens', 'Vern Stevens', 'sound_and_year'],
    ['Fern Quince', 'Fern Qince', 'initials_and_birth'],
    ['Fern Larch', 'Fern Larch', 'name_and_birth'],
  ])('%s and %s, born on the same day', (one, other, kind) => {
    const bornOn = '1991-05-17';
    expect(shared(likeness(one, { bornOn }), likeness(other, { bornOn }))).toContain(kind);
  });

  it('by a name they are known as, and by how they are reached', () => {
    expect(shared(likeness('Fern Larch', { knownAs: 'Umbra Quince' }), likeness('Umbra Quince'))).toContain(
      'surname_and_initial',
    );
    const numbers = [{ reachedBy: ['+44 7700 900123'] }, { reachedBy: ['07700 900123'] }] as const;
    expect(shared(likeness('Fern Larch', numbers[0]), likeness('Jill Oak', numbers[1]))).toEqual([
      'phone',
      'phone_ending',
    ]);
    const emails = [{ reachedBy: ['Fern@Mail.invalid'] }, { reachedBy: ['fern@mail.invalid'] }] as const;
    expect(shared(likeness('Fern Larch', emails[0]), likeness('Jill Oak', emails[1]))).toEqual(['email']);
  });
});

it('two people who have nothing in common share no clue', () => {
  const one = likeness('Fern Larch', { bornOn: '1991-05-17', reachedBy: ['07700 900123', '1 Invented Row'] });
  const other = likeness('Jill Oak', { bornOn: '1991-05-18', reachedBy: ['07700 900321', '1 Invented Row'] });
  expect(shared(one, other)).toEqual([]);
});

it('a name in letters that have no sound here is found as it is written', () => {
  expect(shared(likeness('李 明'), likeness('李 明'))).toEqual(['surname', 'surname_and_initial']);
});
