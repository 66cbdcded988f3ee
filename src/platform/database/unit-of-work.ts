import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { enterDoor, leaveDoor } from '../audit/entry.js';

/**
 * The only door to the database. Inside `work` the connection *is* the actor: its database role, its user and its
 * organisation, for this one transaction, and the log has an entry of it. Outside, the connection is a role that can read
 * nothing.
 */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  async run<T>(actor: Actor, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const done = await this.dataSource.transaction(async (tx) => {
      await tx.query(
        `SELECT set_config('role', $1, true), set_config('app.user_id', $2, true), set_config('app.organisation_id', $3, true)`,
        [`casework_${actor.role}`, actor.userId ?? '', actor.organisationId ?? ''],
      );
      await enterDoor(tx, actor);
      return work(tx);
    });
    leaveDoor(actor);
    return done;
  }
}
