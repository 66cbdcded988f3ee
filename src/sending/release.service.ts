import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { machine, onErrand } from '../kernel/actor.js';
import { contactMethodIdentity } from '../parties/party.sealed.js';
import { Clock } from '../platform/clock.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Log } from '../platform/log.js';
import { erased, openRows } from '../platform/sealing/sealing.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import type { OutgoingMessage, StopReason } from './outgoing.codes.js';
import { isTooLate } from './sending.rules.js';
import { Senders } from './senders.js';
import { messageTo } from './templates.js';

/** What is to be let go: queued by an event, in a case. */
export interface Errand {
  readonly eventId: number;
  readonly outgoingId: string;
  readonly caseId: string;
}

interface Claimed {
  readonly kind: 'text' | 'email';
  readonly message: OutgoingMessage;
  readonly to: string;
}

/**
 * Lets go what waits, once its time has come and if it is safe at that moment: the database judges again as it is claimed. What
 * is claimed is sent at most once: where a process dies in between, nobody knows whether it went, and it is not sent again.
 */
@Injectable()
export class Release {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly senders: Senders,
    private readonly log: Log,
  ) {}

  /** Milliseconds until its time, where it is too early; otherwise it has gone, or was stopped, or there is nothing to do. */
  async release(errand: Errand): Promise<number> {
    const useAt = await this.db.run(onErrand(errand.eventId), (tx) => waitingUntil(tx, errand.outgoingId));
    if (useAt === null) return 0;
    const early = useAt.getTime() - this.clock.now().getTime();
    if (early > 0) return early;
    if (isTooLate(useAt, this.clock.now())) {
      await this.end(errand, 'stopped', 'too_late');
      return 0;
    }
    const claimed = await this.claim(errand);
    if (claimed) await this.send(errand, claimed);
    return 0;
  }

  private async claim(errand: Errand): Promise<Claimed | null> {
    const { eventId, outgoingId } = errand;
    try {
      return await this.db.run(onErrand(eventId), (tx) => claim(tx, outgoingId, this.clock.now()));
    } catch (error) {
      if (brokenConstraint(error) !== 'outgoing_is_safe') throw error;
      await this.end(errand, 'stopped', 'not_safe_then');
      return null;
    }
  }

  private async send(errand: Errand, { kind, message, to }: Claimed): Promise<void> {
    try {
      await this.senders.send(kind, { to, words: messageTo(message) });
    } catch (error) {
      this.log.error('sending.failed', error);
      await this.end(errand, 'failed');
      return;
    }
    await this.end(errand, 'sent');
  }

  /** What nothing let go in time, and what was taken and never heard of again: ended, so that whoever made it is told. */
  sweep(): Promise<void> {
    return this.db.run(machine('worker'), async (tx) => {
      await tx.query('SELECT sweep_outgoing($1)', [this.clock.now()]);
    });
  }

  private end(
    { eventId, outgoingId, caseId }: Errand,
    state: 'sent' | 'failed' | 'stopped',
    because: StopReason | null = null,
  ): Promise<void> {
    return this.db.run(onErrand(eventId), async (tx) => {
      const [ended] = await tx.query<[unknown[], number]>(
        `UPDATE outgoing SET state = $2, ended_at = $3, stopped_because = $4
         WHERE id = $1 AND state = CASE WHEN $2 = 'stopped' THEN 'waiting' ELSE 'releasing' END RETURNING id`,
        [outgoingId, state, this.clock.now(), because],
      );
      if (ended.length > 0) await addHistory(tx, { did: `outgoing.${state}`, to: outgoingId, in: caseId });
    });
  }
}

async function waitingUntil(tx: EntityManager, outgoingId: string): Promise<Date | null> {
  const [row] = await tx.query<{ useAt: Date }[]>(
    `SELECT use_at AS "useAt" FROM outgoing WHERE id = $1 AND state = 'waiting'`,
    [outgoingId],
  );
  return row?.useAt ?? null;
}

/** Takes it, so that nobody else does, and finds where it goes: only what was taken shows that. Null where it was taken. */
async function claim(tx: EntityManager, outgoingId: string, now: Date): Promise<Claimed | null> {
  const [taken] = await tx.query<[unknown[], number]>(
    `UPDATE outgoing SET state = 'releasing', released_at = $2 WHERE id = $1 AND state = 'waiting' RETURNING id`,
    [outgoingId, now],
  );
  if (taken.length === 0) return null;
  const rows = await tx.query<SealedClaim[]>(
    `SELECT o.kind, o.message, m.id AS "methodId", m.client_id AS "clientId", i.value AS "to" FROM outgoing o
     JOIN contact_method m ON m.id = o.contact_method_id JOIN contact_method_identity i ON i.contact_method_id = m.id WHERE o.id = $1`,
    [outgoingId],
  );
  const [claimed] = await openRows(tx, rows, {
    from: contactMethodIdentity,
    row: ({ methodId }) => methodId,
    keyId: ({ clientId }) => clientId,
    fields: { to: 'value' },
  });
  if (!claimed || claimed.to === erased) throw new Error('There is nowhere to send it');
  return claimed;
}

type SealedClaim = Omit<Claimed, 'to'> & {
  readonly methodId: string;
  readonly clientId: string;
  readonly to: Sealed;
};
