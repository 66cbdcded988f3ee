import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { SecondFactor } from './second-factor.codes.js';

/** A place one is signed in. Of the network only whether it is this one can be told. */
export interface OwnSession {
  readonly id: string;
  readonly beganAt: Date;
  readonly lastSeenAt: Date;
  readonly method: SecondFactor;
  readonly isThisOne: boolean;
  readonly sameNetwork: boolean;
}

/** Where someone is signed in, for themself alone: row security shows nobody another's. */
@Injectable()
export class OwnSessions {
  constructor(private readonly db: UnitOfWork) {}

  list(actor: Person, place: Buffer): Promise<OwnSession[]> {
    return this.db.run(actor, (tx) =>
      tx.query<OwnSession[]>(
        `SELECT id, began_at AS "beganAt", last_seen_at AS "lastSeenAt", method, id = (SELECT my_session()) AS "isThisOne",
           coalesce(place = $1, false) AS "sameNetwork"
         FROM session WHERE now() < session_ends_at(began_at, last_seen_at)
         ORDER BY began_at DESC, id`,
        [place],
      ),
    );
  }

  async end(actor: Person, sessionId: string): Promise<void> {
    const [, ended] = await this.db.run(actor, (tx) =>
      tx.query<[unknown, number]>('DELETE FROM session WHERE id = $1', [sessionId]),
    );
    if (ended !== 1) throw new NotFound();
  }

  /** Ends all but the one that asks. */
  async endOthers(actor: Person): Promise<void> {
    await this.db.run(actor, (tx) => tx.query('DELETE FROM session WHERE id <> (SELECT my_session())'));
  }
}
