import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';

/**
 * The instant at which a clock in London shows this time ('14:05') on this day. Asked of Postgres, which knows when the
 * clocks change: a time that is skipped in spring is read as an hour later, one that comes twice in autumn as its second.
 */
export async function londonInstant(tx: EntityManager, day: PlainDate, time: string): Promise<Date> {
  const rows = await tx.query<[{ at: Date }]>(
    `SELECT ($1::date + $2::time) AT TIME ZONE 'Europe/London' AS at`,
    [day, time],
  );
  return rows[0].at;
}
