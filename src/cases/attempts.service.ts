import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { londonDate, type PlainDate } from '../kernel/plain-date.js';
import { contactMethodsOf } from '../parties/party.queries.js';
import { worsenEach } from '../parties/worsen-each.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { attemptMade, supportedOn, taught, waysTried, type Attempt } from './attempt.rules.js';
import type { AttemptForm } from './case.dto.js';
import type { Case } from './case.entity.js';
import { cases } from './case.policy.js';
import { londonInstant } from './london-instant.js';
import { openCase } from './open-case.js';

/** Attempts to reach a client, and what each of them teaches. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  record(actor: Person, caseId: string, form: AttemptForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.contact, hold: 'to_add' });
      const now = this.clock.now();
      const { on, at: time, channel, outcome, methodId = null } = form;
      const at = attemptMade(await londonInstant(tx, on, time), now);
      await learnFrom(tx, kase, { channel, outcome, methodId, learntOn: londonDate(at) });
      const [attempt] = await tx.query<[{ id: string }]>(
        `INSERT INTO contact_attempt (case_id, at, channel, outcome, contact_method_id, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [kase.id, at, channel, outcome, methodId, now],
      );
      await addHistory(tx, { did: 'contact.attempted', to: attempt.id, in: kase.id });
      const supported = supportedOn({ at, outcome }, kase.openedOn);
      if (supported) await countFirstSupport(tx, kase, { supported, now });
      return attempt.id;
    });
  }
}

/** Makes each way that an attempt was made by as unsafe as it turned out to be, at once: the next call is not made either. */
async function learnFrom(
  tx: EntityManager,
  kase: Case,
  { learntOn, ...attempt }: Attempt & { learntOn: PlainDate },
): Promise<void> {
  const safe = taught(attempt.outcome);
  if (safe === undefined && attempt.methodId === null) return;
  const tried = waysTried(attempt, await contactMethodsOf(tx, kase.clientId));
  await worsenEach(tx, tried, { said: { safe }, learntOn, caseId: kase.id });
}

/** Counts the client as supported, unless they were already: once, and in whichever case came first. */
async function countFirstSupport(
  tx: EntityManager,
  kase: Case,
  { supported, now }: { supported: string; now: Date },
): Promise<void> {
  const written = await tx.query<unknown[]>(
    `INSERT INTO first_support (client_id, case_id, supported_on, recorded_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (client_id) DO NOTHING RETURNING client_id`,
    [kase.clientId, kase.id, supported, now],
  );
  if (written.length > 0) await addHistory(tx, { did: 'client.supported', to: kase.clientId, in: kase.id });
}
