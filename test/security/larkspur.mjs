import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Larkspur of its own, filled with the demo, in a folder and on a port of its own. Whoever starts it stops it. */
export async function startLarkspur() {
  const dataDir = await temporary('security');
  const port = await freePort();
  const { LARKSPUR_FULL_SIZE: _, ...environment } = process.env;
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    env: { ...environment, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    if (child.exitCode === null && child.kill('SIGTERM')) await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  const said = await saidUntilItIsUp(child).catch(async (error) => {
    await stop();
    throw error;
  });
  return { base: `http://127.0.0.1:${port}`, port, ...accountsIn(said), stop };
}

/** A new folder of this run's own. */
export function temporary(name) {
  return mkdtemp(join(tmpdir(), `larkspur-${name}-`));
}

export function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

/** What it prints, up to and with its accounts, which come last. */
function saidUntilItIsUp(child) {
  return new Promise((done, failed) => {
    let said = '';
    child.once('exit', () => failed(new Error(`Larkspur did not start: ${said}`)));
    child.stdout.on('data', (more) => {
      said += more;
      if (/Sign in to the demo[^\n]*\n(  .*\n)+/.test(said)) setTimeout(() => done(said), 500);
    });
  });
}

/** The demo's accounts as they are printed: a role, an address, and the secret of an app where there is one. */
function accountsIn(said) {
  const [, password] = /password "([^"]+)"/.exec(said) ?? [];
  const accounts = [...said.matchAll(/^ {2}(\S.*?) {2,}(\S+@\S+)(?: +([A-Z2-7]{32}))?/gm)];
  return { password, accounts: accounts.map(([, role, email, secret]) => ({ role, email, secret })) };
}

/** Signs an account in as a program would. Returns its cookies, as a header. */
export async function cookieOf({ base, password }, { email, secret }) {
  const answer = await fetch(`${base}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password, ...(secret ? { code: codeOf(secret) } : {}) }),
  });
  if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** The code that an authenticator app shows now: RFC 6238, SHA-1, six digits, half a minute. */
function codeOf(secret) {
  const bits = Array.from(secret, (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor((performance.timeOrigin + performance.now()) / 30_000)));
  const mac = createHmac('sha1', key).update(moment).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}
