import { Injectable } from '@nestjs/common';
import { machine, type Person } from '../kernel/actor.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { anomaliesOnPage, daysOfWork, type AnomalyRow } from './anomaly.queries.js';
import { anomaliesOf } from './anomaly.rules.js';

@Injectable()
export class Anomalies {
  constructor(private readonly db: UnitOfWork) {}

  list(actor: Person, page: unknown): Promise<Paged<AnomalyRow>> {
    return this.db.run(actor, (tx) => anomaliesOnPage(tx, page));
  }

  /** Reports what in the log of a day is worth asking about, in every organisation. A second time adds nothing. */
  async find(on: PlainDate): Promise<void> {
    const organisations = await this.db.run(machine('worker'), (tx) =>
      tx.query<{ id: string }[]>('SELECT id FROM organisation ORDER BY id'),
    );
    for (const { id } of organisations) await this.findIn(id, on);
  }

  private findIn(organisationId: string, on: PlainDate): Promise<void> {
    return this.db.run(machine('worker', organisationId), async (tx) => {
      for (const { kind, staffId, caseIds, times } of (await daysOfWork(tx, on)).flatMap(anomaliesOf)) {
        await tx.query(
          `INSERT INTO audit.anomaly (on_day, kind, staff_id, case_ids, times) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
          [on, kind, staffId, caseIds, times],
        );
      }
    });
  }
}
