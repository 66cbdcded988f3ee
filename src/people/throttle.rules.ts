/** Failures in a row that cost nothing: of one account, and of one network address, behind which a whole office may be. */
export const freeFailures = { account: 4, address: 29 } as const;

/**
 * How long an account or address must wait after failing to sign in: nothing for the failures that are free, a minute after
 * the next, doubling to a quarter of an hour. So at most ten guesses at an account in five minutes (Cyber Essentials), and
 * nobody can lock a colleague out for longer than that.
 * @param failures failures in a row so far @returns whole seconds from the last failure
 */
export function secondsToWait(failures: number, free: number): number {
  if (failures <= free) return 0;
  return Math.min(60 * 2 ** (failures - free - 1), 15 * 60);
}
