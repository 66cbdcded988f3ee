import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { soundConsent } from '../parties/consent.rules.js';
import { consentsOf, contactMethodsOf } from '../parties/party.queries.js';
import { addConsent } from '../parties/record-client.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { whyNotTold } from '../sending/referrer.codes.js';
import { addNotice, noticesOf, type NoticeRow } from '../sending/referrer-notices.js';
import {
  emailOfSender,
  mayTellReferrer,
  soundNotice,
  type AnswerDecision,
} from '../sending/referrer.rules.js';
import { Senders } from '../sending/senders.js';
import { openReferral } from './open-referral.js';
import type { Referral } from './referral.entity.js';
import { referrals } from './referral.policy.js';
import type { AgreementForm, NoticeForm } from './referrer.dto.js';
import { senderOf, type ReferralSender } from './sender.queries.js';

/** Whether whoever referred may be told, and what they were. */
export interface Answering {
  readonly referral: Referral;
  readonly sender: ReferralSender | null;
  readonly decision: AnswerDecision;
  /** Whether an email could go to them: there is an address that is safe to use, and a mail server. */
  readonly canEmail: boolean;
  readonly notices: readonly NoticeRow[];
}

/** Telling whoever referred somebody what became of it, by the person’s agreement and in no other way. */
@Injectable()
export class ReferrerService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly senders: Senders,
  ) {}

  show(actor: Person, referralId: string): Promise<Answering> {
    return this.db.run(actor, async (tx) => {
      const referral = await openReferral(tx, actor, { referralId, permission: referrals.tellReferrer });
      const { decision, sender, email } = await this.standing(tx, referral);
      return {
        referral,
        decision,
        sender,
        canEmail: email !== null,
        notices: await noticesOf(tx, referralId),
      };
    });
  }

  /** Records what the person answered, in the case where there is one and before there is. */
  recordAnswer(actor: Person, referralId: string, form: AgreementForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const which = { referralId, permission: referrals.tellReferrer };
      const { clientId, caseId } = await openReferral(tx, actor, which);
      const { value, how = null, givenOn, untilOn = null } = form;
      const said = { purpose: 'share_referrer', value, how, givenOn, untilOn } as const;
      const answer = soundConsent(said, this.clock.today());
      const id = await addConsent(tx, clientId, { ...answer, recordedAt: this.clock.now() });
      await addHistory(tx, { did: 'consent.recorded', to: id, ...placeOf(caseId) });
      return id;
    });
  }

  /**
   * Puts on record that they were told, or queues an email that says nothing.
   * @throws RuleBroken `referrer-may-not-be-told`, saying why not, or of `soundNotice`
   */
  tell(actor: Person, referralId: string, { way, checked: how }: NoticeForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const checked = how ?? null;
      const which = { referralId, permission: referrals.tellReferrer };
      const referral = await openReferral(tx, actor, which);
      const { decision, email } = await this.standing(tx, referral);
      if (!decision.mayTell) {
        const why = labelOf(whyNotTold, decision.because);
        throw new RuleBroken('referrer-may-not-be-told', `They may not be told. ${why}`);
      }
      if (referral.decision === null) throw new NotFound();
      soundNotice({ way, checked }, email);
      const { consentId } = decision;
      const told = {
        referralId,
        clientId: referral.clientId,
        decision: referral.decision,
        way,
        checked,
        consentId,
        madeAt: this.clock.now(),
      };
      const id = await addNotice(tx, told);
      const did = way === 'email' ? 'referral.referrer_email_queued' : 'referral.referrer_told';
      await addHistory(tx, { did, to: id, ...placeOf(referral.caseId) });
      return id;
    });
  }

  private async standing(tx: EntityManager, referral: Referral) {
    const sender = await senderOf(tx, referral);
    const consents = await consentsOf(tx, referral.clientId);
    const { state, sealed, source } = referral;
    const facts = { state, sealed, source, sentByThemselves: sender?.form === 'self', consents };
    const decision = mayTellReferrer(facts, this.clock.today());
    const ways = await contactMethodsOf(tx, referral.clientId);
    const email = this.senders.can('email') ? emailOfSender(sender?.reachedBy ?? null, ways) : null;
    return { decision, sender, email };
  }
}

const placeOf = (caseId: string | null) => (caseId === null ? {} : { in: caseId });
