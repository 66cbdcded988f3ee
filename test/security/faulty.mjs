import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../dist/src/platform/database/embedded.js';

/** A page with the two oldest faults there are, on a Postgres of its own: a tool that does not find them finds nothing. */
export async function startFaulty() {
  const dataDir = await mkdtemp(join(tmpdir(), 'larkspur-faulty-'));
  const postgres = await startEmbedded({ dataDir, durable: false, quiet: true });
  const db = new pg.Pool({ connectionString: postgres.url, max: 4 });
  await db.query("CREATE TABLE flower AS SELECT * FROM (VALUES ('aster'), ('bramble')) AS f (name)");
  const server = createServer((request, response) => answer(db, request.url, response));
  await new Promise((up) => server.listen(0, '127.0.0.1', up));
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await db.end();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
      if (postgres.moved) await rm(postgres.dataDir, { recursive: true, force: true });
    },
  };
}

async function answer(db, url, response) {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  response.setHeader('Content-Type', 'text/html');
  try {
    if (pathname === '/flowers')
      response.end(JSON.stringify((await db.query(unsafe(searchParams.get('name')))).rows));
    else response.end(page(searchParams.get('said') ?? ''));
  } catch (error) {
    response.statusCode = 500;
    response.end(String(error));
  }
}

const unsafe = (name) => `SELECT name FROM flower WHERE name = '${name}'`;
const page = (said) =>
  `<html><body><p>${said}</p><form action="/"><input name="said"></form><a href="/?said=this">on</a></body></html>`;
