import { RuleBroken } from '../kernel/errors.js';

const week = 7 * 24 * 3_600_000;
/** A week in which the clocks go back is an hour longer. */
const hour = 3_600_000;

/**
 * A turn on call, returned unchanged: it ends after it begins, after now, and within a week. From Friday 6 March 2026 17:00 until
 * Monday 9 March 09:00 is one; the end is the first moment at which it is over.
 * @throws RuleBroken `turn-ends-too-soon` or `turn-is-too-long`
 */
export function soundTurn<T extends { readonly fromAt: Date; readonly toAt: Date }>(turn: T, now: Date): T {
  const length = turn.toAt.getTime() - turn.fromAt.getTime();
  if (length <= 0 || turn.toAt <= now)
    throw new RuleBroken('turn-ends-too-soon', 'It must end after it begins, and after now');
  if (length > week + hour)
    throw new RuleBroken('turn-is-too-long', 'Nobody is on call for more than a week at a time');
  return turn;
}
