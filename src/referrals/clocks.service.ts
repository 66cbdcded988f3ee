import { Injectable } from '@nestjs/common';
import { cases } from '../cases/case.policy.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { clocksBody, type ClocksBody } from './clock.api.js';
import { clocksOf } from './clock.queries.js';

/** The clocks of the referral that a case came from. */
@Injectable()
export class ClocksService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  ofCase(actor: Person, caseId: string): Promise<ClocksBody> {
    return this.db.run(actor, async (tx) => {
      const { id } = await openCase(tx, actor, { caseId, permission: cases.view });
      const [clocks] = await clocksOf(tx, { caseId: id });
      return clocksBody(clocks, this.clock.now());
    });
  }
}
