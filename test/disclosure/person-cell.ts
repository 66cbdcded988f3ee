/** The cell of an invented person supported, without the area. */
export function personCell(roll: () => number): string[] {
  const unknowns = ['unknown_not_asked', 'unknown_not_answered', 'unknown_not_obtainable'];
  const known = (share: number, values: string[]): string =>
    roll() < share ? pick(roll, values) : pick(roll, unknowns);
  return [
    known(0.97, ['female', 'female', 'female', 'female', 'male']),
    known(0.85, [
      'intimate',
      'intimate',
      'intimate',
      'intimate',
      'acquaintance',
      'family',
      'work',
      'neighbour',
      'stranger',
    ]),
    known(0.8, ['yes', 'yes', 'no']),
  ];
}

export function pick<T>(roll: () => number, values: readonly T[]): T {
  return values[Math.floor(roll() * values.length)] as T; // every caller gives at least one value
}
