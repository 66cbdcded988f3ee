import type { EntityManager } from 'typeorm';
import { londonDate, type PlainDate } from '../kernel/plain-date.js';
import { contactMethodsOf } from '../parties/party.queries.js';
import { worsenEach } from '../parties/worsen-each.js';
import { attemptMade, taught, waysTried, type Attempt } from './attempt.rules.js';
import type { AttemptForm } from './case.dto.js';
import { londonInstant } from './london-instant.js';

/** In what an attempt is made: a case, or a referral there is no case of yet. */
export interface Reached {
  readonly clientId: string;
  readonly caseId: string | null;
  readonly referralId: string | null;
}

/** Puts an attempt to reach a client on record, with what it teaches of the way it was made by. Whose history says so is the caller's. */
export async function recordAttempt(
  tx: EntityManager,
  reached: Reached,
  { form, now }: { form: AttemptForm; now: Date },
): Promise<{ id: string; at: Date }> {
  const { on, at: time, channel, outcome, methodId = null } = form;
  const at = attemptMade(await londonInstant(tx, on, time), now);
  await learnFrom(tx, reached, { channel, outcome, methodId, learntOn: londonDate(at) });
  const [{ id }] = await tx.query<[{ id: string }]>(
    `INSERT INTO contact_attempt (case_id, referral_id, at, channel, outcome, contact_method_id, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [reached.caseId, reached.referralId, at, channel, outcome, methodId, now],
  );
  return { id, at };
}

/** Makes each way that an attempt was made by as unsafe as it turned out to be, at once: the next call is not made either. */
async function learnFrom(
  tx: EntityManager,
  { clientId, caseId }: Reached,
  { learntOn, ...attempt }: Attempt & { learntOn: PlainDate },
): Promise<void> {
  const safe = taught(attempt.outcome);
  if (safe === undefined && attempt.methodId === null) return;
  const tried = waysTried(attempt, await contactMethodsOf(tx, clientId));
  await worsenEach(tx, tried, { said: { safe }, learntOn, caseId });
}
