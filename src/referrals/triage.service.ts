import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { Stale } from '../kernel/errors.js';
import { authorise } from '../kernel/policy.js';
import { advocatesOf } from '../cases/case.queries.js';
import { newAdvocate } from '../cases/case.rules.js';
import { startCase } from '../cases/start-case.js';
import { consentsOf } from '../parties/party.queries.js';
import { consentTo } from '../parties/consent.rules.js';
import { londonDate } from '../kernel/plain-date.js';
import { Clock } from '../platform/clock.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { openReferral } from './open-referral.js';
import { Referral } from './referral.entity.js';
import { referrals } from './referral.policy.js';
import { referralDetail, referralWith } from './referral.queries.js';
import type { DecisionForm } from './triage.dto.js';
import { decided, firstOf, mayBeContacted, repeatsNoneOfItsOwn, type Decided } from './triage.rules.js';

/** What a decision is called in history, by the state it leads to. */
const happenings = {
  received: 'referral.received',
  waiting: 'referral.put_on_waiting_list',
  accepted: 'referral.accepted',
  redirected: 'referral.redirected',
  declined: 'referral.declined',
  duplicate: 'referral.marked_duplicate',
} as const;

@Injectable()
export class TriageService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Decides a referral, in the decider's name; accepting it opens a case and gives that to an advocate. */
  decide(actor: Person, referralId: string, form: DecisionForm): Promise<{ caseId: string | null }> {
    return this.db.run(actor, async (tx) => {
      // Who looked at it before somebody else decided it is told that, and not that there is no such referral.
      const referral = await openReferral(tx, actor, {
        referralId,
        permission: referrals.view,
        toChange: true,
      });
      if (referral.version !== form.version) throw new Stale(referral.version);
      authorise(actor, referrals.decide, referral);
      const { decision, reason = null, advocateId = null, repeats = null } = form;
      const made = decided(referral.state, { decision, reason, advocateId, repeats });
      // One instant for both: a cut-off between them would count the case before its acceptance.
      const now = this.clock.now();
      const caseId = await caseFor(tx, referral, { ...made, now });
      await guardedUpdate(tx, [Referral, { id: referral.id, version: form.version }], {
        state: made.state,
        decision: made.decision,
        decisionReason: made.reason,
        decidedAt: now,
        decidedBy: actor.userId,
        duplicateOf: await firstFor(tx, referral, made),
        caseId,
      });
      await addHistory(tx, {
        did: happenings[made.state],
        to: referral.id,
        ...(caseId ? { in: caseId } : {}),
      });
      return { caseId };
    });
  }
}

/** Opens the case an acceptance asks for; none where the decision is another. */
async function caseFor(
  tx: EntityManager,
  referral: Referral,
  { advocateId: chosen, now }: Decided & { now: Date },
): Promise<string | null> {
  if (chosen === null) return null;
  const today = londonDate(now);
  mayBeContacted(consentTo('contact', await consentsOf(tx, referral.clientId), today).state);
  const team = (await advocatesOf(tx, referral.teamId)).map(({ code }) => code);
  const advocateId = newAdvocate(chosen, null, team);
  const { cyberTypes } = await referralDetail(tx, referral.id);
  const { teamId, clientId, perpetratorId, policeArea, relationship, relationshipUnknownReason } = referral;
  const { cyberElement, cyberUnknownReason, ageAtReferral, ageUnknownReason } = referral;
  const people = { teamId, clientId, perpetratorId };
  const coded = { policeArea, relationship, relationshipUnknownReason, cyberElement, cyberUnknownReason };
  const facts = { ...people, ...coded, ageAtReferral, ageUnknownReason };
  return startCase(tx, { facts, cyberTypes, advocateId }, { today, now });
}

/** The first referral a duplicate repeats, among those this person may see. */
async function firstFor(tx: EntityManager, { id }: Referral, { repeats }: Decided): Promise<string | null> {
  if (repeats === null) return null;
  repeatsNoneOfItsOwn(await tx.countBy(Referral, { duplicateOf: id }));
  return firstOf((await referralWith(tx, repeats)) ?? undefined, id);
}
