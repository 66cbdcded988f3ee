import { Injectable } from '@nestjs/common';
import type { Case } from '../cases/case.entity.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import { isCode, type CodeEntry } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { partnerChoices, partnerWith, type AgencyMember } from './agency-member.queries.js';
import { copiedItems, type CopiedItem } from './copy.codes.js';
import type { SheetForm, ViewForm } from './copy.dto.js';
import { insertCopy } from './copy.queries.js';
import { copiedOf, soundViewEnd, type CopyField } from './copy.rules.js';
import { makeShare, shareDecision } from './make-share.js';
import { panels } from './panel.policy.js';
import { panelReferralIn, type PanelReferral } from './panel.queries.js';
import type { WhichReferral } from './panel-referrals.service.js';
import { recordedItems } from './recorded-items.js';
import { copies } from './share.policy.js';
import type { ShareDecision } from './share.rules.js';

/** What there is to say before a copy is made: whether it may be, and what is recorded of what was chosen. */
export interface ToCopy {
  readonly kase: Case;
  readonly decision: ShareDecision | null;
  readonly items: readonly CopiedItem[];
  readonly recorded: Partial<Record<CopyField, string>>;
}

/** Makes copies of what is shared. Each is a share, by the one step that shares. */
@Injectable()
export class CopiesService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Who may be shown something here and, of the one chosen, what there is to copy. */
  viewChoices(
    actor: Person,
    caseId: string,
    asked: { readonly partnerId: unknown; readonly items: unknown },
  ): Promise<ToCopy & { partners: readonly CodeEntry[]; partner: AgencyMember | null }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: copies.make });
      const partners = await partnerChoices(tx);
      const chosen = partners.find(({ code }) => code === asked.partnerId);
      const items = itemsIn(asked.items);
      if (!chosen) return { kase, partners, partner: null, decision: null, items, recorded: {} };
      const [partner, today] = [await partnerWith(tx, chosen.code), this.clock.today()];
      const decision = await shareDecision(tx, kase, { agencyId: partner.agencyId, today });
      const recorded = decision.mayShare ? await recordedItems(tx, kase, { items, today }) : {};
      return { kase, partners, partner, decision, items, recorded };
    });
  }

  /**
   * Lets a partner look at a copy. Why one cannot is told to nobody: it may be that somebody is in conflict.
   * @throws RuleBroken `nothing-copied`, `view-too-long`, `no-view-for-them`, or of `makeShare`
   */
  makeView(actor: Person, caseId: string, form: ViewForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: copies.make, hold: 'to_add' });
      const { id: partnerId, agencyId, displayName } = await partnerWith(tx, form.partnerId);
      const [copied, today] = [copiedOf(form), this.clock.today()];
      const untilOn = soundViewEnd(form.untilOn, today);
      const whom = { agencyId, toWhom: displayName, theirRole: 'With an account here', why: form.why };
      const shared = { ...whom, items: copied.map(({ item }) => item), way: 'view', untilOn } as const;
      const shareId = await makeShare(tx, kase, { form: shared, today });
      await whereSomebodyMayLook(() => insertCopy(tx, { shareId, partnerId }, copied));
      return shareId;
    });
  }

  sheetChoices(
    actor: Person,
    { caseId, referralId }: WhichReferral,
    asked: unknown,
  ): Promise<ToCopy & { referral: PanelReferral }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: panels.keep });
      const referral = await panelReferralIn(tx, kase.id, referralId);
      const [items, today] = [itemsIn(asked), this.clock.today()];
      const decision = await shareDecision(tx, kase, { agencyId: referral.agencyId, today });
      const recorded = decision.mayShare ? await recordedItems(tx, kase, { items, today }) : {};
      return { kase, referral, decision, items, recorded };
    });
  }

  /** What we know that a panel needs, in a sheet of its own. @throws RuleBroken `nothing-copied`, or of `makeShare` */
  makeSheet(actor: Person, { caseId, referralId }: WhichReferral, form: SheetForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: panels.keep, hold: 'to_add' });
      const { id: panelReferralId, agencyId } = await panelReferralIn(tx, kase.id, referralId);
      const copied = copiedOf(form);
      const { toWhom, theirRole, why, way, untilOn } = form;
      const shared = {
        agencyId,
        toWhom,
        theirRole,
        why,
        way,
        untilOn,
        items: copied.map(({ item }) => item),
      };
      const shareId = await makeShare(tx, kase, { form: shared, today: this.clock.today() });
      await insertCopy(tx, { shareId, panelReferralId }, copied);
      return shareId;
    });
  }
}

/** Of what an address asks for, what there is; one tick-box alone is no list. */
function itemsIn(asked: unknown): CopiedItem[] {
  const given: unknown[] = Array.isArray(asked) ? asked : [asked];
  return given.filter((item): item is CopiedItem => isCode(copiedItems, item));
}

async function whereSomebodyMayLook<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (brokenConstraint(error) !== 'view_is_for_somebody') throw error;
    throw new RuleBroken(
      'no-view-for-them',
      'It cannot be shown to them here. Share it in another way, or ask your supervisor',
    );
  }
}
