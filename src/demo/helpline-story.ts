import type { Client } from 'pg';
import { addDays, daysBetween, type PlainDate } from '../kernel/plain-date.js';
import { Random } from './random.js';
import type { DemoService } from './world.js';

/** So many days are told of, until yesterday. */
const days = 60;

/** What came to the helpline of each service: by telephone hour by hour in the last week, and by the day before; by email by the day. */
export async function countHelpline(
  db: Client,
  services: readonly DemoService[],
  { today, seed }: { today: PlainDate; seed: number },
): Promise<void> {
  const random = new Random(seed); // chances of its own: what is drawn here changes nothing in the stories
  for (const { id } of services) {
    for (let day = addDays(today, -days); day < today; day = addDays(day, 1)) {
      const hours = daysBetween(day, today) <= 7 ? [9, 10, 11, 12, 13, 14, 15, 16] : [null];
      for (const hour of hours) await count(db, [id, day, hour, 'phone', ...calls(random, hour), 'system']);
      await count(db, [id, day, null, 'email', ...letters(random), 'by_hand']);
    }
  }
}

/** Presented, answered, abandoned, engaged, voicemail, nobody free, out of hours, not known why, called back, why not known. */
function calls(random: Random, hour: number | null): (number | string | null)[] {
  const answered = random.whole(0, hour === null ? 24 : 4);
  const [abandoned, voicemail, busy] = [random.whole(0, 3), random.whole(0, 2), random.whole(0, 2)];
  const known = answered + abandoned + voicemail + busy;
  // Until a week ago the system counted no engaged tone.
  if (hour === null)
    return [null, answered, abandoned, null, voicemail, busy, 0, 0, voicemail, 'not_counted_by_system'];
  return [known + 1, answered, abandoned, 1, voicemail, busy, 0, 0, voicemail, null];
}

function letters(random: Random): (number | string | null)[] {
  const [answered, busy] = [random.whole(0, 6), random.whole(0, 2)];
  return [answered + busy, answered, 0, 0, 0, busy, 0, 0, 0, null];
}

async function count(db: Client, values: readonly (number | string | null)[]): Promise<void> {
  await db.query(
    `INSERT INTO helpline_count (organisation_id, on_day, from_hour, channel, presented, answered, abandoned, engaged, voicemail,
       no_capacity, out_of_hours, reason_not_known, called_back, why_unknown, counted_by, recorded_by)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, s.id FROM staff s
     WHERE s.organisation_id = $1 AND s.role = 'admin'`,
    [...values],
  );
}
