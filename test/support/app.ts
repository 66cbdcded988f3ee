import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { AppModule } from '../../src/app.module.js';
import type { Config } from '../../src/config.js';
import { entities } from '../../src/entities.js';
import { londonDate, type PlainDate } from '../../src/kernel/plain-date.js';
import { Clock } from '../../src/platform/clock.js';
import { dataSource } from '../../src/platform/database/data-source.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Csrf } from '../../src/platform/http/csrf.js';
import { dress } from '../../src/platform/http/dress.js';
import { givenASession, testSecrets } from './becoming.js';
import { testDatabase, type TestDatabase } from './database.js';
import { testCustodian } from './sealing.js';

/** A clock that stands still until it is set. */
export class StoppedClock extends Clock {
  constructor(private instant: Date) {
    super();
  }
  override now(): Date {
    return this.instant;
  }
  override today(): PlainDate {
    return londonDate(this.instant);
  }
  set(isoInstant: string): void {
    this.instant = new Date(isoInstant);
  }
}

/** The whole program on a database of its own, dressed as `main.ts` dresses it, with the clock stopped. */
export interface TestApp {
  readonly app: NestExpressApplication;
  readonly db: UnitOfWork;
  readonly database: TestDatabase;
  readonly clock: StoppedClock;
  readonly config: Config;
  /** The token of a session begun for someone. */
  session(staffId: string): Promise<string>;
  /** A signed-in browser: `(await as(staffId)).get('/home')`. */
  as(staffId: string): Promise<ReturnType<typeof request.agent>>;
  /** The cookie of somebody signed in, for whoever asks by other means. */
  cookieOf(staffId: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startApp(
  now = '2026-03-03T10:00:00Z',
  otherwise: Partial<Config> = {},
): Promise<TestApp> {
  const config = { ...startedConfig, ...otherwise };
  const database = await testDatabase();
  const clock = new StoppedClock(new Date(now));
  const anchorFile = join(tmpdir(), `larkspur-anchors-${randomBytes(6).toString('hex')}`);
  const surroundings = {
    config: { ...config, anchorFile },
    dataSource: await dataSource(database.appUrl, entities, 5).initialize(),
    secrets: testSecrets,
    custodian: testCustodian,
    jobsUrl: database.jobsUrl,
  };
  const module = await Test.createTestingModule({ imports: [AppModule.in(surroundings)] })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const app = module.createNestApplication<NestExpressApplication>({
    bodyParser: false,
    logger: ['error', 'fatal'],
  });
  dress(app, config);
  await app.init();

  const session = async (staffId: string) => (await givenASession(database.owner, staffId)).reveal();

  return {
    app,
    clock,
    database,
    db: app.get(UnitOfWork),
    config: surroundings.config,
    session,
    cookieOf: async (staffId) => `session=${await session(staffId)}`,
    as: async (staffId) => {
      const token = await session(staffId);
      // As a page's form would send it: what is tested here is what happens after.
      const headers = { Cookie: `session=${token}`, 'X-CSRF-Token': app.get(Csrf).tokenOf(token) };
      return request.agent(app.getHttpServer()).set(headers).use(oneKeyEach);
    },
    stop: async () => {
      await app.close();
      await rm(anchorFile, { force: true });
      await database.drop();
    },
  };
}

/** A key for each request that a program must name one in, as a careful program makes them; a test of keys sets its own. */
function oneKeyEach(sent: request.Test): void {
  if (sent.method === 'POST' && new URL(sent.url).pathname.startsWith('/api/'))
    void sent.set('Idempotency-Key', randomUUID());
}

export const startedConfig: Config = {
  production: false,
  port: 0,
  proxies: 0,
  databaseUrl: null,
  dataDir: '',
  keys: { file: '', service: null },
  anchorFile: '',
  anchorUrl: null,
  logUrl: null,
  redisUrl: null,
  secret: null,
  breachedList: null,
  sso: null,
  texts: null,
  mail: null,
  publicUrl: 'http://localhost:3456',
  demo: false,
};
