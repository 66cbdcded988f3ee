import type { Client } from 'pg';
import type { DemoService } from './world.js';

/** Changes of staff that wait for a supervisor of each service's first team, so that there is something to decide. */
export async function proposeChanges(db: Client, services: readonly DemoService[]): Promise<void> {
  for (const { id, teams } of services) {
    const [first, second] = teams;
    if (!first) continue;
    // The proposer's half was handed over already, as it were: nobody knows it.
    await db.query(
      `INSERT INTO staff_proposal (organisation_id, act, role, display_name, email, team_ids, proposer_half, proposed_by)
       SELECT $1, 'add', 'advocate', 'Demo newcomer', 'newcomer.' || s.email, ARRAY[$2::uuid], sha256(uuid_send(gen_random_uuid())), s.id
       FROM staff s WHERE s.organisation_id = $1 AND s.role = 'admin'`,
      [id, first.id],
    );
    if (!second) continue;
    await db.query(
      `INSERT INTO staff_proposal (organisation_id, act, role, subject_id, team_ids, proposed_by)
       SELECT $1, 'change_teams', 'advocate', $2, ARRAY[$3::uuid, $4::uuid], s.id
       FROM staff s WHERE s.organisation_id = $1 AND s.role = 'admin'`,
      [id, second.advocates[0], first.id, second.id],
    );
  }
}
