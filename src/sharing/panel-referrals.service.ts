import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Case } from '../cases/case.entity.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound, RuleBroken, Stale } from '../kernel/errors.js';
import type { Permission } from '../kernel/policy.js';
import type { CaseScope } from '../cases/case.policy.js';
import { agencyChoices, agencyWith, panelChoices } from '../parties/agency.queries.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { makeShare, shareDecision } from './make-share.js';
import { actionsOf, type PanelAction } from './panel-action.queries.js';
import type { OthersPanelReferralForm, PanelMeetingForm, PanelReferralForm } from './panel.dto.js';
import { panels } from './panel.policy.js';
import * as kept from './panel.queries.js';
import { checkRepeat, repeatOf, type EarlierReferral, type ReferralToCome } from './repeat.rules.js';
import type { ShareDecision } from './share.rules.js';

export interface WhichReferral {
  readonly caseId: string;
  readonly referralId: string;
}

/** What there is to choose from, and of the panel chosen whether anything may go to it, and what went before. */
export interface PanelChoices {
  readonly kase: Case;
  readonly panels: readonly CodeEntry[];
  readonly agencies: readonly CodeEntry[];
  readonly decision: ShareDecision | null;
  readonly earlier: readonly EarlierReferral[];
}

/** Cases put before a MARAC or a stalking panel. */
@Injectable()
export class PanelReferralsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(
    actor: Person,
    caseId: string,
    asked: unknown,
  ): Promise<{ kase: Case; paged: Paged<kept.PanelReferral> }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: panels.view });
      const paged = await kept.panelReferralsOf(tx, kase.id, asked);
      await listed(tx, 'panel_referrals.listed', { rows: paged.rows, idOf: ({ id }) => id });
      return { kase, paged };
    });
  }

  show(
    actor: Person,
    { caseId, referralId }: WhichReferral,
    asked: unknown,
  ): Promise<{
    kase: Case;
    referral: kept.PanelReferral;
    actions: Paged<PanelAction>;
    agencies: CodeEntry[];
  }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: panels.view });
      const referral = await kept.panelReferralIn(tx, kase.id, referralId);
      const about = { kind: 'panel_referral', id: referral.id };
      await addEntry(tx, { act: 'panel_referral.read', about });
      const actions = await actionsOf(tx, referral.id, asked);
      return { kase, referral, actions, agencies: await agencyChoices(tx) };
    });
  }

  choices(
    actor: Person,
    { caseId, agencyId }: { caseId: string; agencyId: string | null },
    permission: Permission<CaseScope>,
  ): Promise<PanelChoices> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission });
      const lists = { panels: await panelChoices(tx), agencies: await agencyChoices(tx) };
      const known = lists.panels.some(({ code }) => code === agencyId) ? agencyId : null;
      if (known === null) return { kase, ...lists, decision: null, earlier: [] };
      const decision = await shareDecision(tx, kase, { agencyId: known, today: this.clock.today() });
      return { kase, ...lists, decision, earlier: await kept.earlierReferrals(tx, kase, known) };
    });
  }

  /**
   * Puts the case before a panel: what goes to it is shared, by the one step that shares.
   * @throws RuleBroken `no-criterion`, of `checkRepeat`, or of `makeShare`
   */
  refer(actor: Person, caseId: string, form: PanelReferralForm): Promise<string> {
    const { criteria = [], incidentOn = null, meetingOn = null, repeatReason = null } = form;
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: panels.refer, hold: 'to_add' });
      const { id: agencyId } = await panelWith(tx, form.agencyId);
      const referredOn = this.clock.today();
      checkDays({ incidentOn, referredOn, meetingOn });
      const { found } = await repeatIn(tx, kase, { agencyId, incidentOn, referredOn });
      const repeatSaid = form.repeatSaid ?? (found === 'no' ? 'no' : 'yes');
      checkRepeat(found, repeatSaid, repeatReason);
      if (criteria.length === 0 && repeatSaid === 'no')
        throw new RuleBroken('no-criterion', 'Select which criteria it meets');
      const shareId = await makeShare(tx, kase, { form, today: referredOn });
      const made = {
        caseId: kase.id,
        agencyId,
        shareId,
        referredById: null,
        criteria,
        incidentOn,
        referredOn,
      };
      const repeat = { repeatFound: found, repeatSaid };
      const words = { grounds: null, repeatReason };
      const id = await kept.insertPanelReferral(tx, { ...made, ...repeat, meetingOn }, words);
      await addHistory(tx, { did: 'panel_referral.made', to: id, in: kase.id });
      return id;
    });
  }

  /** That another agency did. Nothing of ours goes to anybody by it. */
  recordOthers(actor: Person, caseId: string, form: OthersPanelReferralForm): Promise<string> {
    const { referredOn, incidentOn = null, meetingOn = null, grounds = null } = form;
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: panels.keep, hold: 'to_add' });
      const { id: agencyId } = await panelWith(tx, form.agencyId);
      const { id: referredById } = await agencyWith(tx, form.referredById);
      if (referredOn > this.clock.today())
        throw new RuleBroken('referred-later', 'The day they referred it must be today or earlier');
      checkDays({ incidentOn, referredOn, meetingOn });
      const { found } = await repeatIn(tx, kase, { agencyId, incidentOn, referredOn });
      const repeat = { repeatFound: found, repeatSaid: found === 'no' ? 'no' : 'yes' } as const;
      const made = { caseId: kase.id, agencyId, shareId: null, referredById, criteria: [], incidentOn };
      const words = { grounds, repeatReason: null };
      const id = await kept.insertPanelReferral(tx, { ...made, referredOn, ...repeat, meetingOn }, words);
      await addHistory(tx, { did: 'panel_referral.recorded', to: id, in: kase.id });
      return id;
    });
  }

  /** @throws Stale where somebody set it meanwhile, RuleBroken `meets-before-it-was-referred` */
  setMeeting(
    actor: Person,
    { caseId, referralId }: WhichReferral,
    { version, meetingOn }: PanelMeetingForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: panels.keep });
      const referral = await kept.panelReferralIn(tx, kase.id, referralId);
      checkDays({ ...referral, meetingOn });
      const { id } = referral;
      if ((await kept.setPanelMeeting(tx, { id, version }, meetingOn)) === 0)
        throw new Stale(referral.version);
      await addHistory(tx, { did: 'panel_referral.meeting_set', to: id, in: kase.id });
    });
  }
}

/** @throws NotFound where it is no panel of this organisation's */
async function panelWith(tx: EntityManager, id: string): Promise<{ id: string }> {
  const agency = await agencyWith(tx, id);
  if (agency.kind !== 'marac' && agency.kind !== 'masip') throw new NotFound();
  return agency;
}

async function repeatIn(
  tx: EntityManager,
  kase: Case,
  { agencyId, ...days }: Omit<ReferralToCome, 'perpetratorId'> & { agencyId: string },
) {
  const earlier = await kept.earlierReferrals(tx, kase, agencyId);
  return repeatOf({ perpetratorId: kase.perpetratorId, ...days }, earlier);
}

type Days = Pick<kept.PanelReferral, 'incidentOn' | 'referredOn' | 'meetingOn'>;

/** @throws RuleBroken `happened-after-it-was-referred`, `meets-before-it-was-referred` */
function checkDays({ incidentOn, referredOn, meetingOn }: Days): void {
  if (incidentOn !== null && incidentOn > referredOn)
    throw new RuleBroken(
      'happened-after-it-was-referred',
      'The day it happened must be on or before the day of the referral',
    );
  if (meetingOn !== null && meetingOn < referredOn)
    throw new RuleBroken(
      'meets-before-it-was-referred',
      'The day of the meeting must be on or after the day of the referral',
    );
}
