import { RuleBroken } from '../kernel/errors.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import type { ClosureReason } from './case.codes.js';

/** Far above a day's honest work in an hour, far below a team's whole caseload in a night. */
const mostCasesAnHour = 200;

/**
 * Lets a case be opened that is not one of very many: whoever copies records out opens one after another.
 * @param others cases the same person opened in the last hour, this one not among them
 * @throws RuleBroken `too-many-cases`
 */
export function checkPace(others: number): void {
  if (others < mostCasesAnHour) return;
  throw new RuleBroken(
    'too-many-cases',
    'You have opened 200 other cases within an hour, which is more than anyone works on. Go on with those, or wait a while. If someone is in danger now, ask whoever works on the case.',
  );
}

export interface Closure {
  readonly closedOn: PlainDate;
  readonly reason: ClosureReason;
}

/** The days of an open case that its closure cannot come before; the day of the last attempt to reach the client, if any. */
export interface OpenDays {
  readonly openedOn: PlainDate;
  readonly lastContactOn: PlainDate | null;
}

/**
 * A closure whose day is one on which the case was open; returned unchanged. The day it was opened, that of the last attempt
 * to reach the client and today all are.
 * @throws RuleBroken `closed-in-the-future`, `closed-before-opened` or `closed-before-contact`
 */
export function soundClosure(
  closure: Closure,
  { openedOn, lastContactOn }: OpenDays,
  today: PlainDate,
): Closure {
  if (closure.closedOn > today) {
    throw new RuleBroken('closed-in-the-future', 'The day the case closed cannot be in the future');
  }
  if (closure.closedOn < openedOn) {
    throw new RuleBroken(
      'closed-before-opened',
      'The day the case closed cannot be before the day it was opened',
    );
  }
  if (lastContactOn !== null && closure.closedOn < lastContactOn) {
    throw new RuleBroken(
      'closed-before-contact',
      `A contact is recorded on ${inWords(lastContactOn)}, when the case was still open. Check the date`,
    );
  }
  return closure;
}

/**
 * The advocate a case goes to: one who may have it, and not the one it has. Who may not is answered alike, whether they work in
 * another team, stopped working here, or may not see the client: why would tell of them.
 * @throws RuleBroken `cannot-take-the-case` or `already-allocated`
 */
export function newAdvocate(chosen: string, now: string | null, able: readonly string[]): string {
  if (!able.includes(chosen)) {
    throw new RuleBroken('cannot-take-the-case', 'That advocate cannot take this case. Select another');
  }
  if (chosen === now) {
    throw new RuleBroken('already-allocated', 'The case is already with that advocate. Select another');
  }
  return chosen;
}
