import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { freePort, temporary } from './larkspur.mjs';

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
