import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { machine } from '../kernel/actor.js';
import { addEntry } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { siteOf, subscriberOf } from '../platform/http/network.js';
import { Secrets } from '../platform/secrets.js';
import { floodInAnHour, linesOfASite, mostInAnHour } from './intake.rules.js';

/**
 * How often a line sends forms or asks about receipts, counted in Postgres, so that no cache that was flushed and no second
 * process forgets. Each is counted in a transaction of its own, before the work: what fails afterwards was a turn all the same.
 */
@Injectable()
export class Turns {
  constructor(
    private readonly db: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Counts a turn. False where this line, or the IPv6 site that it is of, has had as many in the hour as there are. */
  async take(what: keyof typeof mostInAnHour, address: string, organisationId: string): Promise<boolean> {
    const [line, site] = [subscriberOf(address), siteOf(address)];
    const turns = await this.count(`${what} ${organisationId} ${line}`, organisationId);
    if (turns > mostInAnHour[what]) return false;
    if (site === null) return true;
    const ofAll = await this.count(`${what} ${organisationId} site ${site}`, organisationId);
    return ofAll <= mostInAnHour[what] * linesOfASite;
  }

  /** Counts what one service is sent by anybody. In the moment it becomes a flood the log is told, once in that hour. */
  async sent(organisationId: string): Promise<void> {
    const turns = await this.count(`service ${organisationId}`, organisationId);
    if (turns !== floodInAnHour) return;
    const about = { kind: 'organisation', id: organisationId };
    await this.db.run(machine('intake', organisationId), (tx) =>
      addEntry(tx, { act: 'forms.flooded', fields: [`times ${String(turns)}`], about }),
    );
  }

  /** How many forms a service was sent in the hour that goes on. */
  lately(organisationId: string): Promise<number> {
    return this.db.run(machine('intake', organisationId), async (tx) => {
      const [row] = await tx.query<{ turns: number }[]>(
        `SELECT turns FROM intake_turn WHERE key_hash = $1 AND began_at > $2::timestamptz - interval '1 hour'`,
        [this.keyOf(`service ${organisationId}`), this.clock.now()],
      );
      return row?.turns ?? 0;
    });
  }

  /** Forgets hours that are over, and the receipts of each service after six weeks. */
  async forget(): Promise<void> {
    const now = [this.clock.now()];
    const services = await this.db.run(machine('intake'), async (tx) => {
      await tx.query(`DELETE FROM intake_turn WHERE began_at <= $1::timestamptz - interval '1 hour'`, now);
      return tx.query<{ id: string }[]>('SELECT organisation_id AS id FROM intake_desk');
    });
    for (const { id } of services)
      await this.db.run(machine('intake', id), (tx) =>
        tx.query(`DELETE FROM intake_receipt WHERE sent_at < $1::timestamptz - interval '42 days'`, now),
      );
  }

  private count(of: string, organisationId: string): Promise<number> {
    return this.db.run(machine('intake', organisationId), async (tx) => {
      const [{ turns }] = await tx.query<[{ turns: number }]>(
        `INSERT INTO intake_turn AS t (key_hash, began_at, turns) VALUES ($1, $2, 1)
         ON CONFLICT (key_hash) DO UPDATE SET
           turns = CASE WHEN t.began_at <= $2::timestamptz - interval '1 hour' THEN 1 ELSE t.turns + 1 END,
           began_at = CASE WHEN t.began_at <= $2::timestamptz - interval '1 hour' THEN $2 ELSE t.began_at END
         RETURNING turns`,
        [this.keyOf(of), this.clock.now()],
      );
      return turns;
    });
  }

  /** A line is somebody's: only its keyed hash is kept. */
  private keyOf(of: string): Buffer {
    return createHmac('sha256', this.secrets.keyFor('intake-line')).update(of).digest();
  }
}
