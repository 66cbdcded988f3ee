import { Injectable, type OnModuleInit } from '@nestjs/common';
import { machine } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Queues, type JobData } from '../platform/jobs/queues.js';
import { Senders } from './senders.js';

const queue = 'tell-lead';

/** Whoever a danger went up to is told that there is a message, at any hour; what it is, their own page shows. */
@Injectable()
export class TellLeadJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly db: UnitOfWork,
    private readonly senders: Senders,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, (data) => this.work(data));
    this.queues.onEvent('danger.escalated', queue);
  }

  async work({ recordId }: JobData): Promise<void> {
    const told = await this.db.run(machine('worker'), (tx) =>
      tx.query<{ email: string }[]>('SELECT email FROM addresses_of_told($1)', [recordId]),
    );
    for (const { email } of told) await this.senders.notify(email);
  }
}
