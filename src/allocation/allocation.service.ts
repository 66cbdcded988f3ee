import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Case } from '../cases/case.entity.js';
import { cases } from '../cases/case.policy.js';
import { advocatesOf, caseHeader } from '../cases/case.queries.js';
import { newAdvocate } from '../cases/case.rules.js';
import { openCase } from '../cases/open-case.js';
import { allocate } from '../cases/start-case.js';
import type { RiskBand } from '../codes/risk-band.codes.js';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { Clock } from '../platform/clock.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Ability } from './ability.codes.js';
import type { AllocationForm, NeedsForm } from './allocation.dto.js';
import { soundOverride, suitedWorkers, type Suited } from './suited.rules.js';
import { weightOf } from './weight.rules.js';
import { needs } from './worker.policy.js';
import { needsOf, whoMayTake, workersIn } from './worker.queries.js';

/** A case with those to whom it could go. */
export interface ToAllocate {
  readonly kase: Case;
  readonly advocateName: string;
  readonly needs: readonly Ability[];
  readonly proposed: readonly Suited[];
  /** Every advocate of the team, whoever may take it or not: that somebody is not among them would tell why. */
  readonly advocates: readonly CodeEntry[];
}

@Injectable()
export class AllocationService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  open(actor: Person, caseId: string): Promise<ToAllocate> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.allocate });
      const { advocateName } = await caseHeader(tx, kase);
      const { proposed, needs } = await this.takersOf(tx, kase);
      return { kase, advocateName, needs, proposed, advocates: await advocatesOf(tx, kase.teamId) };
    });
  }

  /** @throws RuleBroken `cannot-take-the-case`, `already-allocated` or `override-without-a-reason` */
  allocate(
    actor: Person,
    caseId: string,
    { advocateId, overrideReason, version }: AllocationForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.allocate, hold: 'to_change' });
      const { able, proposed } = await this.takersOf(tx, kase);
      const advocate = newAdvocate(advocateId, kase.advocateId, able);
      const reason = soundOverride(advocate, proposed, overrideReason ?? null);
      await guardedUpdate(tx, [Case, { id: kase.id, version }], { advocateId: advocate });
      const on = this.clock.today();
      await allocate(tx, { caseId: kase.id, advocateId: advocate, on, overrideReason: reason });
    });
  }

  needs(actor: Person, caseId: string): Promise<{ kase: Case; needs: readonly Ability[] }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: needs.set });
      return { kase, needs: await needsOf(tx, kase.id) };
    });
  }

  setNeeds(actor: Person, caseId: string, { abilities = [] }: NeedsForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: needs.set, hold: 'to_change' });
      await tx.query('DELETE FROM case_need WHERE case_id = $1 AND ability <> ALL ($2)', [
        kase.id,
        abilities,
      ]);
      await tx.query(
        'INSERT INTO case_need (case_id, ability) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
        [kase.id, abilities],
      );
      await addHistory(tx, { did: 'case.needs_set', to: kase.id, in: kase.id });
    });
  }

  /** Who may have it, and who of those is proposed. Whoever has it now is proposed to nobody. */
  private async takersOf(tx: EntityManager, kase: Case) {
    const able = await whoMayTake(tx, kase);
    const workers = await workersIn(tx, { teamId: kase.teamId, today: this.clock.today() });
    const needs = await needsOf(tx, kase.id);
    // The column holds a code of the list, which its own check keeps.
    const asked = { weight: weightOf(kase.riskBand as RiskBand | null), needs };
    const others = workers.filter(({ id }) => able.includes(id) && id !== kase.advocateId);
    return { able, needs, proposed: suitedWorkers(others, asked) };
  }
}
