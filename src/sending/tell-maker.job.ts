import { Injectable, type OnModuleInit } from '@nestjs/common';
import { onErrand } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Queues, type JobData } from '../platform/jobs/queues.js';
import { errandOf } from './release-outgoing.job.js';
import { quietFor } from './sending.rules.js';
import { Senders } from './senders.js';

const queue = 'tell-maker';

/** Whoever made something that was stopped or failed is told that there is a message; what it is, the case shows. Never at night. */
@Injectable()
export class TellMakerJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly db: UnitOfWork,
    private readonly senders: Senders,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, (data) => this.work(data));
    for (const did of ['outgoing.stopped', 'outgoing.failed', 'outgoing.unclear'])
      this.queues.onEvent(did, queue);
  }

  async work(data: JobData): Promise<void> {
    const { eventId, outgoingId } = errandOf(data);
    const quiet = quietFor(this.clock.now());
    if (quiet > 0) return this.queues.later(queue, data, quiet);
    const [row] = await this.db.run(onErrand(eventId), (tx) =>
      tx.query<[{ address: string | null }]>('SELECT address_of_maker($1) AS address', [outgoingId]),
    );
    if (row.address !== null) await this.senders.notify(row.address);
  }
}
