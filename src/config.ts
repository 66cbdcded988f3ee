import { join, resolve } from 'node:path';
import { readSenders, type SendersConfig } from './config-senders.js';

/** How this process runs. Read once at start; nothing else in the program reads the environment. */
export interface Config extends SendersConfig {
  readonly production: boolean;
  readonly port: number;
  /** The owner's connection, which migrates. Null: the embedded Postgres, with its data in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Null: jobs are queued in Postgres. */
  readonly redisUrl: string | null;
  /** What every other secret is derived from. Null: the embedded database keeps one of its own. */
  readonly secret: Buffer | null;
  /** Who keeps the service keys that everything said of people is sealed under. */
  readonly keys: { readonly file: string } | { readonly url: string; readonly tokenFile: string };
  /** How many proxies of one's own stand in front: whose word on where a request came from is taken. */
  readonly proxies: number;
  /** Where people find it, with no path: what a passkey is bound to, and where another sign-in leads back to. */
  readonly publicUrl: string;
  /** The list of passwords known from breaches, made by `npm run passwords:import`. Null: only the built-in rules. */
  readonly breachedList: string | null;
  /** The organisation's own sign-in (OpenID Connect). Null: there is none. */
  readonly sso: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null;
  /** Where heads of the audit log are kept outside the database: a file that is only added to, on another disk than it. */
  readonly anchorFile: string;
  /** A second place for them, which takes lines by POST. */
  readonly anchorUrl: string | null;
  /** Whether an empty database is filled with the invented demo services at start. */
  readonly demo: boolean;
}

/** Where the parts of the program find the configuration. */
export const CONFIG = Symbol('config');

/** @throws Error listing every fault at once, one a line, each saying what to do. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const production = environment['NODE_ENV'] === 'production';
  const databaseUrl = environment['DATABASE_URL'] ?? null;
  const secret = readSecret(environment['LARKSPUR_SECRET'], faults);
  const port = readWhole('PORT', environment['PORT'] ?? '3000', { most: 65_535, faults });
  const proxies = readWhole('PROXIES', environment['PROXIES'] ?? '0', { most: 9, faults });
  const publicUrl = readPublicUrl(environment['PUBLIC_URL'], { port, production, faults });
  const sso = readSso(environment, { production, faults });
  const dataDir = resolve(environment['DATA_DIR'] ?? 'data');
  const keys = readKeys(environment, { dataDir, production, faults });
  checkDatabase({ databaseUrl, secret, production }, faults);
  const senders = readSenders(environment, { production, faults });
  const anchors = readAnchors(environment, { production, dataDir, faults });
  if (faults.length > 0) throw new Error(faults.join('\n'));

  return {
    ...anchors,
    ...senders,
    production,
    port,
    proxies,
    databaseUrl,
    secret,
    publicUrl,
    sso,
    dataDir,
    breachedList: environment['BREACHED_LIST'] ? resolve(environment['BREACHED_LIST']) : null,
    keys,
    redisUrl: environment['REDIS_URL'] ?? null,
    demo: !production && environment['DEMO'] !== 'no',
  };
}

/** Beside the embedded Postgres by default, so that trying Larkspur out needs nothing: in earnest they are kept elsewhere. */
function readAnchors(
  environment: NodeJS.ProcessEnv,
  { production, dataDir, faults }: { production: boolean; dataDir: string; faults: string[] },
): Pick<Config, 'anchorFile' | 'anchorUrl'> {
  const [file, anchorUrl = null] = [environment['ANCHOR_FILE'], environment['ANCHOR_URL']];
  if (production && file === undefined)
    faults.push(
      'ANCHOR_FILE must be set in production, to a file on another disk than the database: a log that keeps its own anchors proves nothing.',
    );
  if (anchorUrl !== null && !URL.canParse(anchorUrl))
    faults.push('ANCHOR_URL must be an address, or be left out.');
  return { anchorFile: resolve(file ?? join(dataDir, 'anchors')), anchorUrl };
}

function readWhole(name: string, text: string, { most, faults }: { most: number; faults: string[] }): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > most) {
    faults.push(`${name} must be a whole number from 0 to ${String(most)}.`);
  }
  return number;
}

function readSso(
  environment: NodeJS.ProcessEnv,
  { production, faults }: { production: boolean; faults: string[] },
): Config['sso'] {
  const [issuer, clientId, clientSecret] = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'].map(
    (name) => environment[name],
  );
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (
    !issuer ||
    !clientId ||
    !clientSecret ||
    !URL.canParse(issuer) ||
    (production && !issuer.startsWith('https:'))
  ) {
    faults.push(
      'OIDC_ISSUER, which begins with https://, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together.',
    );
    return null;
  }
  return { issuer, clientId, clientSecret };
}

function readPublicUrl(
  text: string | undefined,
  { port, production, faults }: { port: number; production: boolean; faults: string[] },
): string {
  const url = URL.parse(text ?? `http://localhost:${String(port)}`);
  const isBare = url !== null && url.href === `${url.origin}/`;
  if (production && text === undefined) {
    faults.push(
      'PUBLIC_URL must be set in production, such as https://larkspur.example.org: passkeys are bound to it.',
    );
  } else if (!isBare || (production && url.protocol !== 'https:')) {
    faults.push(
      'PUBLIC_URL must be where people find Larkspur, with no path, such as https://larkspur.example.org.',
    );
  }
  return url?.origin ?? '';
}

function checkDatabase(
  { databaseUrl, secret, production }: Pick<Config, 'databaseUrl' | 'secret' | 'production'>,
  faults: string[],
): void {
  if (databaseUrl === null) {
    if (production)
      faults.push(
        'DATABASE_URL must be set in production: the embedded Postgres is for trying Larkspur out.',
      );
    return;
  }
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push('DATABASE_URL must begin with postgres://, or be left out to use the embedded Postgres.');
  }
  if (secret === null) {
    faults.push(
      'LARKSPUR_SECRET must be set where DATABASE_URL is: 64 hexadecimal digits, as `openssl rand -hex 32` prints.',
    );
  }
}

/** A file, beside the embedded database where none is named; or Vault's or OpenBao's transit engine. */
function readKeys(
  environment: NodeJS.ProcessEnv,
  { dataDir, production, faults }: { dataDir: string; production: boolean; faults: string[] },
): Config['keys'] {
  const { KEY_FILE: file, KEY_SERVICE_URL: url, KEY_SERVICE_TOKEN_FILE: tokenFile } = environment;
  if (url !== undefined) {
    if (!/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])/.test(url))
      faults.push('KEY_SERVICE_URL must begin with https://, as https://vault.example:8200/v1/transit does.');
    if (tokenFile === undefined)
      faults.push('KEY_SERVICE_TOKEN_FILE must name the file that holds the token for KEY_SERVICE_URL.');
    return { url: url.replace(/\/$/, ''), tokenFile: resolve(tokenFile ?? '') };
  }
  if (production && file === undefined) {
    faults.push(
      'KEY_FILE or KEY_SERVICE_URL must be set in production: the keys are kept apart from the database and its backups.',
    );
  }
  return { file: resolve(file ?? join(dataDir, 'keys.json')) };
}

function readSecret(text: string | undefined, faults: string[]): Buffer | null {
  if (text === undefined) return null;
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  faults.push('LARKSPUR_SECRET must be 64 hexadecimal digits.');
  return null;
}
