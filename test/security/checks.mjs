import { connect } from 'node:net';
import { theDatabaseShowsItsCertificate } from './certificates.mjs';
import { startFaulty } from './faulty.mjs';
import { theFrontEndsTls } from './front.mjs';
import { startGuard } from './guard.mjs';
import { cookieOf } from './larkspur.mjs';
import { targets } from './operations.mjs';
import { slowly, sqlmap, wapiti } from './tools.mjs';

/** Each check: what must be true, and a function that says what was seen, or throws. */
export const checks = {
  'the tools find what is wrong with a faulty page': theToolsFindFaults,
  'no other origin may read an answer': noOtherOrigin,
  'a request of two lengths is refused': twoLengths,
  'nothing of the program is served': nothingOfTheProgram,
  'what stands in front ends TLS 1.2 and 1.3, well': theFrontEndsTls,
  'a database is reached where its certificate is its own': theDatabaseShowsItsCertificate,
  '150 slow connections keep nobody out': slowConnections,
  'sqlmap finds no way in by the API': noSqlByTheApi,
  'wapiti finds nothing grave on any page': nothingGraveOnPages,
};

async function theToolsFindFaults() {
  const faulty = await startFaulty();
  try {
    const sql = await sqlmap({ url: `${faulty.base}/flowers?name=aster*` });
    if (!sql.found) throw new Error(`sqlmap did not find the planted injection: ${sql.said.slice(-600)}`);
    const pages = await wapiti({ url: `${faulty.base}/`, seconds: 60 });
    const scripting = pages.grave.filter(({ kind }) => /scripting/i.test(kind));
    if (scripting.length === 0)
      throw new Error(`wapiti did not find the planted script: ${pages.said.slice(-600)}`);
    return `sqlmap the injection in ${sql.requests} requests, wapiti the script in ${scripting.length} places`;
  } finally {
    await faulty.stop();
  }
}

async function noOtherOrigin(house) {
  const paths = ['/sign-in', '/home', '/health', '/assets/start.js', '/api/v1/cases', '/api/v1/nothing'];
  for (const path of paths)
    for (const method of ['GET', 'OPTIONS']) {
      const headers = { Origin: 'https://elsewhere.invalid', 'Access-Control-Request-Method': 'POST' };
      const answer = await fetch(`${house.base}${path}`, { method, headers, redirect: 'manual' });
      const told = [...answer.headers.keys()].filter((name) => name.startsWith('access-control'));
      if (told.length > 0) throw new Error(`${method} ${path} answers with ${told.join(', ')}`);
    }
  return `${paths.length * 2} answers without a word of it`;
}

/** A proxy and the program behind it must not disagree on where a request ends. */
async function twoLengths({ port }) {
  const head = 'POST /sign-in HTTP/1.1\r\nHost: localhost\r\n';
  const requests = [
    `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n`,
    `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef`,
    `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
    `${head}Content-Length: +5\r\n\r\nabcde`,
  ];
  for (const request of requests) {
    const answer = await sent(port, request);
    if (!/^HTTP\/1\.1 400 /.test(answer))
      throw new Error(`${JSON.stringify(request)}: ${answer.slice(0, 80)}`);
  }
  return `${requests.length} of ${requests.length} refused`;
}

function sent(port, text) {
  return new Promise((done) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setTimeout(30_000, () => socket.destroy()); // the machine may be busy: how long it takes is no finding
    socket.on('data', (more) => (answer += more));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => done(answer));
  });
}

async function nothingOfTheProgram({ port }) {
  const paths =
    '/.git/HEAD /.git/config /.env /package.json /package-lock.json /src/main.ts /dist/src/main.js /data/secret /docker-compose.yml /assets/ /assets/govuk/ /assets/moj/ /assets/../package.json /assets/..%2fpackage.json /assets/%2e%2e/%2e%2e/package.json /assets/govuk/..%5c..%5cpackage.json /assets/govuk/%2e%2e/%2e%2e/package.json /assets/start.js%00.css //etc/passwd /node_modules/pg/package.json /server-status /metrics /debug'.split(
      ' ',
    );
  for (const path of paths) {
    const answer = await sent(port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    if (!/^HTTP\/1\.1 40[04] /.test(answer)) throw new Error(`${path}: ${answer.slice(0, 60)}`);
  }
  return `${paths.length} addresses are not there`;
}

async function slowConnections({ base }) {
  const seconds = 20;
  const attack = slowly({ base, seconds });
  await new Promise((soon) => setTimeout(soon, 5_000));
  let answered = 0;
  for (; answered < 20; answered += 1) {
    const answer = await fetch(`${base}/sign-in`, { signal: AbortSignal.timeout(10_000) });
    if (answer.status !== 200) throw new Error(`the sign-in page answered ${answer.status}`);
  }
  await attack;
  return `${answered} of ${answered} pages answered meanwhile`;
}

async function cookiesOf(house) {
  const each = house.accounts.map(async (account) => [account.role, await cookieOf(house, account)]);
  return Object.fromEntries(await Promise.all(each));
}

async function noSqlByTheApi(house) {
  const all = await targets(house, await cookiesOf(house));
  const faults = [];
  for (const target of all) {
    const tried = await sqlmap(target);
    if (tried.found) faults.push(`${target.name}: ${tried.said.slice(-600)}`);
    else if (!tried.clean) faults.push(`${target.name} could not be tried: ${tried.said.slice(-300)}`);
  }
  if (faults.length > 0 || all.length < 20)
    throw new Error([`${all.length} operations`, ...faults].join('\n'));
  return `${all.length} operations tried at level 2`;
}

/** The administrator last: a crawler sends every form, and theirs suspend the others. */
async function nothingGraveOnPages(house) {
  const signedIn = Object.entries(await cookiesOf(house));
  const last = ([role]) => /administrator/i.test(role);
  const everyone = [['nobody', undefined], ...signedIn.toSorted((one, other) => last(one) - last(other))];
  const seen = [];
  for (const [role, cookie] of everyone) seen.push(`${role} ${await crawledAs(role, cookie, house)}`);
  return `requests as ${seen.join(', ')}`;
}

/** How many requests were made. @throws Error where anything grave or any fault was seen, or too little was looked at. */
async function crawledAs(role, cookie, { port }) {
  const guard = await startGuard({ port, cookie });
  try {
    const { grave, finished, said } = await wapiti({ url: `${guard.base}/`, seconds: 90 });
    const home = await fetch(`${guard.base}/home`, { redirect: 'manual' });
    const found = [...grave.map(({ kind, where }) => `${kind}: ${where}`), ...guard.seen.faults];
    if (!finished) found.push(`it did not finish: ${said.slice(-300)}`);
    if (home.status !== (cookie ? 200 : 303)) found.push(`it lost its sign-in: ${home.status} at /home`);
    if (cookie && guard.seen.requests < 50) found.push(`${guard.seen.requests} requests are too few`);
    if (found.length > 0) throw new Error(`as ${role}: ${[...new Set(found)].slice(0, 20).join('; ')}`);
    return guard.seen.requests;
  } finally {
    guard.stop();
  }
}
