import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { supportedOn } from './attempt.rules.js';
import type { AttemptForm } from './case.dto.js';
import type { Case } from './case.entity.js';
import { cases } from './case.policy.js';
import { openCase } from './open-case.js';
import { recordAttempt } from './record-attempt.js';

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
      const reached = { clientId: kase.clientId, caseId: kase.id, referralId: null };
      const { id, at } = await recordAttempt(tx, reached, { form, now });
      await addHistory(tx, { did: 'contact.attempted', to: id, in: kase.id });
      const supported = supportedOn({ at, outcome: form.outcome }, kase.openedOn);
      if (supported) await countFirstSupport(tx, kase, { supported, now });
      return id;
    });
  }
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
