import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { authorise } from '../kernel/policy.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { hundredthsOf, soundLastDay, type Staffing } from './contract-terms.rules.js';
import type { StaffingEndForm, StaffingForm } from './contract.dto.js';
import { contracts } from './contract.policy.js';
import { contractOf } from './contract.queries.js';

export interface StaffingRow extends Staffing {
  readonly id: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

/** Whom a contract pays for, the latest to begin first: with whoever has left, so that every day can be counted. */
export function staffingOf(tx: EntityManager, contractId: string): Promise<StaffingRow[]> {
  return tx.query<StaffingRow[]>(
    `SELECT p.id, p.post, p.hundredths, p.from_on AS "fromOn", p.to_on AS "toOn", coalesce(s.display_name, 'the service') AS "recordedBy",
            p.recorded_at AS "recordedAt"
     FROM contract_staffing p LEFT JOIN staff s ON s.id = p.recorded_by WHERE p.contract_id = $1 ORDER BY p.from_on DESC, p.post, p.id`,
    [contractId],
  );
}

/** What a contract pays for in people, as the service’s administrator says. Nothing is overwritten: it ends, and another begins. */
@Injectable()
export class ContractStaffing {
  constructor(private readonly db: UnitOfWork) {}

  /** @throws RuleBroken `fte-not-a-number` or `staffing-ends-before-it-begins` */
  add(actor: Person, contractId: string, { post, fte, fromOn, toOn }: StaffingForm): Promise<string> {
    return this.changing(actor, contractId, async (tx) => {
      const [{ id }] = await tx.query<[{ id: string }]>(
        'INSERT INTO contract_staffing (contract_id, post, hundredths, from_on, to_on) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [contractId, post, hundredthsOf(fte), fromOn, soundLastDay(toOn ?? null, fromOn)],
      );
      await addHistory(tx, { did: 'contract.staffing_added', to: id });
      return id;
    });
  }

  /** @throws NotFound where there is none that goes on; RuleBroken `staffing-ends-before-it-begins` */
  end(actor: Person, contractId: string, { staffingId, lastOn }: StaffingEndForm): Promise<string> {
    return this.changing(actor, contractId, async (tx) => {
      const [row] = await tx.query<{ fromOn: PlainDate }[]>(
        'SELECT from_on AS "fromOn" FROM contract_staffing WHERE id = $1 AND contract_id = $2 AND ended_at IS NULL',
        [staffingId, contractId],
      );
      if (!row) throw new NotFound();
      await tx.query(
        'UPDATE contract_staffing SET to_on = $2, ended_by = my_user(), ended_at = now() WHERE id = $1',
        [staffingId, soundLastDay(lastOn, row.fromOn)],
      );
      await addHistory(tx, { did: 'contract.staffing_ended', to: staffingId });
      return staffingId;
    });
  }

  private changing(
    actor: Person,
    contractId: string,
    act: (tx: EntityManager) => Promise<string>,
  ): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const contract = await contractOf(tx, contractId);
      if (!contract) throw new NotFound();
      authorise(actor, contracts.staff, contract);
      return act(tx);
    });
  }
}
