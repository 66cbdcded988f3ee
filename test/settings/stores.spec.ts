import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading } from '../../src/settings/reading.js';
import { readStores, type Stores } from '../../src/settings/stores.js';

const folder = mkdtempSync(join(tmpdir(), 'larkspur-secrets-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const secret = 'a1'.repeat(32);

function secretFile(text: string, mode = 0o400): string {
  const path = join(folder, `secret-${String(Math.random())}`);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

function read(
  environment: NodeJS.ProcessEnv,
  production = false,
): { stores: Stores; faults: readonly string[] } {
  const reading: Reading = { environment, production, dataDir: '/data', faults: [] };
  return { stores: readStores(reading), faults: reading.faults };
}

describe('a secret', () => {
  it('comes from a file that its owner alone may read', () => {
    const { stores, faults } = read({
      DATABASE_URL: 'postgres://owner@localhost/l',
      DATABASE_PASSWORD_FILE: secretFile('p/a?s#s\n'),
      REDIS_URL: 'redis://localhost:6379',
      REDIS_PASSWORD_FILE: secretFile('hush'),
      LARKSPUR_SECRET_FILE: secretFile(`${secret}\n`, 0o600),
    });
    expect(faults).toEqual([]);
    expect(stores).toEqual({
      databaseUrl: 'postgres://owner:p%2Fa%3Fs%23s@localhost/l',
      redisUrl: 'redis://:hush@localhost:6379',
      secret: Buffer.from(secret, 'hex'),
    });
  });

  it.each([
    ['its group may read', () => secretFile(secret, 0o440), 'is open to others: chmod 400 it.'],
    ['everyone may read', () => secretFile(secret, 0o404), 'is open to others: chmod 400 it.'],
    ['anyone may write', () => secretFile(secret, 0o602), 'is open to others: chmod 400 it.'],
    ['is not there', () => join(folder, 'nothing'), 'cannot be read by this account.'],
  ])('from a file that %s is refused', (_, file, says) => {
    const { stores, faults } = read({ LARKSPUR_SECRET_FILE: file() });
    expect(faults).toEqual([expect.stringMatching(new RegExp(`^LARKSPUR_SECRET_FILE: .*${says}$`))]);
    expect(stores.secret).toBeNull();
  });

  it('is said once', () => {
    const { faults } = read({ LARKSPUR_SECRET: secret, LARKSPUR_SECRET_FILE: secretFile(secret) });
    expect(faults).toEqual(['Set LARKSPUR_SECRET or LARKSPUR_SECRET_FILE, not both.']);
  });
});

describe('in production, what is kept', () => {
  const faultsOf = (given: NodeJS.ProcessEnv) => read({ LARKSPUR_SECRET: secret, ...given }, true).faults;

  it.each([
    'postgres://owner@db.example/l?sslmode=verify-full',
    'postgres://owner@localhost/l',
    'postgres://owner@127.0.0.1:5433/l',
    'postgres://owner@[::1]/l',
    'postgres://owner@%2Fvar%2Frun%2Fpostgresql/l',
  ])('in %s is reached safely', (DATABASE_URL) => {
    expect(faultsOf({ DATABASE_URL })).toEqual([]);
  });

  it.each([
    ['without TLS', 'postgres://owner@db.example/l'],
    ['by whoever answers first', 'postgres://owner@db.example/l?sslmode=require'],
    ['by an authority’s word for another name', 'postgres://owner@db.example/l?sslmode=verify-ca'],
    [
      'with a second word that takes it back',
      'postgres://o@db.example/l?sslmode=verify-full&sslmode=disable',
    ],
    ['by an address that only looks like here', 'postgres://owner@localhost/l?host=db.example'],
    ['at a name that begins like here', 'postgres://owner@localhost.example/l'],
  ])('in a database reached %s is refused', (_, DATABASE_URL) => {
    expect(faultsOf({ DATABASE_URL })).toEqual([
      expect.stringMatching(/^DATABASE_URL is reached over a network: end it in \?sslmode=verify-full/),
    ]);
  });

  it('in a queue is reached with TLS too', () => {
    const stores = { DATABASE_URL: 'postgres://owner@localhost/l' };
    expect(faultsOf({ ...stores, REDIS_URL: 'redis://redis.example:6379' })).toEqual([
      expect.stringMatching(/^REDIS_URL is reached over a network: begin it with rediss:/),
    ]);
    expect(faultsOf({ ...stores, REDIS_URL: 'rediss://redis.example:6379' })).toEqual([]);
  });

  it('may be reached without where the operator says that the network never leaves the host', () => {
    const given = { DATABASE_URL: 'postgres://owner@postgres/l', REDIS_URL: 'redis://redis:6379' };
    expect(faultsOf(given)).toHaveLength(2);
    expect(faultsOf({ ...given, PRIVATE_NETWORK: 'yes' })).toEqual([]);
  });
});
