import { Injectable } from '@nestjs/common';
import { machine } from '../kernel/actor.js';
import { ConflictTokens } from '../people/conflict-tokens.js';
import { listed } from '../platform/audit/entry.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import {
  clientsNotCompared,
  perpetratorsNotCompared,
  staffNotCompared,
  type NotCompared,
} from './not-compared.queries.js';

/** Before every id there is. */
const first = '00000000-0000-0000-0000-000000000000';

/** Conflicts of interest that were not found as people were entered. */
@Injectable()
export class ConflictsAgain {
  constructor(
    private readonly db: UnitOfWork,
    private readonly tokens: ConflictTokens,
  ) {}

  /**
   * Enters whoever was never compared, compares everybody again, and hands on what is sealed for no supervisor. Each batch is a
   * transaction: cut short, the next run goes on from there, and a second one adds nothing.
   */
  async find(): Promise<void> {
    await this.enterStaff();
    for (const id of await this.services()) await this.findIn(id);
    await this.db.run(machine('worker'), (tx) => tx.query('SELECT hand_on_seals()'));
  }

  /** Enters every caseworker who was never compared, so that whoever is recorded from now on is compared with them. */
  async enterStaff(): Promise<void> {
    for (const id of await this.services()) await this.enterAll(id, staffNotCompared);
  }

  private async services(): Promise<string[]> {
    const rows = await this.db.run(machine('comparer'), (tx) =>
      tx.query<{ id: string }[]>(`SELECT id FROM organisation WHERE kind = 'advocacy_service' ORDER BY id`),
    );
    return rows.map(({ id }) => id);
  }

  private async findIn(organisationId: string): Promise<void> {
    await this.enterAll(organisationId, clientsNotCompared);
    await this.enterAll(organisationId, perpetratorsNotCompared);
    await this.db.run(machine('comparer', organisationId), (tx) =>
      tx.query('SELECT compare_conflicts_again()'),
    );
  }

  private async enterAll(organisationId: string, some: NotCompared): Promise<void> {
    for (let last: string | undefined = first; last !== undefined;)
      last = await this.enterSome(organisationId, some, last);
  }

  /** The last of those it entered; undefined once there is nobody left. */
  private enterSome(organisationId: string, some: NotCompared, after: string): Promise<string | undefined> {
    return this.db.run(machine('comparer', organisationId), async (tx) => {
      const people = await some(tx, after);
      if (people.length === 0) return undefined;
      await listed(tx, 'conflicts.compared', { rows: people, idOf: ({ id }) => id });
      await this.tokens.enter(tx, people);
      return people.at(-1)?.id;
    });
  }
}
