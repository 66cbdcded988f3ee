import { spawn, spawnSync } from 'node:child_process';
import { hkdfSync } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { codeOf, freePort, inWords, StartRefused, stopOrphan, takeLock, textOf } from './embedded-guard.js';
import { claimFolder, giveTo, keptIn, programsFor, secretIn, settle, type Home } from './embedded-home.js';

export { databaseRefusal, StartRefused } from './embedded-guard.js';

/** A running Postgres of our own. `dataDir` holds all it keeps, and is the folder to back up while it is stopped. */
export interface EmbeddedPostgres {
  /** The owner's connection, password included. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly binDir: string;
  /** Whether data or programs are elsewhere than asked, because Postgres's account could not reach them there. */
  readonly moved: boolean;
  /** 32 bytes that stay the same for as long as the data does; every other secret is derived from them. */
  readonly secret: Buffer;
  readonly stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly port?: number;
  /** Leaves out of the log all but what ends a connection or the server. */
  readonly quiet?: boolean;
  /** False only for data that may be lost when the machine loses power. */
  readonly durable?: boolean;
}

type Server = ReturnType<typeof serve>;

interface Plan extends EmbeddedOptions {
  readonly home: Home;
  readonly cluster: string;
  readonly binDir: string;
  readonly password: string;
}

/**
 * Starts the Postgres that npm installed on a data folder, which is made at the first start. One that was left running
 * by a Larkspur that was killed is stopped first.
 * @throws StartRefused where it cannot be: its message is for the person who started Larkspur.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  let release = (): void => undefined;
  try {
    const dataDir = claimFolder(options.dataDir);
    release = await takeLock(dataDir);
    const { child, ended, ...running } = await open(dataDir, options);
    const stop = async (): Promise<void> => {
      child.kill('SIGINT');
      const impatient = setTimeout(() => child.kill('SIGQUIT'), 20_000);
      await ended;
      clearTimeout(impatient);
      release();
    };
    return { ...running, stop };
  } catch (error) {
    release();
    throw inWords(error, options.dataDir);
  }
}

async function open(dataDir: string, options: EmbeddedOptions) {
  const kept = keptIn(dataDir);
  if (kept !== null) await stopOrphan(join(kept, 'postgres'));
  const home = settle(dataDir, kept);
  const binDir = await programsFor(home);
  const secret = secretIn(home, kept !== null);
  const password = Buffer.from(hkdfSync('sha256', secret, '', 'larkspur/embedded-owner', 24)).toString('hex');
  const plan = { ...options, home, cluster: join(home.dir, 'postgres'), binDir, password };
  if (kept === null) initialise(plan);
  fs.chmodSync(plan.cluster, 0o700); // a copy put back may be open to others, which Postgres refuses
  const moved = home.dir !== dataDir || binDir.startsWith(join(home.dir, 'binaries-'));
  return { ...(await launch(plan)), dataDir: home.dir, binDir, moved, secret };
}

/** Makes Postgres's own folder, whole or not at all: until it is finished it has another name. */
function initialise(plan: Plan): void {
  const passwordFile = join(plan.home.dir, 'initdb-password');
  fs.writeFileSync(passwordFile, plan.password, { mode: 0o600 });
  giveTo(passwordFile, plan.home.account);
  // What is a letter comes from the system's locales, and small systems lack some: with plain C, similarity search does
  // not see accented letters. Order and case are Postgres's own, the same on every machine.
  let complaint = '';
  for (const letters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    complaint = initdb(plan, passwordFile, letters);
    if (!complaint.includes('invalid locale')) break;
  }
  fs.rmSync(passwordFile);
  if (complaint !== '')
    throw new StartRefused(`Postgres could not make its data: ${complaint}. Mend that, or set DATABASE_URL.`);
}

function initdb(plan: Plan, passwordFile: string, letters: string): string {
  const making = `${plan.cluster}.new`;
  fs.rmSync(making, { recursive: true, force: true, maxRetries: 5 });
  fs.mkdirSync(making, { mode: 0o700 });
  giveTo(making, plan.home.account);
  const args = ['-D', making, '--data-checksums', '--encoding=UTF8', '--locale=C', `--lc-ctype=${letters}`];
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  args.push('--username=larkspur_owner', `--pwfile=${passwordFile}`, '--auth=scram-sha-256');
  if (plan.durable === false) args.push('--no-sync');
  const run = spawnSync(join(plan.binDir, 'initdb'), args, { ...runningAs(plan.home), encoding: 'utf8' });
  if (run.error) return run.error.message;
  if (run.status !== 0) return gist(run.stderr);
  fs.renameSync(making, plan.cluster);
  return '';
}

/** With nothing of our own environment: a PGDATA or a library path set for other ends would lead Postgres astray. */
function runningAs(home: Home): { cwd: string; env: Record<string, string> } {
  return { ...home.account, cwd: '/', env: { LC_ALL: 'C' } };
}

async function launch(plan: Plan): Promise<Server> {
  for (let attempt = 0; ; attempt += 1) {
    const server = serve(plan, await freePort(plan.port));
    const complaint = await whenReady(server);
    if (complaint === null) return server;
    server.child.kill('SIGINT');
    await server.ended;
    // Another program may have been quicker to the port; the children of a killed server need a moment to see its end.
    if (attempt === 20 || !/already exists|still in use|could not create any TCP/.test(complaint))
      throw new StartRefused(`Postgres did not start: ${complaint}. Its log is ${plan.home.dir}/pg.log.`);
    await delay(500);
  }
}

/** Starts the server in a session of its own: Ctrl-C is for Larkspur, which finishes its requests before it stops Postgres. */
function serve(plan: Plan, port: number) {
  const path = join(plan.home.dir, 'pg.log');
  const log = fs.openSync(path, 'w', 0o600);
  const args = ['-D', plan.cluster, '-p', String(port), ...settings(plan).flatMap((each) => ['-c', each])];
  const child = spawn(join(plan.binDir, 'postgres'), args, {
    ...runningAs(plan.home),
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  const onExit = (): boolean => child.kill('SIGINT');
  process.once('exit', onExit);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('exit', () => {
      resolve(gist(textOf(path)));
    });
  }).finally(() => process.off('exit', onExit));
  const url = `postgres://larkspur_owner:${plan.password}@127.0.0.1:${String(port)}/postgres`;
  return { child, url, port, ended };
}

function settings(plan: Plan): string[] {
  const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300', // each queue that is worked keeps up to three
    'shared_buffers=128MB',
    'timezone=UTC',
    // A failed statement's message, detail and text may quote what is known of a person: none of them is logged.
    `log_min_messages=${plan.quiet === true ? 'fatal' : 'log'}`,
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    'log_checkpoints=off',
    ...(plan.durable === false ? careless : []),
  ];
}

/** Null when it answers, otherwise why it never will. A start after a crash may take minutes. */
async function whenReady({ child, url, ended }: Server): Promise<string | null> {
  for (const end = performance.now() + 300_000; performance.now() < end;) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return ended;
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return null;
    } catch (error) {
      if (codeOf(error) === '28P01') return 'the file "secret" is not the one its data was made with';
    } finally {
      await client.end();
    }
    await delay(40);
  }
  return 'it is not ready after five minutes';
}

function gist(said: string): string {
  const lines = said.split('\n').filter((line) => line !== '' && !line.includes('database system is'));
  const line = lines.findLast((each) => /FATAL|PANIC|error/.test(each)) ?? lines.at(-1) ?? 'no reason given';
  return line.replace(/^.*(FATAL|PANIC|error):\s*/, '');
}
