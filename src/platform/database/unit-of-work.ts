import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import type { Machine, Person } from '../../kernel/actor.js';
import { SignedOut } from '../../kernel/errors.js';
import { Seals } from '../sealing/sealing.js';
import { Secrets } from '../secrets.js';

/**
 * The only door to the database. Inside `work` the connection *is* the actor: the database has verified their session's
 * token or their machine's key, for this one transaction, and taken their role. Outside, the connection can read nothing.
 */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly secrets: Secrets,
    private readonly seals: Seals,
  ) {}

  /** Does all of the work or none of it. @throws SignedOut where the person's session has ended */
  run<T>(actor: Person | Machine, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (tx) => {
      await this.enter(tx, actor);
      this.seals.attach(tx, actor.organisationId);
      return work(tx);
    });
  }

  private async enter(tx: EntityManager, actor: Person | Machine): Promise<void> {
    const [way, values] = this.wayInOf(actor);
    try {
      await tx.query(`SELECT set_config('role', ${way}, true)`, values);
    } catch (error) {
      if (actor.userId !== null && isRefusal(error)) throw new SignedOut();
      throw error;
    }
  }

  private wayInOf(actor: Person | Machine): [string, unknown[]] {
    if (actor.userId !== null) return ['enter_as_person($1)', [actor.token.reveal()]];
    const key = this.secrets.keyFor(`machine/${actor.role}`);
    if (actor.errand !== null) return ['enter_on_errand($1, $2)', [key, actor.errand]];
    return ['enter_as_machine($1, $2, $3)', [actor.role, key, actor.organisationId]];
  }
}

/** Invalid authorization specification: there is no such session, or no longer. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const fault: unknown = error.driverError; // TypeORM types it as any
  return fault instanceof Error && 'code' in fault && fault.code === '28000';
}
