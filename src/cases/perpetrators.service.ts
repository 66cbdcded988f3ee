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
import { addPerpetrator } from '../parties/record-client.js';
import { addIdentifier, retractIdentifier } from '../parties/record-identifier.js';
import { ConflictTokens } from '../people/conflict-tokens.js';
import { Clock } from '../platform/clock.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Case } from './case.entity.js';
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

  /** Nobody, where the case names nobody yet. */
  show(actor: Person, caseId: string): Promise<{ kase: Case; perpetrator: PerpetratorRecord | null }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      return { kase, perpetrator: kase.perpetratorId === null ? null : await perpetratorIn(tx, kase) };
    });
  }

  /** Says who the perpetrator is said to be. The version seen is the perpetrator's, or the case's where it names nobody yet. */
  correct(actor: Person, caseId: string, form: PerpetratorForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      const bornOn = soundBirth(form.bornOn ?? null, this.clock.today());
      const { fullName, knownAs = null, version } = form;
      const who = { fullName, knownAs, bornOn };
      const id =
        kase.perpetratorId ?? (await this.named(tx, { id: kase.id, teamId: kase.teamId, version }, fullName));
      const seen = { id, version: kase.perpetratorId === null ? 1 : version };
      await correctPerpetrator(tx, seen, who);
      const did = kase.perpetratorId === null ? 'perpetrator.named' : 'perpetrator.corrected';
      await addHistory(tx, { did, to: id, in: kase.id });
      const names = [fullName, knownAs ?? ''];
      await this.tokens.enter(tx, [{ party: 'perpetrator', id, names, reachedBy: [] }]);
    });
  }

  /** Names somebody in a case that names nobody. @throws Stale where somebody changed the case meanwhile */
  private async named(
    tx: EntityManager,
    { teamId, ...seen }: Pick<Case, 'id' | 'teamId' | 'version'>,
    fullName: string,
  ): Promise<string> {
    const perpetratorId = await addPerpetrator(tx, { teamId, fullName }, this.clock.now());
    await guardedUpdate(tx, [Case, seen], { perpetratorId });
    return perpetratorId;
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
