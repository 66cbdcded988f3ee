import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { freePort } from './larkspur.mjs';

/** What runs in front: Caddy by our Caddyfile, with a certificate of its own making, before a page that tells what it was told. */
export async function theFrontEndsTls() {
  const behind = createServer((asked, answer) => answer.end(JSON.stringify(asked.headers)));
  await new Promise((up) => behind.listen(0, '127.0.0.1', up));
  const [port, plainPort] = [await freePort(), await freePort()];
  const front = await startFront({ port, plainPort, web: `127.0.0.1:${behind.address().port}` });
  try {
    const offers = [
      ['TLS 1.3', { minVersion: 'TLSv1.3' }, true],
      ['TLS 1.2 with forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE+AESGCM' }, true],
      ['a key agreed on by X25519', { ecdhCurve: 'X25519' }, true],
      ['a key agreed on by another curve', { ecdhCurve: 'brainpoolP256r1', maxVersion: 'TLSv1.2' }, false],
      ['TLS 1.2 in blocks', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE+AES:!AESGCM:@SECLEVEL=0' }, false],
      ['TLS 1.2 without forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'kRSA:@SECLEVEL=0' }, false],
      ['TLS 1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }, false],
    ];
    for (const [name, offered, taken] of offers)
      if ((await isTaken(port, offered)) !== taken)
        throw new Error(`${name} is ${taken ? 'not ' : ''}taken in front`);
    await plainHttpLeadsOn(plainPort);
    const told = await throughFront(port, { 'X-Forwarded-For': '192.0.2.1', 'X-Forwarded-Proto': 'http' });
    if (told['x-forwarded-for'] !== '127.0.0.1' || told['x-forwarded-proto'] !== 'https')
      throw new Error(`a forged header goes through: ${JSON.stringify(told)}`);
    return `${offers.length} offers answered as they should be; pages are led on from HTTP and programs refused`;
  } finally {
    behind.close();
    await front.stop();
  }
}

async function startFront({ port, plainPort, web }) {
  const folder = await temporary('front');
  const config = (await readFile('Caddyfile', 'utf8'))
    .replace('admin off', `admin off\n\thttp_port ${plainPort}\n\thttps_port ${port}\n\tskip_install_trust`)
    .replace('tls {', 'tls internal {');
  await writeFile(join(folder, 'Caddyfile'), config);
  const child = spawn('caddy', ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], {
    env: {
      ...process.env,
      HOME: folder,
      XDG_DATA_HOME: folder,
      LARKSPUR_HOST: 'localhost',
      LARKSPUR_WEB: web,
    },
    stdio: 'ignore',
  });
  for (let tries = 0; tries < 100 && !(await isTaken(port, {})); tries += 1)
    await new Promise((soon) => setTimeout(soon, 100));
  return { stop: () => ended(child).then(() => rm(folder, { recursive: true })) };
}

function ended(child) {
  const end = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  return end;
}

/** Whether a handshake with this offer is taken. Whose certificate it is says nothing here. */
function isTaken(port, offered) {
  return new Promise((done) => {
    const socket = connect({
      port,
      host: '127.0.0.1',
      servername: 'localhost',
      rejectUnauthorized: false,
      ...offered,
    });
    socket.once('secureConnect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

async function plainHttpLeadsOn(plainPort) {
  const ask = (path) => fetch(`http://localhost:${plainPort}${path}`, { redirect: 'manual' });
  const [page, program] = [await ask('/sign-in'), await ask('/api/v1/cases')];
  if (page.status !== 308 || page.headers.get('location') !== 'https://localhost/sign-in')
    throw new Error(`a page by HTTP answers ${page.status} ${page.headers.get('location')}`);
  if (program.status !== 403) throw new Error(`the API by HTTP answers ${program.status}`);
}

function throughFront(port, headers) {
  const lines = Object.entries({ Host: 'localhost', Connection: 'close', ...headers });
  return new Promise((done, failed) => {
    let answer = '';
    const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', rejectUnauthorized: false });
    socket.once('error', failed);
    socket.on('data', (more) => (answer += more));
    socket.once('end', () => done(JSON.parse(/\{.*\}/.exec(answer)?.[0] ?? '{}')));
    socket.write(`GET / HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  });
}

/** Production brings a database up to date over TLS: one with the certificate of its own name, of an authority that is trusted. */
export async function theDatabaseShowsItsCertificate() {
  const { startEmbedded } = await import('../../dist/src/platform/database/embedded.js');
  const [dataDir, folder] = [await temporary('tls'), await temporary('authority')];
  const postgres = await startEmbedded({ dataDir, durable: false, quiet: true });
  try {
    const authority = await certified(postgres, folder);
    const migrate = (host, env) => migrated(new URL(postgres.url), { host, dataDir, env });
    const trusting = { NODE_EXTRA_CA_CERTS: authority };
    const seen = [
      ['of an authority nobody named', migrate('localhost', {}), /certificate|CERT/i],
      ['of another name', migrate('127.0.0.1', trusting), /certificate|CERT|altname/i],
      ['of its own name', migrate('localhost', trusting), /The database is up to date\./],
    ];
    for (const [whose, said, expected] of seen)
      if (!expected.test(said)) throw new Error(`with a certificate ${whose}: ${said}`);
    return 'refused with a certificate of an unknown authority or of another name, taken with its own';
  } finally {
    await postgres.stop();
    for (const made of [dataDir, folder]) await rm(made, { recursive: true, force: true });
  }
}

function temporary(name) {
  return mkdtemp(join(tmpdir(), `larkspur-${name}-`));
}

/** Gives the server a certificate for localhost, and makes it take TLS alone. The file of the authority. */
async function certified({ url }, folder) {
  const [authority, key] = [join(folder, 'authority.pem'), join(folder, 'server.key')];
  const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const short = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...short,
    '-keyout',
    'authority.key',
    '-out',
    authority,
    '-subj',
    '/CN=Invented authority',
    '-days',
    '2',
  );
  openssl('req', ...short, '-keyout', key, '-out', 'server.csr', '-subj', '/CN=localhost');
  await writeFile(join(folder, 'names'), 'subjectAltName=DNS:localhost');
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    authority,
    '-CAkey',
    'authority.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'names',
    '-out',
    'server.crt',
  );
  const { default: pg } = await import('pg');
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  const [{ cluster }] = (await db.query(`SELECT current_setting('data_directory') AS cluster`)).rows;
  // Where Postgres runs as another account, its key must be its own.
  const owner = execFileSync('stat', ['-c', '%U:%G', cluster], { encoding: 'utf8' }).trim();
  for (const [setting, name] of Object.entries({ ssl_cert_file: 'server.crt', ssl_key_file: 'server.key' })) {
    await copyFile(join(folder, name), join(cluster, name));
    await chmod(join(cluster, name), 0o600);
    spawnSync('chown', [owner, join(cluster, name)]);
    await db.query(`ALTER SYSTEM SET ${setting} = '${name}'`);
  }
  await db.query('ALTER SYSTEM SET ssl = on');
  await db.query('SELECT pg_reload_conf()');
  for (let speaks = false; !speaks;) speaks = (await db.query('SHOW ssl')).rows[0].ssl === 'on';
  await db.end();
  return authority;
}

/** What `npm run migrate` says in production, of a database at this host. */
function migrated(url, { host, dataDir, env }) {
  Object.assign(url, { hostname: host, search: '?sslmode=verify-full' });
  const settings = {
    NODE_ENV: 'production',
    DATABASE_URL: url.href,
    LARKSPUR_SECRET: 'a1'.repeat(32),
    PUBLIC_URL: 'https://larkspur.invalid',
    BREACHED_LIST: 'none',
    KEY_FILE: join(dataDir, 'keys.json'),
    ANCHOR_FILE: join(dataDir, 'anchors'),
  };
  const ran = spawnSync(process.execPath, ['dist/src/migrate.js'], {
    env: { ...process.env, ...settings, ...env },
    encoding: 'utf8',
  });
  return `${ran.stdout}${ran.stderr}`;
}
