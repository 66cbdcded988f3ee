import { join, resolve } from 'node:path';
import type { Reading } from './reading.js';

/** Who keeps what must not be lost with the database: its keys, and the heads of its log. */
export interface Keepers {
  /** Where the service keys lie that everything said of people is sealed under, and the key service that seals them there, if any. */
  readonly keys: {
    readonly file: string;
    readonly service: { readonly url: string; readonly tokenFile: string } | null;
  };
  /** Where heads of the audit log are kept outside the database: a file that is only added to, on another disk than it. */
  readonly anchorFile: string;
  /** A second place for them, which takes lines by POST. */
  readonly anchorUrl: string | null;
  /** A server of logs that takes every entry too, as `npm run audit:export` writes it, by POST. */
  readonly logUrl: string | null;
  /** The list of passwords known from breaches, made by `npm run passwords:import`. Null: only the built-in rules. */
  readonly breachedList: string | null;
}

export function readKeepers(reading: Reading): Keepers {
  return { ...readAnchors(reading), keys: readKeys(reading), breachedList: readBreachedList(reading) };
}

/** Beside the embedded Postgres by default, so that trying Larkspur out needs nothing: in earnest they are kept elsewhere. */
function readAnchors({
  environment,
  production,
  dataDir,
  faults,
}: Reading): Pick<Keepers, 'anchorFile' | 'anchorUrl' | 'logUrl'> {
  const file = environment['ANCHOR_FILE'];
  if (production && file === undefined)
    faults.push(
      'ANCHOR_FILE must be set in production, to a file on another disk than the database: a log that keeps its own anchors proves nothing.',
    );
  const addressed = (name: string): string | null => {
    const url = environment[name] ?? null;
    if (url !== null && !URL.canParse(url)) faults.push(`${name} must be an address, or be left out.`);
    else if (url !== null && production && !url.startsWith('https://'))
      faults.push(`${name} must begin with https:// in production.`);
    return url;
  };
  return {
    anchorFile: resolve(file ?? join(dataDir, 'anchors')),
    anchorUrl: addressed('ANCHOR_URL'),
    logUrl: addressed('LOG_URL'),
  };
}

/** A file, beside the embedded database where none is named; what is in it is sealed by the root secret, or by a key service. */
function readKeys({ environment, production, dataDir, faults }: Reading): Keepers['keys'] {
  const { KEY_FILE: file, KEY_SERVICE_URL: url, KEY_SERVICE_TOKEN_FILE: tokenFile } = environment;
  if (production && file === undefined)
    faults.push(
      'KEY_FILE must be set in production: the keys are kept apart from the database and its backups.',
    );
  const place = resolve(file ?? join(dataDir, 'keys.json'));
  if (url === undefined) return { file: place, service: null };
  if (!/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])/.test(url))
    faults.push('KEY_SERVICE_URL must begin with https://, as https://vault.example:8200/v1/transit does.');
  if (tokenFile === undefined)
    faults.push('KEY_SERVICE_TOKEN_FILE must name the file that holds the token for KEY_SERVICE_URL.');
  return { file: place, service: { url: url.replace(/\/$/, ''), tokenFile: resolve(tokenFile ?? '') } };
}

/** In production somebody says that there is no list, or there is one: it is not left out unseen (OWASP ASVS 5.0.0, 6.2.12). */
function readBreachedList({ environment, production, faults }: Reading): string | null {
  const list = environment['BREACHED_LIST'];
  if (list === 'none') return null;
  if (!list && production)
    faults.push(
      'BREACHED_LIST must name the list of breached passwords in production, as `npm run passwords:import` makes it, or be `none`, which says that there is none.',
    );
  return list ? resolve(list) : null;
}
