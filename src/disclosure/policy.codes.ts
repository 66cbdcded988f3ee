/** What a service decides about rounding before it counts anything. A change is a new version, told to whoever reads the tables. */
export const policy = {
  version: 'R-1',
  base: 5,
  /** The share of atoms that keep their own draw whatever the totals, so that no rounding is ever impossible. */
  kept: 0.1,
  /** The share of families held over by lot, so that being held over proves nothing about what was held. */
  heldByLot: 0.001,
} as const;

/** What is printed beside every table. Each sentence is one that test/disclosure proves or that the README owns up to. */
export const wording = {
  rounding:
    'Every count was rounded once, up or down to a multiple of 5, and every total is the sum of the rounded counts it covers. ' +
    'A count printed 0 may be any number from 0 to 4, and one printed 5 any number from 1 to 9. The table adds up exactly; ' +
    'totals of many small counts can be further from the truth than 4.',
  guarantee:
    'Whatever else we have published or will publish, for every figure there are at least five numbers in a row, starting with ' +
    'the one printed, that nobody can rule out. So no one can learn from our figures that there were exactly, or only, one, two, ' +
    'three or four.',
  limits: [
    'Someone who knows that they are themselves counted in a figure printed 0 knows that it is not 0.',
    'Some of the numbers that cannot be ruled out are likelier than others.',
    'Figures published by others about the same people, and things said outside these tables, are not taken into account.',
    'Rounding does not protect a free-text answer, or a table that was not made from these counts.',
  ],
  stocks:
    'Open at the end is open at the start, plus opened, minus closed, all as printed. Where rounding would make it negative, ' +
    'a line of its own shows the difference.',
} as const;

export function heldOverNote(familyLabel: string, areaLabel: string): string {
  return `${familyLabel} in ${areaLabel} are not counted here yet. They are counted with the next quarter's figures.`;
}
