import { Injectable } from '@nestjs/common';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import { RuleBroken, Stale } from '../kernel/errors.js';
import { agencyWith } from '../parties/agency.queries.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import * as kept from './panel-action.queries.js';
import type { PanelActionDoneForm, PanelActionForm } from './panel.dto.js';
import { panels } from './panel.policy.js';
import { panelReferralIn } from './panel.queries.js';
import type { WhichReferral } from './panel-referrals.service.js';

export interface WhichAction extends WhichReferral {
  readonly actionId: string;
}

/** What was agreed at panels: whose it is, by when, and whether it was done. */
@Injectable()
export class PanelActionsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  add(
    actor: Person,
    { caseId, referralId }: WhichReferral,
    { words, ownerId, dueOn }: PanelActionForm,
  ): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: panels.keep, hold: 'to_add' });
      const referral = await panelReferralIn(tx, kase.id, referralId);
      const owner = ownerId === undefined ? null : await agencyWith(tx, ownerId);
      const agreed = { referralId: referral.id, ownerId: owner?.id ?? null, dueOn };
      const id = await kept.insertAction(tx, { caseId: kase.id, words }, agreed);
      await addHistory(tx, { did: 'panel_action.agreed', to: id, in: kase.id });
      return id;
    });
  }

  /** @throws RuleBroken `done-later`; Stale where somebody said so meanwhile */
  complete(
    actor: Person,
    { caseId, referralId, actionId }: WhichAction,
    { doneOn, version }: PanelActionDoneForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: panels.keep });
      const referral = await panelReferralIn(tx, kase.id, referralId);
      const action = await kept.actionIn(tx, referral.id, actionId);
      if (doneOn > this.clock.today())
        throw new RuleBroken('done-later', 'The day it was done must be today or earlier');
      if ((await kept.completeAction(tx, { id: action.id, version }, doneOn)) === 0)
        throw new Stale(action.version);
      await addHistory(tx, { did: 'panel_action.done', to: action.id, in: kase.id });
    });
  }
}
