import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Machine, Person, ServiceKey } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { authorise } from '../kernel/policy.js';
import { advocatesOf } from '../cases/case.queries.js';
import { londonInstant } from '../cases/london-instant.js';
import { identifiersOf } from '../parties/identifiers.queries.js';
import { clientFactsOf } from '../parties/party.queries.js';
import type { ClientFacts } from '../parties/party.view.js';
import { ConflictTokens } from '../people/conflict-tokens.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { Secrets } from '../platform/secrets.js';
import { openReferral } from './open-referral.js';
import { addSender, senderOf, type ReferralSender } from './sender.queries.js';
import { asHearsay, likenessOf, peopleIn, receivedReferral } from './received-referral.js';
import { recordReferral, type Earlier, type Recorded } from './record-referral.js';
import type { ReferralForm } from './referral.dto.js';
import type { SentReferralForm } from './sent-referral.dto.js';
import type { Referral } from './referral.entity.js';
import { referrals } from './referral.policy.js';
import {
  likelyDuplicates,
  myTeams,
  otherReferralsOf,
  referralDetail,
  referralWith,
} from './referral.queries.js';
import { referralsList, type ReferralRow } from './referral-list.queries.js';
import type { LikelyDuplicate, OtherReferral, ReferralDetail } from './referral.queries.js';
import type { ReferralsQuery } from './triage.dto.js';
import { handlingOf, type Handling } from './triage.queries.js';
import type { ReferralFilter } from './triage.codes.js';

/** A referral and everything its page shows beside it. */
export interface OpenedReferral {
  readonly referral: Referral;
  readonly detail: ReferralDetail;
  readonly person: ClientFacts;
  readonly sender: ReferralSender | null;
  readonly others: readonly OtherReferral[];
  readonly likely: readonly LikelyDuplicate[];
  readonly advocates: readonly CodeEntry[];
  readonly handling: Handling;
}

/** Who outside sends it, to which team; by a public form also as whom. */
export interface SentFrom {
  readonly actor: ServiceKey | Machine;
  readonly teamId: string;
  readonly sender: ReferralSender | null;
}

@Injectable()
export class ReferralsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: ConflictTokens,
    private readonly secrets: Secrets,
  ) {}

  list(
    actor: Person,
    query: ReferralsQuery,
  ): Promise<{ filter: ReferralFilter; referrals: Paged<ReferralRow> }> {
    const filter = query.state ?? 'undecided';
    return this.db.run(actor, async (tx) => {
      const shown = await referralsList(tx, { filter, asked: query.page, now: this.clock.now() });
      await listed(tx, 'referrals.listed', { rows: shown.rows, idOf: ({ id }) => id });
      return { filter, referrals: shown };
    });
  }

  /** The teams a referral may be recorded for. */
  teams(actor: Person): Promise<CodeEntry[]> {
    return this.db.run(actor, myTeams);
  }

  /** Whoever may be the same person, to be looked at before a second record is made. */
  likely(actor: Person, form: ReferralForm): Promise<LikelyDuplicate[]> {
    return this.db.run(actor, (tx) => likelyDuplicates(tx, likenessOf(form), { secrets: this.secrets }));
  }

  show(actor: Person, referralId: string): Promise<OpenedReferral> {
    return this.db.run(actor, async (tx) => {
      const referral = await openReferral(tx, actor, { referralId, permission: referrals.view });
      const { state, clientId, teamId } = referral;
      const person = await clientFactsOf(tx, clientId);
      const { client, methods } = person;
      const knownBy = await identifiersOf(tx, [clientId]);
      const likeness = { ...client, reachedBy: methods.map(({ value }) => value), knownBy };
      const search = { secrets: this.secrets, except: clientId };
      return {
        referral,
        person,
        detail: await referralDetail(tx, referralId),
        sender: await senderOf(tx, referral),
        others: await otherReferralsOf(tx, referral),
        likely: state === 'received' ? await likelyDuplicates(tx, likeness, search) : [],
        advocates: await advocatesOf(tx, teamId),
        handling: await handlingOf(tx, referral),
      };
    });
  }

  /**
   * Records a referral as it came in.
   * @throws RuleBroken `likely-duplicate` where somebody alike is on record and nobody has said whether they are the same,
   * `not-likely-the-same` where they are said to be and nothing is alike
   */
  record(actor: Person, form: ReferralForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      authorise(actor, referrals.record, { state: 'received' });
      const receivedAt = await londonInstant(tx, form.receivedOn, form.receivedTime);
      const present = { now: this.clock.now(), today: this.clock.today() };
      const received = receivedReferral(form, receivedAt, present);
      const earlier = await earlierOf(tx, form, this.secrets);
      const teamId = earlier?.referral.teamId ?? (await teamFor(tx, form));
      const recorded = await recordReferral(tx, { actor, received, earlier, teamId, today: present.today });
      await this.tokens.enter(tx, peopleIn(received, recorded));
      return recorded.id;
    });
  }

  /**
   * Records a referral that a program outside sends, as received now by the team its key is for. Whether anybody alike is on
   * record is looked at by that team, on the referral's page: whoever sends learns nothing of it. However it says that an answer
   * about consent came, it came to us through the referrer.
   */
  send(key: ServiceKey, form: SentReferralForm): Promise<string> {
    const receive = this.receiving(asHearsay(form));
    return this.db.run(key, async (tx) => {
      const [{ teamId }] = await tx.query<[{ teamId: string }]>('SELECT my_keys_team() AS "teamId"');
      return (await receive(tx, { actor: key, teamId, sender: null })).reference;
    });
  }

  /**
   * The step that puts what somebody outside sends on record, compared for conflicts of interest in the same transaction. What
   * it says is judged before there is one. @throws RuleBroken where what it says cannot be so
   */
  receiving(form: SentReferralForm): (tx: EntityManager, from: SentFrom) => Promise<Recorded> {
    const present = { now: this.clock.now(), today: this.clock.today() };
    const said = Object.assign({ receivedOn: present.today, receivedTime: '' }, form);
    const received = receivedReferral(said, present.now, present);
    return async (tx, { actor, teamId, sender }) => {
      const sent = { actor, received, earlier: null, teamId, today: present.today };
      const recorded = await recordReferral(tx, sent);
      if (sender) await addSender(tx, recorded, sender);
      await this.tokens.enter(tx, peopleIn(received, recorded));
      return recorded;
    };
  }
}

/**
 * The referral this one follows on from, or null where the person is new. It is of somebody like whom this one names, as it
 * stands now: a reference alone, from a page opened before the name was changed or from a program, is not believed.
 */
async function earlierOf(tx: EntityManager, form: ReferralForm, secrets: Secrets): Promise<Earlier | null> {
  if (form.sameAs === 'someone_else') return null;
  const likely = await likelyDuplicates(tx, likenessOf(form), { secrets });
  if (form.sameAs === undefined) {
    if (likely.length === 0) return null;
    const references = likely.map(({ reference }) => reference).join(', ');
    throw new RuleBroken(
      'likely-duplicate',
      `This may be a person already referred: ${references}. Say whether it is`,
    );
  }
  const referral = form.repeats === undefined ? null : await referralWith(tx, form.repeats);
  if (!referral)
    throw new RuleBroken('no-such-referral', 'Select which earlier referral is of the same person');
  if (likely.some(({ clientId }) => clientId === referral.clientId)) return { referral, sameAs: form.sameAs };
  throw new RuleBroken(
    'not-likely-the-same',
    'Nothing entered here is like the person of that referral. Check which it is, or say that this is someone else',
  );
}

async function teamFor(tx: EntityManager, { teamId }: ReferralForm): Promise<string> {
  const teams = (await myTeams(tx)).map(({ code }) => code);
  const team = teamId ?? (teams.length === 1 ? teams[0] : undefined);
  if (team !== undefined && teams.includes(team)) return team;
  throw new RuleBroken('team-not-yours', 'Select which of your teams the referral is for');
}
