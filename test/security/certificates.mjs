import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { temporary } from './larkspur.mjs';

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

/** Gives the server a certificate for localhost, and makes it take TLS. The file of the authority. */
async function certified({ url }, folder) {
  await signed(folder);
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
  return join(folder, 'authority.pem');
}

/** An authority, and a certificate of it for localhost, for two days. */
async function signed(folder) {
  const openssl = (words) => execFileSync('openssl', words.split(' '), { cwd: folder, stdio: 'ignore' });
  const key = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes';
  openssl(`req -x509 ${key} -keyout authority.key -out authority.pem -subj /CN=Invented -days 2`);
  openssl(`req ${key} -keyout server.key -out server.csr -subj /CN=localhost`);
  await writeFile(join(folder, 'names'), 'subjectAltName=DNS:localhost');
  const signing = '-CA authority.pem -CAkey authority.key -CAcreateserial -days 2 -extfile names';
  openssl(`x509 -req -in server.csr ${signing} -out server.crt`);
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
