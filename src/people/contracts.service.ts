import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { may } from '../kernel/policy.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { changesOf, type ChangeRow } from './contract-change.queries.js';
import { complaintsToCount, quartersToCount } from './complaint.queries.js';
import { complaintFigures, type ComplaintFigures } from './complaint.rules.js';
import { staffingOf, type StaffingRow } from './contract-staffing.service.js';
import { advocatesOn, casesForEach } from './contract-terms.rules.js';
import { contracts } from './contract.policy.js';
import {
  contractOf,
  contractsOnPage,
  targetsOf,
  type AgreedContract,
  type Target,
} from './contract.queries.js';

/** How many cases there are for each advocate that a contract pays for, and of what that is made. */
export interface CaseloadFacts {
  readonly openCases: number;
  /** Hundredths of full-time equivalents. */
  readonly advocates: number;
  readonly each: number | null;
}

/** A contract and what stands around it. */
export interface OpenedContract {
  readonly contract: AgreedContract;
  readonly targets: readonly Target[];
  readonly staffing: readonly StaffingRow[];
  readonly changes: Paged<ChangeRow>;
  /** For a supervisor of the service alone; null for anybody else. */
  readonly caseload: CaseloadFacts | null;
  /** This quarter and the four before it, for the service itself; null for anybody else. */
  readonly complaints: readonly ComplaintFigures[] | null;
}

/** The contracts of one's own organisation, whichever side of them it is on. */
@Injectable()
export class Contracts {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(actor: Person, page: unknown): Promise<Paged<AgreedContract>> {
    return this.db.run(actor, (tx) => contractsOnPage(tx, page));
  }

  show(actor: Person, contractId: string, asked?: unknown): Promise<OpenedContract> {
    return this.db.run(actor, async (tx) => {
      const contract = await contractOf(tx, contractId);
      if (!contract) throw new NotFound();
      const staffing = await staffingOf(tx, contractId);
      return {
        contract,
        targets: await targetsOf(tx, contractId),
        staffing,
        changes: await changesOf(tx, contractId, asked),
        caseload: actor.role === 'supervisor' ? await this.caseload(tx, contractId, staffing) : null,
        complaints: may(actor, contracts.complaints, contract) ? await this.complaints(tx, contract) : null,
      };
    });
  }

  private async complaints(tx: EntityManager, contract: AgreedContract): Promise<ComplaintFigures[]> {
    const today = this.clock.today();
    const all = await complaintsToCount(tx, contract.id, today);
    return quartersToCount(today).map((quarter) =>
      complaintFigures(all, { terms: contract, quarter, today }),
    );
  }

  private async caseload(
    tx: EntityManager,
    contractId: string,
    staffing: readonly StaffingRow[],
  ): Promise<CaseloadFacts> {
    const advocates = advocatesOn(staffing, this.clock.today());
    const [{ openCases }] = await tx.query<[{ openCases: number }]>(
      'SELECT open_cases_of_contract($1) AS "openCases"',
      [contractId],
    );
    return { openCases, advocates, each: casesForEach(openCases, advocates) };
  }
}
