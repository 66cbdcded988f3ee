import { Injectable, type OnModuleInit } from '@nestjs/common';
import { machine } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Queues, type JobData } from '../platform/jobs/queues.js';
import { Senders } from './senders.js';

const [queue, each] = ['tell-supervisors', 'tell-supervisor'] as const;

/**
 * Whoever a late referral went up to is told that there is a message, at any hour, and once in an hour however many went up: a sheet
 * of a thousand is late at once. Which they are, the page shows.
 */
@Injectable()
export class TellSupervisorsJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly db: UnitOfWork,
    private readonly senders: Senders,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, (data) => this.work(data));
    this.queues.handle(each, (data) => this.tell(data));
    this.queues.onEvent('referral.escalated', queue);
  }

  private async work({ recordId }: JobData): Promise<void> {
    const told = await this.db.run(machine('worker'), (tx) =>
      tx.query<{ id: string }[]>('SELECT staff_id AS id FROM told_of_escalation($1)', [recordId]),
    );
    const hour = this.clock.now().toISOString().slice(0, 13);
    for (const { id } of told) await this.queues.add(each, { staffId: id }, `${id}-${hour}`);
  }

  private async tell({ staffId }: JobData): Promise<void> {
    const [row] = await this.db.run(machine('worker'), (tx) =>
      tx.query<[{ address: string | null }]>('SELECT address_of_supervisor($1) AS address', [staffId]),
    );
    if (row.address !== null) await this.senders.notify(row.address);
  }
}
