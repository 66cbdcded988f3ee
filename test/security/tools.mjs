import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Tools of Debian that the checks run, with the package each comes in. */
export const packages = {
  sqlmap: 'sqlmap',
  wapiti: 'wapiti',
  slowhttptest: 'slowhttptest',
  caddy: 'caddy',
  openssl: 'openssl',
};

/** What to say of each tool that is not here. */
export function missingTools() {
  return Object.entries(packages)
    .filter(([tool]) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error)
    .map(([tool, name]) => `${tool} is not installed: apt-get install ${name}`);
}

function run(tool, args, seconds) {
  return new Promise((done) => {
    execFile(
      tool,
      args,
      { maxBuffer: 64 * 2 ** 20, timeout: seconds * 1000, killSignal: 'SIGTERM' },
      (error, stdout, stderr) => done({ said: `${stdout}${stderr}`, cutShort: error?.killed === true }),
    );
  });
}

/** Tries SQL in whatever the target marks with a star. `{ found, said }`; a run that tested nothing is no clean one. */
export async function sqlmap({ url, method = 'GET', body, cookie }) {
  const output = await mkdtemp(join(tmpdir(), 'sqlmap-'));
  const args = ['-u', url, '--batch', '--disable-coloring', '--flush-session', `--output-dir=${output}`];
  args.push(
    '--level=2',
    '--risk=1',
    '--dbms=postgresql',
    '--ignore-code=*',
    '--threads=2',
    `--method=${method}`,
  );
  if (cookie) args.push(`--headers=Cookie: ${cookie}\nContent-Type: application/json`);
  if (body) args.push(`--data=${body}`);
  const { said, cutShort } = await run('sqlmap', args, 900);
  await rm(output, { recursive: true, force: true });
  const found = /identified the following injection point/.test(said);
  const clean = /do not appear to be injectable/.test(said) && !cutShort;
  return { found, clean, requests: Number(/total of (\d+) HTTP/.exec(said)?.[1] ?? 0), said };
}

/** What no program may have; wapiti also tells of headers and cookies, which our own tests ask for more strictly. */
const grave =
  /injection|scripting|execution|traversal|crlf|server side request|xxe|xml external|redirect|htaccess|backup|dangerous file|internal server error|file handling/i;

/** Crawls from an address, fills in every form and attacks what it found. It never excludes: `-x` fails under Python 3.11. */
export async function wapiti({ url, seconds }) {
  const folder = await mkdtemp(join(tmpdir(), 'wapiti-'));
  const report = join(folder, 'report.json');
  const where = ['-u', url, '--scope', 'folder', '--store-session', folder, '--store-config', folder];
  const how = ['-m', 'backup,crlf,exec,file,htaccess,redirect,sql,timesql,ssrf,xss,permanentxss,xxe'];
  const written = ['-f', 'json', '-o', report, '--flush-session', '--no-bugreport'];
  const limits = [
    '--max-links-per-page',
    '40',
    '--max-files-per-dir',
    '40',
    '--max-scan-time',
    String(seconds),
  ];
  limits.push('--max-attack-time', String(seconds));
  const { said } = await run('wapiti', [...where, ...how, ...written, ...limits], seconds * 16);
  const text = await readFile(report, 'utf8').catch(() => '{}');
  await rm(folder, { recursive: true, force: true });
  const { vulnerabilities = {}, anomalies = {}, infos } = JSON.parse(text);
  const all = Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([kind, each]) =>
    each.map(({ method, path, parameter }) => ({ kind, where: `${method} ${path} ${parameter ?? ''}` })),
  );
  const isGrave = ({ kind }) => grave.test(kind);
  return {
    grave: all.filter(isGrave),
    other: all.filter((each) => !isGrave(each)),
    finished: infos !== undefined,
    said,
  };
}

/** Holds 150 connections open by sending a header a byte at a time. Resolves when it is done. */
export function slowly({ base, seconds }) {
  return run(
    'slowhttptest',
    ['-H', '-c', '150', '-r', '75', '-i', '5', '-l', String(seconds), '-u', `${base}/sign-in`, '-p', '3'],
    seconds + 30,
  );
}
