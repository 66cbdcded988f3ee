import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { CapacityFinding, Considered } from './capacity.codes.js';

/** What was considered of a client and one decision, at the time it was to be made. */
export interface CapacityFacts {
  readonly assessedOn: PlainDate;
  /** Whether the mind or brain is impaired or disturbed, for now or for good (s.2(1) and (2)). */
  readonly impairment: Considered;
  /** What must be understood, kept in mind and weighed to decide this, and said by any means (s.3(1)). */
  readonly understand: Considered;
  readonly retain: Considered;
  readonly weigh: Considered;
  readonly communicate: Considered;
  readonly finding: CapacityFinding;
  /** On what an act in the client's best interests rests (s.4); null where the client can decide, or it cannot be told. */
  readonly bestInterests: string | null;
  readonly followUpOn: PlainDate;
}

/**
 * A concern about capacity that the Act allows; returned unchanged. Capacity is presumed (s.1(2)): that somebody lacks it is found only
 * of one decision, where the mind is impaired and, because of that, one of the four is not there; an unwise decision shows nothing
 * (s.1(4)). What is then done is done in their best interests, and says on what that rests (s.1(5), s.4). Days are inclusive: assessed
 * on 3 March 2026 it may be followed up on that very day. Mental Capacity Act 2005, ss.1 to 4, as read on 25 November 2026.
 * @throws RuleBroken `assessed-later`, `follow-up-in-the-past`, `capacity-is-presumed`, `one-of-the-four-is-not-there`,
 *   `best-interests-of-who-lacks-capacity`
 */
export function soundCapacity<F extends CapacityFacts>(facts: F, today: PlainDate): F {
  if (facts.assessedOn > today)
    throw new RuleBroken('assessed-later', 'The day it was considered must be today or earlier');
  if (facts.followUpOn < today)
    throw new RuleBroken('follow-up-in-the-past', 'Enter today or a day to come, to look at it again');
  const missing = [facts.understand, facts.retain, facts.weigh, facts.communicate].includes('no');
  if (facts.finding === 'lacks_capacity' && !(facts.impairment === 'yes' && missing))
    throw new RuleBroken(
      'capacity-is-presumed',
      'A client is taken to be able to decide, unless the mind is impaired and one of the four is not there',
    );
  if (facts.finding === 'has_capacity' && facts.impairment === 'yes' && missing)
    throw new RuleBroken(
      'one-of-the-four-is-not-there',
      'Say that it cannot be told, or that the client cannot decide',
    );
  if ((facts.finding === 'lacks_capacity') !== (facts.bestInterests !== null))
    throw new RuleBroken(
      'best-interests-of-who-lacks-capacity',
      'Say on what their best interests rest, where the client cannot decide, and not otherwise',
    );
  return facts;
}
