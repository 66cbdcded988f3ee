import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import type { AttemptForm } from '../cases/case.dto.js';
import { recordAttempt } from '../cases/record-attempt.js';
import { clientFactsOf } from '../parties/party.queries.js';
import type { ClientFacts } from '../parties/party.view.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { openReferral } from './open-referral.js';
import type { Referral } from './referral.entity.js';
import { referrals } from './referral.policy.js';

/** Reaching whoever is referred, before there is a case. */
@Injectable()
export class ReachingService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The referral and its client, for whoever may try to reach them. */
  show(actor: Person, referralId: string): Promise<{ referral: Referral } & ClientFacts> {
    return this.db.run(actor, async (tx) => {
      const referral = await openReferral(tx, actor, { referralId, permission: referrals.contact });
      return { referral, ...(await clientFactsOf(tx, referral.clientId)) };
    });
  }

  /** Records an attempt. Speaking with the person before they are accepted supports nobody: that is counted in a case. */
  record(actor: Person, referralId: string, form: AttemptForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const { clientId } = await openReferral(tx, actor, { referralId, permission: referrals.contact });
      const reached = { clientId, caseId: null, referralId };
      const { id } = await recordAttempt(tx, reached, { form, now: this.clock.now() });
      await addHistory(tx, { did: 'referral.contact_attempted', to: id });
      return id;
    });
  }
}
