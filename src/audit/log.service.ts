import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { addDays } from '../kernel/plain-date.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import type { LogQuery } from './log.dto.js';
import { colleagues, logOnPage, type LogFilter, type LogRow } from './log.queries.js';

interface LogShown {
  readonly filter: LogFilter;
  readonly shown: Paged<LogRow>;
  readonly people: readonly CodeEntry[];
}

@Injectable()
export class AuditLog {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The last seven days, unless other days are asked for. That it was read is in it too. */
  read(actor: Person, asked: LogQuery): Promise<LogShown> {
    const to = asked.to ?? this.clock.today();
    const from = asked.from ?? addDays(to, -6);
    const { act = null, by = null, result = null } = asked;
    const filter: LogFilter = { act, by, result, from, to };
    return this.db.run(actor, async (tx) => ({
      filter,
      shown: await logOnPage(tx, filter, asked.page),
      people: await colleagues(tx),
    }));
  }
}
