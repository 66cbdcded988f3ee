import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { caseloadOfService } from '../people/contract.queries.js';
import type { ServiceCaseload } from '../people/contract-terms.rules.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { BlindSpots, type Board } from '../supervision/blind-spots.service.js';
import { Day, type OwnDay } from '../tasks/day.service.js';
import { questions } from './today.questions.js';
import type { Item } from './today.queries.js';
import { sectionOf, type Section } from './today.view.js';

@Injectable()
export class Today {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly day: Day,
    private readonly spots: BlindSpots,
  ) {}

  /** The home page of whoever asks. */
  sections(actor: Person): Promise<Section[]> {
    return this.db.run(actor, (tx) => this.sectionsWithin(tx, actor));
  }

  /** The home page of an advocate: who is in danger, and their day. */
  withDay(actor: Person, asked: unknown): Promise<{ sections: Section[]; day: OwnDay }> {
    return this.db.run(actor, async (tx) => ({
      sections: await this.sectionsWithin(tx, actor),
      day: await this.day.within(tx, actor, asked),
    }));
  }

  /** The home page of a supervisor: the board of blind spots, the caseload, and what waits for them to decide. */
  withBoard(actor: Person): Promise<{ sections: Section[]; board: Board; caseload: ServiceCaseload }> {
    return this.db.run(actor, async (tx) => ({
      board: await this.spots.boardWithin(tx),
      caseload: await caseloadOfService(tx, this.clock.today()),
      sections: await this.sectionsWithin(tx, actor),
    }));
  }

  private async sectionsWithin(tx: EntityManager, { role }: Person): Promise<Section[]> {
    const today = this.clock.today();
    const [sections, shown]: [Section[], Item[]] = [[], []];
    for (const question of questions[role]) {
      const pile = await question.ask(tx, today);
      if (question.onlyIfAny && pile.total === 0) continue;
      shown.push(...pile.items);
      sections.push(sectionOf(pile, question, today));
    }
    await listed(tx, 'today.listed', { rows: shown, idOf: ({ id }) => id });
    return sections;
  }
}
