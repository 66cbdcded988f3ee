import { secretNamed, type Reading } from './reading.js';

/** Where the casework and the queues are kept, and the root secret that goes with them. */
export interface Stores {
  /**
   * Its owner's address, which migrates; or, with no user in it, one that `npm run migrate` has prepared, where the program
   * signs in as a role that owns nothing. Null: the embedded Postgres.
   */
  readonly databaseUrl: string | null;
  /** Null: jobs are queued in Postgres. */
  readonly redisUrl: string | null;
  /** What every other secret is derived from. Null: the embedded database keeps one of its own. */
  readonly secret: Buffer | null;
}

export function readStores(reading: Reading): Stores {
  const { environment, faults } = reading;
  const databaseUrl = withPassword(environment['DATABASE_URL'], 'DATABASE_PASSWORD', reading);
  const redisUrl = withPassword(environment['REDIS_URL'], 'REDIS_PASSWORD', reading);
  const secret = readSecret(reading);
  checkDatabase({ databaseUrl, secret }, reading);
  if (redisUrl !== null && !/^rediss?:\/\//.test(redisUrl))
    faults.push('REDIS_URL must begin with rediss:// or redis://, or be left out to queue in Postgres.');
  checkReached(reading, { databaseUrl, redisUrl });
  return { databaseUrl, redisUrl, secret };
}

/** The address with the password that comes apart from it, where it does. */
function withPassword(address: string | undefined, name: string, reading: Reading): string | null {
  const password = secretNamed(name, reading);
  if (address === undefined) return null;
  const url = URL.parse(address);
  if (password === undefined || url === null) return address;
  url.password = encodeURIComponent(password);
  return url.href;
}

function readSecret(reading: Reading): Buffer | null {
  const text = secretNamed('LARKSPUR_SECRET', reading);
  if (text === undefined) return null;
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  reading.faults.push('LARKSPUR_SECRET must be 64 hexadecimal digits.');
  return null;
}

function checkDatabase(
  { databaseUrl, secret }: Pick<Stores, 'databaseUrl' | 'secret'>,
  { production, faults }: Reading,
): void {
  if (databaseUrl === null) {
    if (production)
      faults.push(
        'DATABASE_URL must be set in production: the embedded Postgres is for trying Larkspur out.',
      );
    return;
  }
  if (!/^postgres(ql)?:\/\//.test(databaseUrl))
    faults.push('DATABASE_URL must begin with postgres://, or be left out to use the embedded Postgres.');
  if (secret === null)
    faults.push(
      'LARKSPUR_SECRET must be set where DATABASE_URL is: 64 hexadecimal digits, as `openssl rand -hex 32` prints.',
    );
}

/** In production nothing is sent in the clear over a network that others may listen to. */
function checkReached(
  { environment, production, faults }: Reading,
  { databaseUrl, redisUrl }: Pick<Stores, 'databaseUrl' | 'redisUrl'>,
): void {
  if (!production || environment['PRIVATE_NETWORK'] === 'yes') return;
  const otherwise = 'or set PRIVATE_NETWORK=yes where the network between them never leaves this host.';
  if (databaseUrl !== null && !staysHere(databaseUrl) && !isVerified(databaseUrl))
    faults.push(`DATABASE_URL is reached over a network: end it in ?sslmode=verify-full, ${otherwise}`);
  if (redisUrl !== null && !staysHere(redisUrl) && !redisUrl.startsWith('rediss:'))
    faults.push(`REDIS_URL is reached over a network: begin it with rediss://, ${otherwise}`);
}

/** Whether an address is this machine's own: loopback, or a socket in its file system. */
function staysHere(address: string): boolean {
  const url = URL.parse(address);
  const hosts = url ? [url.hostname, ...url.searchParams.getAll('host')] : [];
  return (
    hosts.length > 0 && hosts.every((host) => /^(localhost|127(\.\d+){3}|\[?::1\]?|%2F.*|\/.*)$/i.test(host))
  );
}

/** Whether the server must show a certificate of its own name. Said twice, the driver takes the last. */
function isVerified(address: string): boolean {
  const modes = URL.parse(address)?.searchParams.getAll('sslmode') ?? [];
  return modes.length > 0 && modes.every((mode) => mode === 'verify-full');
}
