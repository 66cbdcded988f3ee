import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound, RuleBroken, Stale } from '../kernel/errors.js';
import { authorise } from '../kernel/policy.js';
import { whoMayTake } from '../allocation/worker.queries.js';
import { howReached } from '../cases/open-case.js';
import { newAdvocate } from '../cases/case.rules.js';
import { startCase } from '../cases/start-case.js';
import { consentsOf } from '../parties/party.queries.js';
import { consentTo } from '../parties/consent.rules.js';
import { londonDate } from '../kernel/plain-date.js';
import { Clock } from '../platform/clock.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { carryWarnings } from './carry-warnings.js';
import { checkDecidable } from './check-decidable.js';
import { take } from './handling.service.js';
import { openReferral } from './open-referral.js';
import { Referral } from './referral.entity.js';
import { referrals } from './referral.policy.js';
import { referralDetail, referralWith } from './referral.queries.js';
import type { AmendmentForm, DecisionForm } from './triage.dto.js';
import { deciderOf, leftTo } from './triage.queries.js';
import {
  amended,
  decided,
  decidedByAnother,
  firstOf,
  inOwnHand,
  openedWithoutContact,
  repeatsNoneOfItsOwn,
  type Decided,
  type DecisionFacts,
} from './triage.rules.js';

/** What a decision is called in history, by the state it leads to. */
const happenings = {
  received: 'referral.received',
  waiting: 'referral.put_on_waiting_list',
  accepted: 'referral.accepted',
  redirected: 'referral.redirected',
  declined: 'referral.declined',
  duplicate: 'referral.marked_duplicate',
  unreached: 'referral.could_not_be_reached',
} as const;

@Injectable()
export class TriageService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides a referral, in the decider's name, who has it in hand from then on; accepting it opens a case and gives that to an
   * advocate. @throws RuleBroken `another-decides`, `taken-up-by-another`, or of `decided`
   */
  decide(actor: Person, referralId: string, form: DecisionForm): Promise<{ caseId: string | null }> {
    return this.db.run(actor, async (tx) => {
      const referral = await this.seen(tx, actor, { referralId, version: form.version });
      authorise(actor, referrals.decide, referral);
      decidedByAnother(await leftTo(tx, referral));
      const now = this.clock.now();
      const decider = await deciderOf(tx, referral.id);
      inOwnHand(decider, actor.userId);
      if (decider === null) await take(tx, { referralId, staffId: actor.userId, now });
      return settle(tx, actor, { referral, made: decided(referral.state, factsOf(form)), now });
    });
  }

  /** Puts another decision in the place of one, and keeps what it was, by whom, when, and why it was put right. */
  amend(actor: Person, referralId: string, form: AmendmentForm): Promise<{ caseId: string | null }> {
    return this.db.run(actor, async (tx) => {
      const referral = await this.seen(tx, actor, { referralId, version: form.version });
      authorise(actor, referrals.amend, referral);
      decidedByAnother(await leftTo(tx, referral));
      const now = this.clock.now();
      const { decision, decisionReason: reason } = referral;
      if (decision === null) throw new NotFound();
      const { firstReference: repeats } = await referralDetail(tx, referralId);
      const made = amended({ decision, reason, repeats, advocateId: null, basis: null }, factsOf(form));
      await tx.query(
        `INSERT INTO referral_amendment (referral_id, why, decision, decision_reason, decided_at, decided_by, amended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [referralId, form.why, decision, reason, referral.decidedAt, referral.decidedBy, now],
      );
      await addHistory(tx, { did: 'referral.amended', to: referralId });
      return settle(tx, actor, { referral, made, now });
    });
  }

  /** Who looked at it before somebody else decided it is told that, and not that there is no such referral. */
  private async seen(
    tx: EntityManager,
    actor: Person,
    { referralId, version }: { referralId: string; version: number },
  ): Promise<Referral> {
    const which = { referralId, permission: referrals.view, toChange: true };
    const referral = await openReferral(tx, actor, which);
    if (referral.version !== version) throw new Stale(referral.version);
    return referral;
  }
}

function factsOf(form: DecisionForm): DecisionFacts {
  const { decision, reason, advocateId, repeats, basis } = form;
  return {
    decision,
    reason: reason ?? null,
    advocateId: advocateId ?? null,
    repeats: repeats?.toUpperCase() ?? null,
    basis: basis ?? null,
  };
}

interface Settled {
  readonly referral: Referral;
  readonly made: Decided;
  /** One instant for the case and its acceptance: a cut-off between them would count the case before. */
  readonly now: Date;
}

/** Writes a decision down with what follows from it: of a duplicate, that the first is warned. Its clock has nothing left to stand still for. */
async function settle(
  tx: EntityManager,
  actor: Person,
  { referral, made, now }: Settled,
): Promise<{ caseId: string | null }> {
  const { id, version } = referral;
  await checkDecidable(tx, actor, { referral, made, now });
  const { caseId, withoutContact } = await caseFor(tx, referral, { ...made, now });
  const first = await firstFor(tx, referral, made);
  await guardedUpdate(tx, [Referral, { id, version }], {
    state: made.state,
    decision: made.decision,
    decisionReason: made.reason,
    decidedAt: now,
    decidedBy: actor.userId,
    duplicateOf: first?.id ?? null,
    caseId,
    withoutContact,
  });
  await tx.query('UPDATE referral_pause SET ended_at = $2 WHERE referral_id = $1 AND ended_at IS NULL', [
    id,
    now,
  ]);
  if (caseId !== null)
    await tx.query('UPDATE contact_attempt SET case_id = $2 WHERE referral_id = $1 AND case_id IS NULL', [
      id,
      caseId,
    ]);
  await addHistory(tx, { did: happenings[made.state], to: id, ...(caseId ? { in: caseId } : {}) });
  if (first) await carryWarnings(tx, referral, { first, learntOn: londonDate(now) });
  return { caseId };
}

/** Opens the case an acceptance asks for, and says on what basis where the person does not want to be contacted; none where the decision is another. */
async function caseFor(
  tx: EntityManager,
  referral: Referral,
  { advocateId: chosen, basis, now }: Decided & { now: Date },
): Promise<Pick<Referral, 'caseId' | 'withoutContact'>> {
  if (chosen === null) return { caseId: null, withoutContact: null };
  const today = londonDate(now);
  const { state: toContact } = consentTo('contact', await consentsOf(tx, referral.clientId), today);
  const withoutContact = openedWithoutContact(toContact, basis);
  const advocateId = newAdvocate(chosen, null, await whoMayTake(tx, referral));
  const { cyberTypes } = await referralDetail(tx, referral.id);
  const { teamId, clientId, perpetratorId, policeArea, relationship, relationshipUnknownReason } = referral;
  const { cyberElement, cyberUnknownReason, ageAtReferral, ageUnknownReason } = referral;
  const people = { teamId, clientId, perpetratorId };
  const coded = { policeArea, relationship, relationshipUnknownReason, cyberElement, cyberUnknownReason };
  const facts = { ...people, ...coded, ageAtReferral, ageUnknownReason };
  const caseId = await startCase(tx, { facts, cyberTypes, advocateId }, { today, now });
  if (withoutContact !== null)
    await addHistory(tx, { did: 'case.opened_without_contact', to: caseId, in: caseId });
  return { caseId, withoutContact };
}

/**
 * The first referral a duplicate repeats, among those of one's own teams: its client is told what the duplicate warns of, which
 * nobody may who only looked at it in an emergency. @throws RuleBroken `first-of-another-team`, or of `firstOf`
 */
async function firstFor(tx: EntityManager, { id }: Referral, { repeats }: Decided): Promise<Referral | null> {
  if (repeats === null) return null;
  repeatsNoneOfItsOwn(await tx.countBy(Referral, { duplicateOf: id }));
  const firstId = firstOf((await referralWith(tx, repeats)) ?? undefined, id);
  const first = await howReached(tx, await tx.findOneByOrFail(Referral, { id: firstId }));
  if (!first.inEmergency) return first;
  throw new RuleBroken(
    'first-of-another-team',
    'The first referral is of another team, who must be told what this one says. Return it to the referrer, or redirect it to them',
  );
}
