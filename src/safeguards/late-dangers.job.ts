import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { machine } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Queues } from '../platform/jobs/queues.js';
import { dangerLevel, type RunningDanger } from './danger.rules.js';

const queue = 'late-dangers';

interface Late {
  readonly id: string;
  readonly to: number;
}

/** Every five minutes, day and night: what stays undone goes up to whoever is on call. */
@Injectable()
export class LateDangersJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, async () => {
      await this.escalate();
    });
    this.queues.everyDay(queue, '*/5 *');
  }

  /** Sends each danger as far up as it belongs, once. How many went. */
  escalate(): Promise<number> {
    return this.db.run(machine('worker'), async (tx) => {
      const now = this.clock.now();
      const late = await lateDangers(tx, now);
      for (const { id, to } of late) await tx.query('SELECT escalate_danger($1, $2, $3)', [id, to, now]);
      return late.length;
    });
  }
}

async function lateDangers(tx: EntityManager, now: Date): Promise<Late[]> {
  const running = await tx.query<(RunningDanger & { id: string; level: number })[]>(
    'SELECT id, began_at AS "beganAt", steps, level FROM dangers_not_over()',
  );
  return running
    .map((danger) => ({ id: danger.id, from: danger.level, to: dangerLevel(danger, now) }))
    .filter(({ from, to }) => to > from);
}
