import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { soundBirth } from '../parties/client.rules.js';
import type { IdentifierForm, PerpetratorForm, RetractionForm } from '../parties/identifier.dto.js';
import { soundIdentifier } from '../parties/identifier.rules.js';
import { identifiersOf } from '../parties/identifiers.queries.js';
import { recordsOf } from '../parties/likeness.queries.js';
import {
  correctPerpetrator,
  perpetratorsWith,
  type PerpetratorRecord,
} from '../parties/perpetrator.queries.js';
import { addIdentifier, retractIdentifier } from '../parties/record-identifier.js';
import { ConflictTokens } from '../people/conflict-tokens.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Case } from './case.entity.js';
import { cases } from './case.policy.js';
import { openCase } from './open-case.js';

/** Who the perpetrator of a case is said to be, and what its people are known by. */
@Injectable()
export class PerpetratorsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: ConflictTokens,
  ) {}

  /** @throws NotFound where the case names nobody */
  show(actor: Person, caseId: string): Promise<{ kase: Case; perpetrator: PerpetratorRecord }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      return { kase, perpetrator: await perpetratorIn(tx, kase) };
    });
  }

  correct(actor: Person, caseId: string, form: PerpetratorForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      const { id } = await perpetratorIn(tx, kase);
      const bornOn = soundBirth(form.bornOn ?? null, this.clock.today());
      const { fullName, knownAs = null, version } = form;
      await correctPerpetrator(tx, { id, version }, { fullName, knownAs, bornOn });
      await addHistory(tx, { did: 'perpetrator.corrected', to: id, in: kase.id });
      const names = [fullName, knownAs ?? ''];
      await this.tokens.enter(tx, [{ party: 'perpetrator', id, names, reachedBy: [] }]);
    });
  }

  addIdentifier(actor: Person, caseId: string, form: IdentifierForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      const { whose, kind, platform = null, value } = form;
      const facts = soundIdentifier(whose, { kind, platform, value });
      const personId = whose === 'client' ? kase.clientId : (await perpetratorIn(tx, kase)).id;
      const identifierId = await addIdentifier(tx, { whose, personId }, { facts, now: this.clock.now() });
      await addHistory(tx, { did: 'identifier.added', to: identifierId, in: kase.id });
      const names = kind === 'other_name' ? [value] : [];
      const knownBy = kind === 'other_name' ? [] : [facts];
      await this.tokens.enter(tx, [{ party: whose, id: personId, names, reachedBy: [], knownBy }]);
      return identifierId;
    });
  }

  /** Takes back what was said in error. @throws NotFound where nobody in this case is known by it */
  retractIdentifier(
    actor: Person,
    { caseId, identifierId }: { caseId: string; identifierId: string },
    { version }: RetractionForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      const people = await recordsOf(tx, [kase.clientId, kase.perpetratorId]);
      const known = await identifiersOf(tx, people);
      const found = known.find(({ id }) => id === identifierId);
      if (!found) throw new NotFound();
      await retractIdentifier(tx, { id: found.id, version }, this.clock.now());
      await addHistory(tx, { did: 'identifier.retracted', to: found.id, in: kase.id });
    });
  }
}

async function perpetratorIn(tx: EntityManager, { perpetratorId }: Case): Promise<PerpetratorRecord> {
  const [found] = perpetratorId === null ? [] : await perpetratorsWith(tx, [perpetratorId]);
  if (!found) throw new NotFound();
  return found;
}
