import type { Client } from 'pg';
import { addDays, type PlainDate } from '../kernel/plain-date.js';
import { storedHours } from '../parties/safe-hours.rules.js';
import { began, type DemoService } from './world.js';

/** When each service is open, and one day on which it is not. */
export async function setOpeningHours(
  db: Client,
  services: readonly DemoService[],
  today: PlainDate,
): Promise<void> {
  const nineToFive = [0, 1, 2, 3, 4].map((day) => ({ from: day * 1440 + 540, to: day * 1440 + 1020 }));
  for (const { id } of services) {
    await db.query(
      `INSERT INTO opening_hours (organisation_id, from_on, open_minutes, closes_on_bank_holidays, recorded_by)
       SELECT $1, $2, $3, true, s.id FROM staff s WHERE s.organisation_id = $1 AND s.role = 'admin'`,
      [id, began, storedHours(nineToFive)],
    );
    await db.query(
      `INSERT INTO opening_day (organisation_id, on_day, opens, recorded_by)
       SELECT $1, $2, 'closed', s.id FROM staff s WHERE s.organisation_id = $1 AND s.role = 'admin'`,
      [id, addDays(today, 30)],
    );
  }
}

/** The public forms of each service: all open, to its first team, under a name and a number that are nobody's. */
export async function openDesks(db: Client, services: readonly DemoService[]): Promise<void> {
  for (const { id, teams } of services)
    await db.query(
      `INSERT INTO intake_desk (organisation_id, team_id, forms, shown_name, telephone)
       VALUES ($1, $2, '{self,on_behalf,professional}', 'Demo Care', '0113 496 0000')`,
      [id, teams[0]?.id],
    );
}
