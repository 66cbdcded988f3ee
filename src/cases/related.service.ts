import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { Stale } from '../kernel/errors.js';
import type { Permission } from '../kernel/policy.js';
import type { RelatedKind } from '../parties/related.codes.js';
import type { RelatedCorrectionForm, RelatedEndingForm, RelatedPersonForm } from '../parties/related.dto.js';
import * as kept from '../parties/related.queries.js';
import { soundRelated } from '../parties/related.rules.js';
import { ConflictTokens } from '../people/conflict-tokens.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import type { Case } from './case.entity.js';
import { cases, type CaseScope } from './case.policy.js';
import { openCase } from './open-case.js';

export interface WhichRelated {
  readonly caseId: string;
  readonly relatedPersonId: string;
}

/** Children, protected persons and professionals of a case. */
@Injectable()
export class RelatedService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: ConflictTokens,
  ) {}

  list(
    actor: Person,
    caseId: string,
    asked: unknown,
  ): Promise<{ kase: Case; paged: Paged<kept.RelatedPerson> }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.view });
      const paged = await kept.relatedPeopleOf(tx, kase.id, asked);
      await listed(tx, 'related_people.listed', { rows: paged.rows, idOf: ({ id }) => id });
      return { kase, paged };
    });
  }

  /** The case that somebody is to be recorded in. */
  about(actor: Person, caseId: string): Promise<Case> {
    return this.db.run(actor, (tx) => openCase(tx, actor, { caseId, permission: cases.keepClient }));
  }

  show(
    actor: Person,
    { caseId, relatedPersonId }: WhichRelated,
    permission: Permission<CaseScope> = cases.view,
  ): Promise<{ kase: Case; person: kept.RelatedPerson; changes: kept.RelatedChanged[] }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission });
      const person = await kept.relatedPersonIn(tx, kase.id, relatedPersonId);
      await addEntry(tx, { act: 'related_person.read', about: { kind: 'related_person', id: person.id } });
      return { kase, person, changes: await kept.changesOfRelated(tx, person) };
    });
  }

  /** @throws RuleBroken of `soundRelated` */
  record(actor: Person, caseId: string, { kind, ...form }: RelatedPersonForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient, hold: 'to_add' });
      const facts = soundRelated(kind, form, this.clock.today());
      const who = whoOf(form);
      const id = await kept.insertRelated(tx, { caseId: kase.id, kind, facts }, who);
      await addHistory(tx, { did: 'related_person.recorded', to: id, in: kase.id });
      await this.compare(tx, kase, { kind, who });
      return id;
    });
  }

  /** @throws RuleBroken of `soundRelated`; Stale where somebody changed it meanwhile, or they are of the case no longer */
  correct(
    actor: Person,
    { caseId, relatedPersonId }: WhichRelated,
    { reason, version, ...form }: RelatedCorrectionForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      const person = await kept.relatedPersonIn(tx, kase.id, relatedPersonId);
      const facts = soundRelated(person.kind, form, this.clock.today());
      const [who, seen] = [whoOf(form), { id: person.id, caseId: kase.id, version }];
      if ((await kept.correctRelated(tx, seen, { facts, who })) === 0) throw new Stale(person.version);
      const change = { personId: person.id, caseId: kase.id, did: 'corrected' } as const;
      await kept.addRelatedChange(tx, change, reason);
      await addHistory(tx, { did: 'related_person.corrected', to: person.id, in: kase.id });
      await this.compare(tx, kase, { kind: person.kind, who });
    });
  }

  /** They are kept, and are of the case no longer. @throws Stale */
  end(
    actor: Person,
    { caseId, relatedPersonId }: WhichRelated,
    { reason, version }: RelatedEndingForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      const person = await kept.relatedPersonIn(tx, kase.id, relatedPersonId);
      const ended = await kept.endRelated(tx, { id: person.id, version }, this.clock.now());
      if (ended === 0) throw new Stale(person.version);
      const change = { personId: person.id, caseId: kase.id, did: 'ended' } as const;
      await kept.addRelatedChange(tx, change, reason);
      await addHistory(tx, { did: 'related_person.ended', to: person.id, in: kase.id });
    });
  }

  /** Whoever here is too near to somebody around a client is kept from the client; nobody else is told by them. */
  private async compare(
    tx: EntityManager,
    { clientId }: Case,
    { kind, who }: { kind: RelatedKind; who: kept.WhoRelated },
  ): Promise<void> {
    const reachedBy = who.reachedBy === null ? [] : [who.reachedBy];
    const around = { party: 'client', id: clientId, around: kind } as const;
    await this.tokens.enter(tx, [{ ...around, names: [who.fullName], reachedBy }]);
  }
}

function whoOf({ fullName, reachedBy, worksFor }: Omit<RelatedPersonForm, 'kind'>): kept.WhoRelated {
  return { fullName, reachedBy: reachedBy ?? null, worksFor: worksFor ?? null };
}
