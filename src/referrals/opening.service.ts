import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { storedHours } from '../parties/safe-hours.rules.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import type { OpeningDayBody, OpeningDayForm, OpeningHoursBody, OpeningHoursForm } from './opening.dto.js';
import { daysOnPage, haveHours, hoursOnPage } from './opening.queries.js';
import { soundDay, soundHours } from './opening.rules.js';

/** When a service is open, as its administrator says. What was said is never changed: what is said later takes its place. */
@Injectable()
export class OpeningService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  hours(actor: Person, asked: unknown): Promise<Paged<OpeningHoursBody>> {
    return this.db.run(actor, (tx) => hoursOnPage(tx, asked, this.clock.today()));
  }

  days(actor: Person, asked: unknown): Promise<Paged<OpeningDayBody>> {
    return this.db.run(actor, (tx) => daysOnPage(tx, asked));
  }

  /** @throws RuleBroken of `soundHours` */
  addHours(actor: Person, { fromOn, times, closed }: OpeningHoursForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const present = { today: this.clock.today(), areFirst: !(await haveHours(tx)) };
      const said = soundHours({ fromOn, times, closesOnBankHolidays: closed === 'yes' }, present);
      await tx.query(
        'INSERT INTO opening_hours (from_on, open_minutes, closes_on_bank_holidays) VALUES ($1, $2, $3)',
        [said.fromOn, storedHours(said.hours), said.closesOnBankHolidays],
      );
      await addHistory(tx, { did: 'opening.hours_set', to: actor.organisationId });
    });
  }

  /** @throws RuleBroken of `soundDay` */
  addDay(actor: Person, { onDay, opens }: OpeningDayForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const day = soundDay(onDay, this.clock.today());
      await tx.query('INSERT INTO opening_day (on_day, opens) VALUES ($1, $2)', [day, opens]);
      await addHistory(tx, { did: 'opening.day_set', to: actor.organisationId });
    });
  }
}
