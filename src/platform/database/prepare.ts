import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import { machineRoles } from '../../kernel/actor.js';
import type { Secrets } from '../secrets.js';
import { dataSource } from './data-source.js';
import { codeOf, StartRefused } from './embedded-guard.js';

/** Where the program and its queues sign in: as roles that own nothing of the casework. */
export interface Doors {
  readonly appUrl: string;
  readonly jobsUrl: string;
}

/** Brings the database up to date as its owner, and gives the program's sign-ins their passwords and its machines their keys. */
export async function prepareDatabase(ownerUrl: string, secrets: Secrets): Promise<Doors> {
  const password = secrets.keyFor('database-password').toString('hex');
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    // Two processes that start at once take turns: the second finds nothing left to do.
    await owner.query(`SELECT pg_advisory_lock(hashtext('larkspur migrations'))`);
    await migrate(ownerUrl);
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
  return { appUrl: as(ownerUrl, 'larkspur_app', password), jobsUrl: as(ownerUrl, 'larkspur_jobs', password) };
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

function as(ownerUrl: string, user: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = user;
  url.password = password;
  return url.href;
}
