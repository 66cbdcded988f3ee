import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { onErrand } from '../kernel/actor.js';
import { referralSender } from '../parties/sender.sealed.js';
import { Clock } from '../platform/clock.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Queues, type JobData } from '../platform/jobs/queues.js';
import { openRows } from '../platform/sealing/sealing.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { Senders } from './senders.js';

const queue = 'answer-referrer';

/** A notice that was queued, by the event that says so, and the case that its referral became where it did. */
interface Queued {
  readonly eventId: number;
  readonly noticeId: string;
  readonly caseId: string | null;
}

/** Sends whoever referred somebody an email that there is an answer, at most once, where the person agrees at that moment too. */
@Injectable()
export class AnswerReferrerJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly db: UnitOfWork,
    private readonly senders: Senders,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, (data) => this.work(data));
    this.queues.onEvent('referral.referrer_email_queued', queue);
  }

  async work({ eventId, recordId, caseId }: JobData): Promise<void> {
    if (typeof eventId !== 'number' || typeof recordId !== 'string')
      throw new Error('What goes out is a notice');
    const queued = { eventId, noticeId: recordId, caseId: typeof caseId === 'string' ? caseId : null };
    const to = await this.claim(queued);
    if (to === null) return;
    try {
      await this.senders.answer(to);
    } catch {
      await this.end(queued, 'failed');
      return;
    }
    await this.end(queued, 'sent');
  }

  private async claim(queued: Queued): Promise<string | null> {
    try {
      return await this.db.run(onErrand(queued.eventId), (tx) =>
        claim(tx, queued.noticeId, this.clock.now()),
      );
    } catch (error) {
      if (brokenConstraint(error) !== 'referrer_may_be_told') throw error;
      await this.end(queued, 'stopped');
      return null;
    }
  }

  private end({ eventId, noticeId, caseId }: Queued, state: 'sent' | 'failed' | 'stopped'): Promise<void> {
    return this.db.run(onErrand(eventId), async (tx) => {
      const [ended] = await tx.query<[unknown[], number]>(
        `UPDATE referrer_notice SET state = $2, ended_at = $3 WHERE id = $1
           AND state = CASE WHEN $2 = 'stopped' THEN 'waiting' ELSE 'releasing' END RETURNING id`,
        [noticeId, state, this.clock.now()],
      );
      const place = caseId === null ? {} : { in: caseId };
      if (ended.length > 0) await addHistory(tx, { did: `referrer_notice.${state}`, to: noticeId, ...place });
    });
  }
}

/** Takes it, so that nobody else does, and finds where it goes. Null where it was taken. */
async function claim(tx: EntityManager, noticeId: string, now: Date): Promise<string | null> {
  const [taken] = await tx.query<[{ referralId: string; clientId: string }[], number]>(
    `UPDATE referrer_notice SET state = 'releasing', released_at = $2 WHERE id = $1 AND state = 'waiting'
     RETURNING referral_id AS "referralId", client_id AS "clientId"`,
    [noticeId, now],
  );
  const [notice] = taken;
  if (!notice) return null;
  const rows = await tx.query<{ to: Sealed | null }[]>(
    'SELECT reached_by AS "to" FROM referral_sender WHERE referral_id = $1',
    [notice.referralId],
  );
  const [sender] = await openRows(tx, rows, {
    from: referralSender,
    row: () => notice.referralId,
    keyId: () => notice.clientId,
    fields: { to: 'reached_by' },
  });
  if (typeof sender?.to !== 'string') throw new Error('There is nowhere to send it');
  return sender.to.trim();
}
