import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { countsOnSheet } from './helpline-sheet.js';
import type {
  HelplineCountBody,
  HelplineCountForm,
  HelplineMonth,
  HelplineSheetForm,
} from './helpline.dto.js';
import { addCount, countsOnPage, monthsOnPage, putAway, type HelplineCount } from './helpline.queries.js';
import { countedDay, soundCounts } from './helpline.rules.js';

/** What came to the helpline of one's service. A count is never changed: another is put in its place, and both are kept. */
@Injectable()
export class HelplineService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  months(actor: Person, asked: unknown): Promise<Paged<HelplineMonth>> {
    return this.db.run(actor, (tx) => monthsOnPage(tx, asked));
  }

  counts(actor: Person, asked: unknown): Promise<Paged<HelplineCountBody>> {
    return this.db.run(actor, (tx) => countsOnPage(tx, asked));
  }

  /** @throws RuleBroken of `soundCounts` and `countedDay`, and `helpline-counted-already` */
  add(actor: Person, form: HelplineCountForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const count = this.sound(form);
      if (form.inPlace === 'yes') await putAway(tx, count);
      await record(tx, count);
    });
  }

  /** All rows or none. @throws RuleBroken as `add`, naming the row, and of `countsOnSheet` */
  addSheet(actor: Person, { sheet, inPlace }: HelplineSheetForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const rows = countsOnSheet(sheet).map(({ row, form }) => ({
        row,
        count: ofRow(row, () => this.sound(form)),
      }));
      // Before any is recorded: a row never takes the place of another row of its own sheet.
      if (inPlace === 'yes') for (const { count } of rows) await putAway(tx, count);
      for (const { row, count } of rows)
        await record(tx, count).catch((error: unknown) =>
          ofRow(row, () => {
            throw error;
          }),
        );
    });
  }

  private sound({
    onDay,
    fromHour,
    channel,
    countedBy,
    whyUnknown,
    ...said
  }: HelplineCountForm): HelplineCount {
    const counts = soundCounts(whyUnknown === undefined ? said : { ...said, whyUnknown });
    return {
      onDay: countedDay(onDay, this.clock.today()),
      fromHour: fromHour ?? null,
      channel,
      counts,
      whyUnknown: whyUnknown ?? null,
      countedBy,
    };
  }
}

async function record(tx: EntityManager, count: HelplineCount): Promise<void> {
  try {
    await addCount(tx, count);
  } catch (error) {
    if (brokenConstraint(error) !== 'helpline_counted_once') throw error;
    throw new RuleBroken(
      'helpline-counted-already',
      'That hour or day is counted already, by this channel. Put this in place of what is recorded, or correct the day',
    );
  }
}

/** What a rule says of a row, with the row's number before it. */
function ofRow<T>(row: number, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    throw new RuleBroken(error.rule, `Row ${String(row)}: ${error.message}`);
  }
}
