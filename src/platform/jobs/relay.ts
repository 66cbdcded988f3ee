import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { machine } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Log } from '../log.js';
import { Queues } from './queues.js';

interface Unrelayed {
  id: number;
  did: string;
  record_id: string;
  case_id: string | null;
}

/**
 * Takes committed history to the jobs that wait for it. An event is marked only once its jobs are queued, and a job
 * has its event's id: a crash in between queues the same job again, which is no second job.
 */
@Injectable()
export class Relay implements OnApplicationShutdown {
  private running = false;
  private pass: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: UnitOfWork,
    private readonly queues: Queues,
    private readonly log: Log,
  ) {}

  start(): void {
    this.running = true;
    this.pass = this.passOn();
  }

  async onApplicationShutdown(): Promise<void> {
    this.running = false;
    await this.pass;
  }

  /** Relays what there is, at most 200 events; how many there were. Two relays share the work and repeat none. */
  relay(): Promise<number> {
    return this.db.run(machine('relay'), async (tx) => {
      const events = await tx.query<Unrelayed[]>(
        `SELECT id, did, record_id, case_id FROM event
         WHERE relayed_at IS NULL ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED`,
      );
      for (const event of events) await this.give(event);
      await tx.query('UPDATE event SET relayed_at = now() WHERE id = ANY ($1)', [events.map(({ id }) => id)]);
      return events.length;
    });
  }

  private async give({ id, did, ...ids }: Unrelayed): Promise<void> {
    const data = { eventId: id, recordId: ids.record_id, caseId: ids.case_id };
    for (const queue of this.queues.listenersTo(did))
      await this.queues.add(queue, data, `event-${String(id)}`);
  }

  private async passOn(): Promise<void> {
    while (this.running) {
      const relayed = await this.relay().catch((error: unknown) => {
        this.log.error('relay.failed', error);
        return 0;
      });
      if (relayed === 0) await new Promise((wake) => setTimeout(wake, 500));
    }
  }
}
