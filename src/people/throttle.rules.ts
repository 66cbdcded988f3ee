/**
 * How long an account or address must wait after failing to sign in: nothing for the first four failures in a row, a
 * minute after the fifth, doubling to a quarter of an hour. So at most ten guesses in five minutes (Cyber Essentials),
 * and nobody can lock a colleague out for longer than that.
 * @param failures failures in a row so far @returns whole seconds from the last failure
 */
export function secondsToWait(failures: number): number {
  if (failures < 5) return 0;
  return Math.min(60 * 2 ** (failures - 5), 15 * 60);
}
