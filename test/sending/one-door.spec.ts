import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { projectFolder } from '../../src/platform/project-folder.js';

/** What could carry something out, other than by `src/sending`: each as whoever goes round it would write it. */
const ways =
  /\b(nodemailer|twilio|sendgrid|mailgun|messagebird|aws-sdk|pdfkit|pdf-lib|pdfmake|puppeteer|ical-generator|web-push)\b|from '(ics|node:(net|tls|http|https|http2|dgram|child_process))'|\bfetch\(|BEGIN:VCALENDAR|INSERT INTO outgoing|\bUPDATE outgoing\b/;

/** These reach other machines, and know nobody: the head of the log, wrapped keys, a port, the database’s own program. */
const reachesOut = [
  'src/main.ts', // says which port it listens on
  'src/platform/audit/anchor-places.ts',
  'src/platform/database/embedded-guard.ts',
  'src/platform/database/embedded-home.ts',
  'src/platform/database/embedded.ts',
  'src/platform/http/network.ts', // reads an address, and asks nobody
  'src/platform/sealing/transit-box.ts',
  'src/starting.ts',
];

type Files = ReadonlyMap<string, string>;

function roundTheDoor(files: Files): string[] {
  return [...files]
    .filter(([path, text]) => !path.startsWith('src/sending/') && ways.test(text))
    .map(([path]) => path)
    .filter((path) => !reachesOut.includes(path));
}

/** Within the folder, whoever asks the senders to send: the one that releases, and the one that tells staff there is something. */
function askingToSend(files: Files): string[] {
  return [...files]
    .filter(([, text]) => /\bsenders\.(send|notify|answer)\(|\.send\('?(text|email)/.test(text))
    .map(([path]) => path);
}

const files: Files = new Map(
  readdirSync(join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map(
      (path) => [posix.join('src', path), readFileSync(join(projectFolder, 'src', path), 'utf8')] as const,
    ),
);

describe('what goes out to a client', () => {
  it('goes by src/sending alone', () => {
    expect(roundTheDoor(files)).toEqual([]);
  });

  it('is let go in one place, whoever referred is answered in one, and staff are told in three', () => {
    expect(askingToSend(files).toSorted()).toEqual([
      'src/sending/answer-referrer.job.ts',
      'src/sending/release.service.ts',
      'src/sending/tell-lead.job.ts',
      'src/sending/tell-maker.job.ts',
      'src/sending/tell-supervisors.job.ts',
    ]);
  });

  it('is asked of no file that reaches nobody', () => {
    const reaching = reachesOut.filter((path) => ways.test(files.get(path) ?? ''));
    expect(reaching).toEqual(reachesOut);
  });

  it.each([
    ["import { createTransport } from 'nodemailer';"],
    ["import { request } from 'node:https';"],
    ['await fetch(`https://gateway.example/`)'],
    ["const file = 'BEGIN:VCALENDAR';"],
    ["await tx.query('INSERT INTO outgoing (case_id) VALUES ($1)')"],
  ])('is found where it goes round the door: %s', (line) => {
    expect(roundTheDoor(new Map([['src/cases/a.ts', line]]))).toEqual(['src/cases/a.ts']);
    expect(roundTheDoor(new Map([['src/sending/a.ts', line]]))).toEqual([]);
  });
});
