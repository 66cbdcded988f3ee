import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Machine, Person, ServiceKey } from '../../kernel/actor.js';
import { SignedOut } from '../../kernel/errors.js';
import { enterDoor, leaveDoor } from '../audit/entry.js';
import { KeyVersionUnknown } from '../sealing/key-custodian.js';
import { Seals } from '../sealing/sealing.js';
import { Secrets } from '../secrets.js';
import { saidOf } from './broken-constraint.js';

/**
 * The only door to the database. Inside `work` the connection *is* the actor: the database has verified their session's
 * token, their machine's key or their service key, for this one transaction, and taken their role, and the log has an entry of
 * it. Outside, the connection can read nothing.
 */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly secrets: Secrets,
    private readonly seals: Seals,
  ) {}

  /** Does all of the work or none of it. @throws SignedOut where the person's session, or the service key, has ended */
  async run<T>(actor: Person | Machine | ServiceKey, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    await this.seals.ready();
    try {
      return await this.once(actor, work);
    } catch (error) {
      if (!(error instanceof KeyVersionUnknown)) throw error;
      // The service key was rotated meanwhile. Nothing was done: it is done again, once the new one is known.
      await this.seals.ready();
      return await this.once(actor, work);
    }
  }

  private async once<T>(
    actor: Person | Machine | ServiceKey,
    work: (tx: EntityManager) => Promise<T>,
  ): Promise<T> {
    const done = await this.dataSource.transaction(async (tx) => {
      await this.enter(tx, actor);
      this.seals.attach(tx, actor.organisationId);
      await enterDoor(tx, actor);
      return work(tx);
    });
    leaveDoor(actor);
    return done;
  }

  private async enter(tx: EntityManager, actor: Person | Machine | ServiceKey): Promise<void> {
    const [way, values] = this.wayInOf(actor);
    try {
      await tx.query(`SELECT set_config('role', ${way}, true)`, values);
    } catch (error) {
      if ('token' in actor && isRefusal(error)) throw new SignedOut();
      throw error;
    }
  }

  private wayInOf(actor: Person | Machine | ServiceKey): [string, unknown[]] {
    if ('scope' in actor) return ['enter_with_service_key($1)', [actor.token.reveal()]];
    if (actor.userId !== null) return ['enter_as_person($1)', [actor.token.reveal()]];
    const key = this.secrets.keyFor(`machine/${actor.role}`);
    if (actor.errand !== null) return ['enter_on_errand($1, $2)', [key, actor.errand]];
    return ['enter_as_machine($1, $2, $3)', [actor.role, key, actor.organisationId]];
  }
}

/** Invalid authorization specification: there is no such session or key, or no longer. */
function isRefusal(error: unknown): boolean {
  return saidOf(error, 'code') === '28000';
}
