import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of this file's own, copied from the migrated one. */
export interface TestDatabase {
  /** The owner, a superuser: for setting up and for looking behind the program's back. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly jobsUrl: string;
  readonly owner: pg.Client;
  drop(): Promise<void>;
}

export async function testDatabase(): Promise<TestDatabase> {
  const urls = JSON.parse(process.env['TEST_DATABASE'] ?? '{}') as Record<
    'ownerUrl' | 'appUrl' | 'jobsUrl',
    string
  >;
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = await connected(urls.ownerUrl);
  await server.query(`CREATE DATABASE ${name} TEMPLATE template_larkspur`);
  await server.query(`REVOKE TEMP ON DATABASE ${name} FROM PUBLIC`); // a copy forgets it

  const ownerUrl = within(urls.ownerUrl, name);
  const owner = await connected(ownerUrl);
  return {
    ownerUrl,
    appUrl: within(urls.appUrl, name),
    jobsUrl: within(urls.jobsUrl, name),
    owner,
    drop: async () => {
      await owner.end();
      await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.end();
    },
  };
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

function within(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}
