import { Client } from 'pg';
import type { PlainDate } from '../kernel/plain-date.js';
import { AroundStories } from './around-story.js';
import { uploadSheets } from './batch-story.js';
import { addCase, tellCase } from './case-story.js';
import type { Telling } from './client-story.js';
import { tellContacts } from './contact-story.js';
import { changeContracts } from './contract-story.js';
import { Rows } from './copy.js';
import { DangerStories } from './danger-story.js';
import { openDesks, setOpeningHours } from './desks.js';
import { countHelpline } from './helpline-story.js';
import { dayNumber, momentOn } from './moment.js';
import { tellOrder } from './order-story.js';
import { tellPeople } from './people-story.js';
import { PanelStories } from './panel-story.js';
import { proposeChanges } from './proposals.js';
import { Random } from './random.js';
import { References } from './references.js';
import { HeldToRowSecurity, NotEmpty } from './refusals.js';
import { DemoSealing, type SealingMeans } from './sealing.js';
import { tellReaching } from './reached-story.js';
import { tellAccepted, tellTurnedAway, tellUndecided } from './referral-story.js';
import { RiskStories } from './risk-story.js';
import { ViewStories } from './view-story.js';
import { tellSafeguards } from './safeguards-story.js';
import { SharingStories } from './sharing-story.js';
import { tables } from './tables.js';
import { WorkerStories } from './worker-story.js';
import { TaskStories } from './task-story.js';
import { began, makeWorld } from './world.js';

export interface DemoSize {
  readonly cases: number;
  readonly seed: number;
  readonly today: PlainDate;
}

/**
 * Fills an empty database with the invented services. The same size, seed and day give the same data.
 * @returns the ids of the services, whose past quarters are then to be frozen
 * @throws HeldToRowSecurity where the owner may not bypass row security; NotEmpty where the database holds any organisation
 */
export async function fillWithDemo(
  ownerUrl: string,
  size: DemoSize,
  { sealing, say }: { sealing: SealingMeans; say: (line: string) => void },
): Promise<string[]> {
  const db = new Client({ connectionString: ownerUrl });
  await db.connect();
  try {
    const owner = await ownerOf(db);
    await refuseUnlessEmpty(db);
    await db.query('BEGIN');
    // Leaves out the audit of invented rows and the look-up of each parent, which only a superuser may.
    if (owner.superuser) await db.query('SET LOCAL session_replication_role = replica');
    const random = new Random(size.seed);
    const services = await makeWorld(db, random, size.cases);
    await proposeChanges(db, services);
    await changeContracts(db);
    await openDesks(db, services);
    await setOpeningHours(db, services, size.today);
    await countHelpline(db, services, size);
    await tellAll(db, { random, services, size, risks: await RiskStories.from(db), sealing, say });
    await tellReaching(db, size.today);
    await tellSafeguards(db, services, { today: size.today, sealing: new DemoSealing(sealing) });
    await tellPeople(db, services, sealing);
    await uploadSheets(db, services, { today: size.today, sealing: new DemoSealing(sealing) });
    await keepWhatWasSaid(db);
    await db.query('COMMIT');
    await db.query('ANALYZE');
    return services.map(({ id }) => id);
  } catch (error) {
    await db.query('ROLLBACK');
    throw error;
  } finally {
    await db.end();
  }
}

/** The trigger that keeps it looked away for a superuser. */
async function keepWhatWasSaid(db: Client): Promise<void> {
  await db.query(
    `INSERT INTO contact_method_version (contact_method_id, version, safe, voicemail_safe, device_watched, withheld_number, safe_minutes,
       verified_on, recheck_on, said_at)
     SELECT id, version, safe, voicemail_safe, device_watched, withheld_number, safe_minutes, verified_on, recheck_on,
       coalesce(verified_on, current_date) + time '10:00' FROM contact_method ON CONFLICT DO NOTHING`,
  );
}

async function refuseUnlessEmpty(db: Client): Promise<void> {
  const { rowCount } = await db.query('SELECT FROM organisation LIMIT 1');
  if (rowCount) throw new NotEmpty();
}

/** Who fills. @throws HeldToRowSecurity before anything is written */
async function ownerOf(db: Client): Promise<{ superuser: boolean }> {
  const { rows } = await db.query<{ superuser: boolean; bypasses: boolean }>(
    'SELECT rolsuper AS superuser, rolsuper OR rolbypassrls AS bypasses FROM pg_roles WHERE rolname = current_user',
  );
  if (!rows[0]?.bypasses) throw new HeldToRowSecurity();
  return rows[0];
}

interface Filling {
  readonly random: Random;
  readonly services: Telling['services'];
  readonly size: DemoSize;
  readonly risks: RiskStories;
  readonly sealing: SealingMeans;
  readonly say: (line: string) => void;
}

async function tellAll(
  db: Client,
  { random, services, size, risks, sealing: means, say }: Filling,
): Promise<void> {
  const rows = new Rows(tables);
  const sealing = new DemoSealing(means);
  // Chances of their own: what the references draw changes nothing in the stories.
  const references = new References(new Random(size.seed));
  const [first, last] = [dayNumber(began), dayNumber(size.today)];
  const shares = SharingStories.of(rows, services, size.seed);
  const views = await ViewStories.of(db, services, { seed: size.seed, shares });
  const panels = new PanelStories(new Random(size.seed + 1), shares);
  const tasks = new TaskStories(new Random(size.seed));
  const around = new AroundStories(new Random(size.seed + 2), shares);
  const dangers = DangerStories.of(rows, services, { seed: size.seed, today: last });
  const workers = WorkerStories.of(rows, services, { seed: size.seed, today: last });
  const telling = { random, rows, services, sealing, now: last * 1440 + 18 * 60 };
  const batch = 2_000;
  for (let told = 0; told < size.cases; told += 1) {
    // Leaning towards the present: services grow. The last case is a few days old.
    const share = ((told + random.fraction()) / size.cases) ** 0.75;
    const day = first + Math.floor(share * (last - first - 5));
    tellOne(telling, { day, references, risks, shares, views, panels, tasks, dangers, around, workers });
    if (told + 1 === size.cases) tellWaiting(telling, last, references);
    if ((told + 1) % batch === 0 || told + 1 === size.cases) {
      for (const key of sealing.keys()) rows.add('data_key', key);
      await rows.write(db);
      say(`${(told + 1).toLocaleString('en-GB')} of ${size.cases.toLocaleString('en-GB')} cases`);
    }
  }
}

/** What came in these days and waits to be decided. */
function tellWaiting(telling: Telling, today: number, references: References): void {
  for (let told = 0; told < 20; told += 1) {
    const day = today - telling.random.whole(1, 3);
    tellUndecided(telling, momentOn(day, telling.random), references);
  }
}

interface Stories {
  readonly references: References;
  readonly risks: RiskStories;
  readonly shares: SharingStories;
  readonly views: ViewStories;
  readonly panels: PanelStories;
  readonly tasks: TaskStories;
  readonly dangers: DangerStories;
  readonly around: AroundStories;
  readonly workers: WorkerStories;
}

/** One case and what belongs to it, and on average two thirds of a referral that opened none. */
function tellOne(telling: Telling, stories: Stories & { readonly day: number }): void {
  const { random } = telling;
  const { day, references, risks, shares, views, panels, tasks, dangers, around, workers } = stories;
  const kase = tellCase(telling, tellAccepted(telling, momentOn(day, random), references));
  const supported = tellContacts(telling, kase);
  const standing = risks.tell(telling, kase, supported);
  if (supported !== null) tellOrder(telling, kase, supported);
  shares.tell(telling, kase);
  views.tell(telling, kase);
  panels.tell(telling, kase);
  tasks.tell(telling, kase);
  dangers.tell(telling, kase);
  around.tell(telling, kase);
  workers.tell(telling, kase);
  addCase(telling, kase, { references, standing, supported });
  while (random.chance(0.4)) tellTurnedAway(telling, momentOn(day + random.whole(0, 4), random), references);
}

export const defaultSize = { cases: 3_000, seed: 1 } as const;
