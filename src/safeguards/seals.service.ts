import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { insertSealed } from '../platform/sealing/sealing.js';
import type { LiftForm, NamingForm, SealForm } from './safeguard.dto.js';
import { seals } from './safeguard.policy.js';
import { caseworkersOf, sealOf, type Seal } from './safeguard.queries.js';
import { sealNarrative } from './safeguard.sealed.js';
import { openSafeguarded, type Safeguarded, type WhichRecord } from './safeguarded.js';

/** Records that only named people may see. */
@Injectable()
export class SealsService {
  constructor(private readonly db: UnitOfWork) {}

  choices(actor: Person, which: WhichRecord): Promise<{ record: Safeguarded; team: CodeEntry[] }> {
    return this.db.run(actor, async (tx) => {
      const record = await openSafeguarded(tx, actor, { ...which, permission: seals.seal });
      return { record, team: await caseworkersOf(tx, record.teamId) };
    });
  }

  /**
   * Seals the record of a client, from this moment on, also for whoever seals it unless they name themself.
   * @throws RuleBroken `sealed-already`, or `seal-without-supervisor` where no other supervisor of the team, in no conflict, is named
   */
  async seal(actor: Person, which: WhichRecord, { why, named }: SealForm): Promise<void> {
    await inSafeHands(() =>
      this.db.run(actor, async (tx) => {
        const record = await openSafeguarded(tx, actor, { ...which, permission: seals.seal });
        if (record.sealed)
          throw new RuleBroken('sealed-already', 'It is sealed already. Lift that seal first.');
        // Told before it is sealed: afterwards whoever seals it may no longer see it.
        await addHistory(tx, {
          did: 'seal.made',
          to: record.clientId,
          ...(record.caseId ? { in: record.caseId } : {}),
        });
        const [seal] = await tx.query<[{ id: string }]>(
          'INSERT INTO seal (client_id, why) VALUES ($1, $2) RETURNING id',
          [record.clientId, why],
        );
        await tx.query('INSERT INTO seal_member (seal_id, staff_id) SELECT $1, unnest($2::uuid[])', [
          seal.id,
          [...new Set(named)],
        ]);
      }),
    );
  }

  /** Names somebody else of the team, in a hand-over above all: a record is never open to the team in between. */
  async name(actor: Person, which: WhichRecord, { staffId }: NamingForm): Promise<void> {
    await inSafeHands(() =>
      this.db.run(actor, async (tx) => {
        const { clientId, caseId } = await openSafeguarded(tx, actor, { ...which, permission: seals.name });
        const seal = await sealOf(tx, clientId);
        if (!seal) throw new NotFound();
        await tx.query(
          `INSERT INTO seal_member (seal_id, staff_id) SELECT id, $2 FROM seal
           WHERE client_id = ANY (records_of($1)) AND lifted_at IS NULL ON CONFLICT DO NOTHING`,
          [clientId, staffId],
        );
        await addHistory(tx, { did: 'seal.named', to: clientId, ...(caseId ? { in: caseId } : {}) });
      }),
    );
  }

  show(
    actor: Person,
    which: WhichRecord,
  ): Promise<{ record: Safeguarded; seal: Seal; team: readonly CodeEntry[] }> {
    return this.db.run(actor, async (tx) => {
      const record = await openSafeguarded(tx, actor, { ...which, permission: seals.view });
      const seal = await sealOf(tx, record.clientId);
      if (!seal) throw new NotFound();
      return { record, seal, team: await caseworkersOf(tx, record.teamId) };
    });
  }

  unseal(actor: Person, which: WhichRecord, { reason }: LiftForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { clientId, caseId } = await openSafeguarded(tx, actor, { ...which, permission: seals.unseal });
      const seal = await sealOf(tx, clientId);
      if (!seal) throw new NotFound();
      const words = { of: sealNarrative, row: seal.id, keyId: seal.clientId };
      await insertSealed(tx, words, { why_lifted: reason });
      await tx.query('UPDATE seal SET lifted_by = my_user(), lifted_at = now() WHERE id = $1', [seal.id]);
      await addHistory(tx, { did: 'seal.lifted', to: clientId, ...(caseId ? { in: caseId } : {}) });
    });
  }
}

/** @throws RuleBroken `seal-without-supervisor` where the database finds nobody to answer for what is sealed */
async function inSafeHands(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const met = brokenConstraint(error) ?? '';
    throw ['seal_is_in_safe_hands', 'seal_member_staff_id_fkey'].includes(met) ? inNoHands() : error;
  }
}

/** Which of the conditions failed is not said: that somebody is in conflict is not the sealer's to learn here. */
function inNoHands(): RuleBroken {
  return new RuleBroken(
    'seal-without-supervisor',
    'Name at least one supervisor of the team other than yourself who can answer for it. Nobody would see it otherwise.',
  );
}
