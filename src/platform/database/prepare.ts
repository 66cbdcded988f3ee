import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { machineRoles } from '../../kernel/actor.js';
import type { Secrets } from '../secrets.js';
import { dataSource } from './data-source.js';
import { codeOf, StartRefused } from './embedded-guard.js';

/** Where the program and its queues sign in: as roles that own nothing of the casework. */
export interface Doors {
  readonly appUrl: string;
  readonly jobsUrl: string;
}

/** Whether an address is the owner's, which migrates. One without a user is of a database that was prepared already. */
export function isOwners(databaseUrl: string): boolean {
  return URL.parse(databaseUrl)?.username !== '';
}

/** Brings the database up to date as its owner, and gives the program's sign-ins their passwords and its machines their keys. */
export async function prepareDatabase(ownerUrl: string, secrets: Secrets): Promise<Doors> {
  const password = passwordFrom(secrets);
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    // Two processes that start at once take turns: the second finds nothing left to do.
    await owner.query(`SELECT pg_advisory_lock(hashtext('larkspur migrations'))`);
    await migrate(ownerUrl);
    await owner.query(`COMMENT ON SCHEMA public IS '${preparedTo()}'`);
    await runMigrations(owner, 'jobs');
    // Not in a migration: a database that was copied or restored forgets it.
    await owner.query(
      `DO $$ BEGIN EXECUTE format('REVOKE TEMP ON DATABASE %I FROM PUBLIC', current_database()); END $$`,
    );
    // A queue makes a sequence of its own for the jobs it numbers itself.
    await owner.query(`GRANT CREATE ON SCHEMA jobs TO larkspur_jobs;
      GRANT ALL ON ALL TABLES IN SCHEMA jobs TO larkspur_jobs;
      GRANT ALL ON ALL SEQUENCES IN SCHEMA jobs TO larkspur_jobs; GRANT ALL ON ALL FUNCTIONS IN SCHEMA jobs TO larkspur_jobs`);
    for (const role of ['larkspur_app', 'larkspur_jobs']) {
      // Roles are the server's: two of its databases that both changed one at once would trip over each other.
      if (await opens(as(ownerUrl, role, password))) continue;
      await owner.query(`ALTER ROLE ${role} PASSWORD '${password}'`); // hexadecimal digits: nothing to quote
    }
    for (const role of machineRoles) {
      await owner.query(
        `INSERT INTO door.machine_key (role, key_hash) VALUES ($1, sha256($2))
         ON CONFLICT (role) DO UPDATE SET key_hash = excluded.key_hash`,
        [role, secrets.keyFor(`machine/${role}`)],
      );
    }
  } finally {
    await owner.end();
  }
  return doorsOf(ownerUrl, secrets);
}

/** The program's own ways in to a database that was prepared, from any address of it. */
export function doorsOf(databaseUrl: string, secrets: Secrets): Doors {
  const password = passwordFrom(secrets);
  return {
    appUrl: as(databaseUrl, 'larkspur_app', password),
    jobsUrl: as(databaseUrl, 'larkspur_jobs', password),
  };
}

/**
 * Lets a database be that was prepared for this very version: the program that does not migrate must not work on another.
 * @throws StartRefused
 */
export async function checkPrepared(connected: DataSource): Promise<void> {
  const [{ prepared }] = await connected.query<[{ prepared: string | null }]>(
    `SELECT obj_description('public'::regnamespace, 'pg_namespace') AS prepared`,
  );
  if (prepared !== preparedTo()) throw notPrepared;
}

/** What is said where a process that does not migrate finds a database that nobody prepared for it. */
export const notPrepared = new StartRefused(
  'The database is not prepared for this version and LARKSPUR_SECRET. Run `npm run migrate` with its owner’s address first.',
);

/** Kept as the schema's comment, which every role may read, so that none needs a way to the table of migrations. */
function preparedTo(): string {
  return `The casework, prepared to ${migrations.at(-1)?.name ?? 'nothing'}`;
}

function passwordFrom(secrets: Secrets): string {
  return secrets.keyFor('database-password').toString('hex');
}

async function opens(url: string): Promise<boolean> {
  const door = new Client({ connectionString: url });
  const opened = await door.connect().then(
    () => true,
    () => false,
  );
  await door.end();
  return opened;
}

async function migrate(ownerUrl: string): Promise<void> {
  const owner = await dataSource(ownerUrl, [], 1).initialize();
  try {
    await owner.runMigrations();
  } catch (error) {
    // A migration's own refusal, worded for whoever starts Larkspur: see migrations/refuse-what-is-filled.ts.
    throw codeOf(error) === 'LS001' && error instanceof Error ? new StartRefused(error.message) : error;
  } finally {
    await owner.destroy();
  }
}

function as(databaseUrl: string, user: string, password: string): string {
  const url = new URL(databaseUrl);
  url.username = user;
  url.password = password;
  return url.href;
}
