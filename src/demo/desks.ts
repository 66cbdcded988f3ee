import type { Client } from 'pg';
import type { DemoService } from './world.js';

/** The public forms of each service: all open, to its first team, under a name and a number that are nobody's. */
export async function openDesks(db: Client, services: readonly DemoService[]): Promise<void> {
  for (const { id, teams } of services)
    await db.query(
      `INSERT INTO intake_desk (organisation_id, team_id, forms, shown_name, telephone)
       VALUES ($1, $2, '{self,on_behalf,professional}', 'Demo Care', '0113 496 0000')`,
      [id, teams[0]?.id],
    );
}
