import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { machine } from '../kernel/actor.js';
import { Verifying } from '../platform/audit/verifying.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Queues, type JobData } from '../platform/jobs/queues.js';
import { Log } from '../platform/log.js';
import { verifyLog } from './sealing.service.js';

/** More faults than anyone reads tell no more than the first of them. */
const shown = 200;

/** Verifies the whole log: each night, and when an auditor asks. */
@Injectable()
export class VerifyLogJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly db: UnitOfWork,
    private readonly verifying: Verifying,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.queues.handle(verifyLog, (data) => this.work(data));
    this.queues.everyDay(verifyLog, '30 3');
  }

  async work({ verificationId }: JobData): Promise<void> {
    const id = typeof verificationId === 'string' ? verificationId : await this.nightly();
    const { batches, entries, faults } = await this.verifying.verify((share) => this.tell(id, share));
    if (faults.length > 0) this.log.warn('audit.faults_found', { faults: faults.length });
    await this.db.run(machine('sealer'), (tx) =>
      tx.query(
        `UPDATE audit.verification SET percent = 100, finished_at = clock_timestamp(), batches = $2, entries = $3, faults = $4 WHERE id = $1`,
        [id, batches, entries, faults.slice(0, shown)],
      ),
    );
  }

  private async nightly(): Promise<string> {
    const id = randomUUID();
    await this.db.run(machine('sealer'), (tx) =>
      tx.query('INSERT INTO audit.verification (id) VALUES ($1)', [id]),
    );
    return id;
  }

  private async tell(id: string, share: number): Promise<void> {
    await this.db.run(machine('sealer'), (tx) =>
      tx.query('UPDATE audit.verification SET percent = $2 WHERE id = $1', [id, Math.floor(share * 99)]),
    );
  }
}
