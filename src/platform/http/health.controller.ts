import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { machine } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { CUSTODIAN, type KeyCustodian } from '../sealing/key-custodian.js';
import { someDataKey } from '../sealing/stored-keys.js';
import { Open } from './access.js';

interface Lag {
  readonly unsealed_seconds: number | null;
  readonly unanchored_seconds: number | null;
}

/** How far the log may be behind, in seconds, before what happens can no longer be said to be provable. */
const most = { unsealed: 60, unanchored: 900 } as const;

interface Health {
  readonly status: 'ready' | 'not_ready';
}

/** Whether this process can do its work, for whoever keeps it running: a log that nobody seals is a fault. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly db: UnitOfWork,
    @Inject(CUSTODIAN) private readonly custodian: KeyCustodian,
  ) {}

  /** It reaches the database, and the custodian opens what the database holds. Anybody may ask, so no more is said. */
  @Get()
  @Open()
  async show(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const held = await this.db.run(machine('keeper'), someDataKey);
    if (held) this.custodian.unwrap([held]);
    else this.custodian.currentVersion();
    const [lag] = await this.db.run(machine('visitor'), (tx) =>
      tx.query<[Lag]>('SELECT unsealed_seconds, unanchored_seconds FROM audit.lag()'),
    );
    const ready =
      (lag.unsealed_seconds ?? 0) <= most.unsealed && (lag.unanchored_seconds ?? 0) <= most.unanchored;
    response.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not_ready' };
  }
}
