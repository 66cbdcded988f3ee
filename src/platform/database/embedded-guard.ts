import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Larkspur cannot start as things are. The message is one line: what is wrong and what to do. */
export class StartRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartRefused';
  }
}

/**
 * Makes this process the only Larkspur on a data folder, until the returned function is called or the process is gone.
 * @throws StartRefused where another living process has it.
 */
export async function takeLock(dataDir: string): Promise<() => void> {
  const path = join(dataDir, 'larkspur.lock');
  const mine = living(process.pid)?.mark ?? '';
  // Of several that start at the same moment the last to write has it, and the others see so when they look again.
  do {
    const found = textOf(path);
    const pid = Number.parseInt(found, 10);
    if (found === living(pid)?.mark)
      throw new StartRefused(
        `Larkspur is already running with this data folder (process ${String(pid)}). Stop it first, or set DATA_DIR to another folder.`,
      );
    writeFileSync(path, mine, { mode: 0o600 });
    await delay(50);
  } while (textOf(path) !== mine);
  let held = true;
  return () => {
    if (held) rmSync(path, { force: true });
    held = false;
  };
}

/**
 * Leaves no Postgres at work on a data folder, and nothing of a dead one that would keep the next from starting.
 * @throws StartRefused where one will not, or may not, be stopped.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const text = textOf(pidFile);
  const [first = '', folder = ''] = text.split('\n');
  const pid = Number.parseInt(first, 10);
  if (!(pid > 0)) rmSync(pidFile, { force: true });
  else if (runsPostgresOn(pid, folder)) await stopProcess(pid);
  // The number may be someone else's by now, whom Postgres would take for itself; its parent's it lets pass. The rest
  // must stay: by it Postgres finds children that outlived the server.
  else writeFileSync(pidFile, text.replace(first, String(process.pid)));
}

function runsPostgresOn(pid: number, folder: string): boolean {
  const command = `${living(pid)?.command ?? ''} `;
  return folder !== '' && command.includes('/postgres ') && command.includes(` ${folder} `);
}

async function stopProcess(pid: number): Promise<void> {
  const mark = living(pid)?.mark;
  try {
    for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
      process.kill(pid, signal);
      for (let waited = 0; waited < 15_000; waited += 50) {
        if (living(pid)?.mark !== mark) return;
        await delay(50);
      }
    }
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return;
  }
  throw new StartRefused(
    `The Postgres of an earlier run (process ${String(pid)}) does not let itself be stopped. End it, then start Larkspur again.`,
  );
}

/** A living process: its command, and a mark no later process of its number has. Null for a husk not yet reaped. */
function living(pid: number): { mark: string; command: string } | null {
  const { state, birth, command } = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  return birth === '' || /^[ZX]/.test(state) ? null : { mark: `${String(pid)} ${birth}\n`, command };
}

function fromProc(pid: number): Record<'state' | 'birth' | 'command', string> {
  const folder = `/proc/${String(pid)}`;
  // After the name, which is in brackets and may hold anything: the state, and nineteen on the start since boot.
  const fields = textOf(`${folder}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  const boot = textOf('/proc/sys/kernel/random/boot_id').trim();
  const birth = fields[19] === undefined ? '' : `${boot}/${fields[19]}`;
  return { state: fields[0] ?? '', birth, command: textOf(`${folder}/cmdline`).replaceAll('\0', ' ') };
}

/** For macOS. Windows has no ps: there only Postgres itself keeps a second server off its data. */
function fromPs(pid: number): Record<'state' | 'birth' | 'command', string> {
  // The start is told in local time, which changes with the clocks but for a fixed zone.
  const env = { LC_ALL: 'C', TZ: 'UTC', PATH: '/bin:/usr/bin' };
  const { stdout } = spawnSync('ps', ['-o', 'state=,lstart=,command=', '-p', String(pid)], { env });
  const columns = /^(\S+)\s+(\w+ +\w+ +\d+ [\d:]+ \d+) +(.*)$/m;
  const [, state = '', birth = '', command = ''] = columns.exec(String(stdout)) ?? [];
  return { state, birth, command };
}

/** A port on this machine that nobody listens on: the one asked for, or any. @throws StartRefused where that one is taken. */
export async function freePort(asked = 0): Promise<number> {
  const probe = createServer().listen(asked, '127.0.0.1');
  try {
    await once(probe, 'listening');
    return (probe.address() as AddressInfo).port; // what listens on TCP has one
  } catch (error) {
    const why = codeOf(error) === 'EADDRINUSE' ? 'is in use' : 'is not open to this account';
    throw new StartRefused(`Port ${String(asked)} ${why}. Choose another, or none to be given a free one.`);
  } finally {
    probe.close();
  }
}

export function inWords(error: unknown, dataDir: string): unknown {
  const code = codeOf(error);
  if (['ENOSPC', 'EDQUOT'].includes(code))
    return new StartRefused(`No room is left for ${dataDir}. Make room on its disk, then start again.`);
  if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST'].includes(code))
    return new StartRefused(
      `The data folder ${dataDir} cannot be written by this account. Let it write there, or set DATA_DIR to another folder.`,
    );
  return error;
}

/** What one may be told of a database that cannot be reached: {server}, {user} and {database} are filled in. */
const faults: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED/, 'Nothing answers at {server}. Start the database there, or correct DATABASE_URL.'],
  [/^(ENOTFOUND|EAI_AGAIN)/, 'No server is known as {server}. Correct DATABASE_URL, or see to the network.'],
  [
    /^E(TIMEDOUT|\w+UNREACH)|timeout/,
    '{server} is out of reach. See to the network, or correct DATABASE_URL.',
  ],
  [/^28000.*no encryption/, '{server} wants SSL. Add ?sslmode=verify-full to DATABASE_URL.'],
  [/^28|SASL/, '{server} does not let {user} in. Correct the user and the password in DATABASE_URL.'],
  [/^3D000/, 'There is no database {database} at {server}. Create it, or correct DATABASE_URL.'],
  [/^53300/, '{server} has no connection left. Close some, or raise its max_connections.'],
  [/^57P0/, '{server} is starting or stopping. Try again in a minute.'],
  [/not support SSL/, '{server} does not speak SSL. Turn it on there, or take sslmode out of DATABASE_URL.'],
  [
    /CERT|SIGNATURE|SSL|TLS/,
    'The certificate of {server} is not trusted. Name its authority: sslrootcert in DATABASE_URL.',
  ],
];

/** One line for a person whose DATABASE_URL does not work. It never holds the password, nor any part of a garbled address. */
export function databaseRefusal(error: unknown, url: string): string {
  const at = URL.canParse(url) ? new URL(url) : null;
  // Where a password's own / ? or # cuts the address short, its user and host are really parts of the password.
  if (!at?.hostname || (at.username === '' && url.includes('@')))
    return 'DATABASE_URL is no address. Write postgres://user:password@host:port/database, with %2F, %3F and %23 for any / ? # in the password.';
  const told = `${codeOf(error)} ${partOf(error, 'message')}`.trim();
  const fault = faults.find(([sign]) => sign.test(told))?.[1];
  const words = {
    server: at.host,
    user: at.username === '' ? 'this account' : at.username,
    database: at.pathname.length > 1 ? at.pathname.slice(1) : at.username,
  };
  const code = codeOf(error) === '' ? '' : ` (${codeOf(error)})`;
  const other = `{server} cannot be used${code}. See to it, or correct DATABASE_URL.`;
  return (fault ?? other).replace(
    /\{(server|user|database)\}/g,
    (_, name: keyof typeof words) => words[name],
  );
}

/** A small file's text, empty where there is none. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(codeOf(error))) return '';
    throw error;
  }
}

/** The system's or the database's code for an error ('EACCES', '28P01'), empty where it has none. */
export function codeOf(error: unknown): string {
  return partOf(error, 'code');
}

function partOf(error: unknown, name: 'code' | 'message'): string {
  const part: unknown = Reflect.get(Object(error) as object, name); // an error of another realm is no instance of Error
  return typeof part === 'string' ? part : '';
}
