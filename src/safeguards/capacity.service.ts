import { Injectable } from '@nestjs/common';
import type { Case } from '../cases/case.entity.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import { Stale } from '../kernel/errors.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import type { CapacityFollowUpForm, CapacityForm } from './capacity.dto.js';
import { capacity } from './capacity.policy.js';
import * as kept from './capacity.queries.js';
import { soundCapacity } from './capacity.rules.js';
import { capacityConcernNarrative } from './capacity.sealed.js';
import { followUp } from './follow-up.queries.js';

export interface WhichCapacity {
  readonly caseId: string;
  readonly capacityConcernId: string;
}

/** Whether a client can make a decision, each by itself, and what came of it. */
@Injectable()
export class CapacityService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(
    actor: Person,
    caseId: string,
    asked: unknown,
  ): Promise<{ kase: Case; paged: Paged<kept.CapacityConcern> }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: capacity.view });
      const paged = await kept.capacityConcernsOf(tx, kase.id, asked);
      await listed(tx, 'capacity_concerns.listed', { rows: paged.rows, idOf: ({ id }) => id });
      return { kase, paged };
    });
  }

  about(actor: Person, caseId: string): Promise<Case> {
    return this.db.run(actor, (tx) => openCase(tx, actor, { caseId, permission: capacity.keep }));
  }

  show(
    actor: Person,
    { caseId, capacityConcernId }: WhichCapacity,
  ): Promise<{ kase: Case; concern: kept.CapacityConcern }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: capacity.view });
      const concern = await kept.capacityConcernIn(tx, kase.id, capacityConcernId);
      const about = { kind: 'capacity_concern', id: concern.id };
      await addEntry(tx, { act: 'capacity_concern.read', about });
      return { kase, concern };
    });
  }

  /** @throws RuleBroken of `soundCapacity` */
  record(actor: Person, caseId: string, form: CapacityForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: capacity.keep, hold: 'to_add' });
      const facts = soundCapacity(factsOf(form), this.clock.today());
      const id = await kept.insertCapacityConcern(tx, kase.id, facts);
      await addHistory(tx, { did: 'capacity_concern.recorded', to: id, in: kase.id });
      return id;
    });
  }

  /** @throws Stale where somebody followed it up meanwhile */
  followUp(
    actor: Person,
    { caseId, capacityConcernId }: WhichCapacity,
    { outcome, cameOfIt, version }: CapacityFollowUpForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: capacity.keep });
      const concern = await kept.capacityConcernIn(tx, kase.id, capacityConcernId);
      const seen = { words: capacityConcernNarrative, id: concern.id, caseId: kase.id, version };
      const said = { outcome, cameOfIt, on: this.clock.today() };
      if ((await followUp(tx, seen, said)) === 0) throw new Stale(concern.version);
      await addHistory(tx, { did: 'capacity_concern.followed_up', to: concern.id, in: kase.id });
    });
  }
}

function factsOf(form: CapacityForm) {
  const { decision, helpGiven, assessedOn, followUpOn, finding, bestInterests } = form;
  const { impairment, understand, retain, weigh, communicate } = form;
  const considered = { impairment, understand, retain, weigh, communicate };
  const days = { assessedOn, followUpOn };
  return { decision, helpGiven, ...days, ...considered, finding, bestInterests: bestInterests ?? null };
}
