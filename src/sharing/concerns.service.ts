import { Injectable } from '@nestjs/common';
import type { Case } from '../cases/case.entity.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound, RuleBroken, Stale } from '../kernel/errors.js';
import { socialCareChoices } from '../parties/agency.queries.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import type { ConcernFollowUpForm, ConcernForm } from './concern.dto.js';
import { concerns } from './concern.policy.js';
import * as kept from './concern.queries.js';
import { makeShare, shareDecision } from './make-share.js';
import type { ShareDecision } from './share.rules.js';
import { followUp } from '../safeguards/follow-up.queries.js';
import { safeguardingConcernNarrative } from './concern.sealed.js';

export interface WhichConcern {
  readonly caseId: string;
  readonly concernId: string;
}

/** Social care there is to choose from, and of the one chosen whether anything may go to it. */
export interface ConcernChoices {
  readonly kase: Case;
  readonly agencies: readonly CodeEntry[];
  readonly decision: ShareDecision | null;
}

/** Concerns for a child or an adult at risk, raised with social care and followed up. */
@Injectable()
export class ConcernsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(actor: Person, caseId: string, asked: unknown): Promise<{ kase: Case; paged: Paged<kept.Concern> }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: concerns.view });
      const paged = await kept.concernsOf(tx, kase.id, asked);
      await listed(tx, 'concerns.listed', { rows: paged.rows, idOf: ({ id }) => id });
      return { kase, paged };
    });
  }

  show(actor: Person, { caseId, concernId }: WhichConcern): Promise<{ kase: Case; concern: kept.Concern }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: concerns.view });
      const concern = await kept.concernIn(tx, kase.id, concernId);
      await addEntry(tx, { act: 'concern.read', about: { kind: 'safeguarding_concern', id: concern.id } });
      return { kase, concern };
    });
  }

  choices(
    actor: Person,
    { caseId, agencyId }: { caseId: string; agencyId: string | null },
  ): Promise<ConcernChoices> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: concerns.raise });
      const agencies = await socialCareChoices(tx);
      const known = agencies.some(({ code }) => code === agencyId) ? agencyId : null;
      if (known === null) return { kase, agencies, decision: null };
      const decision = await shareDecision(tx, kase, { agencyId: known, today: this.clock.today() });
      return { kase, agencies, decision };
    });
  }

  /**
   * Raises it: what goes to social care is shared, by the one step that shares.
   * @throws NotFound where the agency is no social care; RuleBroken `follow-up-in-the-past`, or of `makeShare`
   */
  raise(actor: Person, caseId: string, form: ConcernForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: concerns.raise, hold: 'to_add' });
      const agencies = await socialCareChoices(tx);
      if (!agencies.some(({ code }) => code === form.agencyId)) throw new NotFound();
      const today = this.clock.today();
      const { about, followUpOn } = form;
      if (followUpOn < today)
        throw new RuleBroken('follow-up-in-the-past', 'Enter today or a day to come, to ask what came of it');
      const shareId = await makeShare(tx, kase, { form, today });
      const id = await kept.insertConcern(tx, { caseId: kase.id, shareId, about, followUpOn });
      await addHistory(tx, { did: 'concern.raised', to: id, in: kase.id });
      return id;
    });
  }

  /** @throws Stale where somebody followed it up meanwhile */
  followUp(
    actor: Person,
    { caseId, concernId }: WhichConcern,
    { outcome, cameOfIt, version }: ConcernFollowUpForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: concerns.followUp });
      const concern = await kept.concernIn(tx, kase.id, concernId);
      const seen = { words: safeguardingConcernNarrative, id: concern.id, caseId: kase.id, version };
      const said = { outcome, cameOfIt, on: this.clock.today() };
      if ((await followUp(tx, seen, said)) === 0) throw new Stale(concern.version);
      await addHistory(tx, { did: 'concern.followed_up', to: concern.id, in: kase.id });
    });
  }
}
