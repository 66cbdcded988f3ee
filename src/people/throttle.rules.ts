/** Failures in a row that cost nothing: of one account, and of one subscriber's line, behind which a whole office may be. */
export const freeFailures = { account: 4, address: 29 } as const;

/**
 * How long an account or line must wait after failing to sign in: nothing for the failures that are free, a minute after
 * the next, doubling to a quarter of an hour. So at most ten guesses at an account in five minutes (Cyber Essentials).
 * A stranger who never stops can keep an account waiting in every browser that it has not signed in from; in one that it has,
 * which is counted by itself, nobody's failures but its own make it wait.
 * @param failures failures in a row so far @returns whole seconds from the last failure
 */
export function secondsToWait(failures: number, free: number): number {
  if (failures <= free) return 0;
  return Math.min(60 * 2 ** (failures - free - 1), 15 * 60);
}
