import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound, RuleBroken, Stale } from '../kernel/errors.js';
import { authorise } from '../kernel/policy.js';
import { Clock } from '../platform/clock.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import type { ComplaintForm, ComplaintStepForm, StrikeForm } from './complaint.dto.js';
import { complaintIn, complaintsOf, stepsOf, type ComplaintRow, type StepRow } from './complaint.queries.js';
import { soundReceived, soundStep } from './complaint.rules.js';
import { contracts } from './contract.policy.js';
import { contractOf, type AgreedContract } from './contract.queries.js';

/** One of the complaints of a contract. */
export interface WhichComplaint {
  readonly contractId: string;
  readonly complaintId: string;
}

export interface OpenedComplaint {
  readonly contract: AgreedContract;
  readonly complaint: ComplaintRow;
  readonly steps: readonly StepRow[];
}

/** Complaints of the service under a contract, as its supervisors and administrators keep them. */
@Injectable()
export class Complaints {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(
    actor: Person,
    contractId: string,
    asked: unknown,
  ): Promise<{ contract: AgreedContract; paged: Paged<ComplaintRow> }> {
    return this.of(actor, contractId, async (tx, contract) => ({
      contract,
      paged: await complaintsOf(tx, contractId, asked),
    }));
  }

  show(actor: Person, which: WhichComplaint): Promise<OpenedComplaint> {
    return this.of(actor, which.contractId, async (tx, contract) => ({
      contract,
      complaint: await found(tx, which),
      steps: await stepsOf(tx, which.complaintId),
    }));
  }

  /** @throws RuleBroken of `soundReceived` */
  record(actor: Person, contractId: string, { subject, complainant, receivedOn }: ComplaintForm) {
    return this.of(actor, contractId, async (tx, { startsOn }) => {
      const [{ id }] = await tx.query<[{ id: string }]>(
        'INSERT INTO complaint (contract_id, subject, complainant, received_on) VALUES ($1, $2, $3, $4) RETURNING id',
        [
          contractId,
          subject,
          complainant,
          soundReceived(receivedOn, { startsOn, today: this.clock.today() }),
        ],
      );
      await addHistory(tx, { did: 'contract.complaint_recorded', to: id });
      return id;
    });
  }

  /** @throws RuleBroken of `soundStep` */
  take(actor: Person, which: WhichComplaint, { step, doneOn, outcome }: ComplaintStepForm): Promise<string> {
    return this.of(actor, which.contractId, async (tx) => {
      const complaint = await found(tx, which);
      const wanted = { step, doneOn, outcome: outcome ?? null };
      soundStep(wanted, { ...complaint, struck: complaint.struckAt !== null }, this.clock.today());
      const [{ id }] = await tx
        .query<[{ id: string }]>(
          'INSERT INTO complaint_step (complaint_id, step, on_day, outcome) VALUES ($1, $2, $3, $4) RETURNING id',
          [which.complaintId, wanted.step, wanted.doneOn, wanted.outcome],
        )
        .catch(takenMeanwhile);
      await addHistory(tx, { did: `contract.complaint_${step}`, to: which.complaintId });
      return id;
    });
  }

  /** Strikes out a step, or without one the whole complaint: it stays to be seen, and counts no more. @throws Stale where it was already */
  strike(actor: Person, which: WhichComplaint, { stepId, because }: StrikeForm): Promise<void> {
    return this.of(actor, which.contractId, async (tx) => {
      await found(tx, which);
      const known =
        stepId === undefined || (await stepsOf(tx, which.complaintId)).some(({ id }) => id === stepId);
      if (!known) throw new NotFound();
      const table = stepId === undefined ? 'complaint' : 'complaint_step';
      const [, count] = await tx.query<[unknown, number]>(
        `UPDATE ${table} SET struck_because = $2, struck_by = my_user(), struck_at = now() WHERE id = $1 AND struck_at IS NULL`,
        [stepId ?? which.complaintId, because],
      );
      if (count === 0) throw new Stale();
      await addHistory(tx, { did: 'contract.complaint_corrected', to: which.complaintId });
    });
  }

  private of<T>(
    actor: Person,
    contractId: string,
    act: (tx: EntityManager, contract: AgreedContract) => Promise<T>,
  ): Promise<T> {
    return this.db.run(actor, async (tx) => {
      const contract = await contractOf(tx, contractId);
      if (!contract) throw new NotFound();
      authorise(actor, contracts.complaints, contract);
      return act(tx, contract);
    });
  }
}

async function found(tx: EntityManager, { contractId, complaintId }: WhichComplaint): Promise<ComplaintRow> {
  const complaint = await complaintIn(tx, contractId, complaintId);
  if (!complaint) throw new NotFound();
  return complaint;
}

function takenMeanwhile(error: unknown): never {
  if (brokenConstraint(error) === 'complaint_takes_each_step_once')
    throw new RuleBroken('complaint-step-taken', 'Somebody recorded that meanwhile. Open the page again');
  throw error;
}
