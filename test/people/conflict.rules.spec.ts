import { Random } from '../../src/demo/random.js';
import { conflictKeys, soundOf } from '../../src/people/conflict.rules.js';
import { slipOf } from '../support/slips.js';

const firsts =
  'Ann Beth Carol Diana Edward Fiona George Helen Ian Joan Kevin Laura Martin Nora Oliver Peter Rachel Simon Tessa William'.split(
    ' ',
  );
const lasts =
  'Anemone Bluebell Bramble Campion Clover Cowslip Foxglove Gorse Harebell Heather Jasmine Lavender Mallow Marigold Poppy Primrose Rowan Sorrel Teasel Yarrow'.split(
    ' ',
  );
const meets = (
  one: readonly string[],
  other: readonly string[],
  reached: readonly [string[], string[]] = [[], []],
) => {
  const [keys, others] = [
    conflictKeys({ names: one, reachedBy: reached[0] }),
    conflictKeys({ names: other, reachedBy: reached[1] }),
  ];
  return keys.some(({ key }) => others.some((each) => each.key === key));
};

describe('two records of one person meet', () => {
  it.each([
    ['the same name, written otherwise', ['Ann O’Bramble'], ['ANN OBRAMBLE', 'Ann O Bramble']],
    ['a letter left out', ['Ann Bramble'], ['Ann Bamble']],
    ['a letter too many', ['Ann Bramble'], ['Ann Brramble']],
    ['two letters swapped', ['Ann Bramble'], ['Ann Brmable']],
    ['a slip in the first name', ['Fiona Rowan'], ['Fionna Rowan']],
    ['names that sound alike', ['Katherine Smyth'], ['Kathryn Smith']],
    ['half of a double name', ['Ann Bramble-Rowan'], ['Ann Rowan']],
    ['a last name in two words', ['Ann de Bramble'], ['Ann Debramble']],
    ['another name they go by', ['Ann Rowan', 'Ann Bramble'], ['Ann Bramble']],
  ])('by %s', (_, one, other) => {
    expect(meets(one, other)).toBe(true);
  });

  it('by a number or an address, however it is written', () => {
    expect(meets([], [], [['+44 7700 900123'], ['07700 900123']])).toBe(true);
    expect(meets([], [], [['Ann@Demo.invalid'], ['ann@demo.invalid']])).toBe(true);
  });
});

it.each([
  [['Ann Bramble'], ['Beth Bramble']],
  [['Ann Bramble'], ['Ann Rowan']],
  [['Bramble'], ['Bramble']],
  [[''], ['']],
])('two people do not meet: %j and %j', (one, other) => {
  expect(meets(one, other)).toBe(false);
});

it.each([
  ['robert', 'r163'],
  ['rupert', 'r163'],
  ['rubin', 'r150'],
  ['ashcraft', 'a261'],
  ['tymczak', 't522'],
  ['honeyman', 'h555'],
])('%s sounds as %s', (word, sound) => {
  expect(soundOf(word)).toBe(sound);
});

describe('of 500 members of staff who stalk a client (T9)', () => {
  const random = new Random(9);
  const pick = (list: readonly string[]) => list[random.whole(0, list.length - 1)] ?? '';
  const people = Array.from({ length: 500 }, () => ({
    first: pick(firsts),
    last: pick(lasts),
    maiden: pick(lasts),
  }));

  it('all are found whose name, other name or number is the same', () => {
    const found = people.filter(({ first, last, maiden }, index) => {
      const number = `07700 900${String(index).padStart(3, '0')}`;
      if (index % 3 === 0) return meets([`${first} ${last}`], [`${first} ${last}`]);
      if (index % 3 === 1) return meets([`${first} ${last}`, `${first} ${maiden}`], [`${first} ${maiden}`]);
      return meets(['Nobody Alike'], ['Invented Other'], [[number], [`+44${number.slice(1)}`]]);
    });
    expect(found).toHaveLength(500);
  });

  it('nine in ten are, whose name has a slip of the pen', () => {
    const found = people.filter(({ first, last }, index) =>
      index % 2
        ? meets([`${first} ${last}`], [`${first} ${slipOf(random, last)}`])
        : meets([`${first} ${last}`], [`${slipOf(random, first)} ${last}`]),
    );
    expect(found.length).toBeGreaterThanOrEqual(450);
  });

  it('and fewer than one in fifty are kept from somebody else for nothing', () => {
    const apart = people.slice(1).filter((one, index) => {
      const other = people[index];
      return (
        other &&
        one.first !== other.first &&
        one.last !== other.last &&
        meets([`${one.first} ${one.last}`], [`${other.first} ${other.last}`])
      );
    });
    expect(apart.length).toBeLessThan(10);
  });
});
